"""From wave to wave, the same people: bands from where they were to where they are."""

from collections.abc import Mapping, Sequence

from lms.core.plots import Bar, Path, Picture, Words

TOP, BOTTOM, GAP, BAR_WIDTH = 30, 250, 8, 14
LEFT_X, RIGHT_X = 24, 302
Place = tuple[float, float]  # top and height in pixels


def drawn(flow: Mapping[tuple[str, str], int], places: Sequence[str], headings: tuple[str, str]) -> Picture:
    """`{(place before, place now): people}`; the two columns list `places` in their order, from the top."""
    sizes = [{place: sum(n for key, n in flow.items() if key[side] == place) for place in places} for side in (0, 1)]
    scale = (BOTTOM - TOP - GAP * (len(places) - 1)) / max(sum(flow.values()), 1)
    columns = [column(size, scale) for size in sizes]
    bars = [
        Bar(f"place-{place}", x, round(top, 1), BAR_WIDTH, round(height, 1))
        for x, placed in zip((LEFT_X, RIGHT_X), columns, strict=True)
        for place, (top, height) in placed.items()
        if height
    ]
    words = [Words(headings[0], LEFT_X, 18), Words(headings[1], RIGHT_X + BAR_WIDTH, 18, "end")]
    return Picture(BOTTOM + 12, areas=bands(flow, places, columns, scale), bars=bars, words=words)


def column(sizes: Mapping[str, int], scale: float) -> dict[str, Place]:
    placed, top = {}, float(TOP)
    for place, people in sizes.items():
        placed[place] = (top, people * scale)
        top += people * scale + GAP
    return placed


def bands(
    flow: Mapping[tuple[str, str], int], places: Sequence[str], columns: Sequence[Mapping[str, Place]], scale: float
) -> list[Path]:
    """One band a pair of places, as high as the people in it, coloured by where they were."""
    left = {place: top for place, (top, _height) in columns[0].items()}
    right = {place: top for place, (top, _height) in columns[1].items()}
    found = []
    for before in places:
        for now in places:
            height = flow.get((before, now), 0) * scale
            if height:
                found.append(Path(f"flow-{before}", corners(left[before], right[now], height)))
                left[before] += height
                right[now] += height
    return found


def corners(left: float, right: float, height: float) -> list[tuple[float, float]]:
    begin, end = LEFT_X + BAR_WIDTH, RIGHT_X
    return [
        (begin, round(left, 1)),
        (end, round(right, 1)),
        (end, round(right + height, 1)),
        (begin, round(left + height, 1)),
    ]
