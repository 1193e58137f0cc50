"""Rows about people that single nobody out: fewer details wherever they would tell too much of few people."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from lms.alumni.estimators import SHOWN_FROM
from lms.alumni.results.hiding import Told

DETAILS = ("sector", "sex", "years")  # left out in this order
TOGETHER = "small cells"


@dataclass(frozen=True)
class Row:
    """One person of the file. `frame` and `weight` belong to the cell; months are whole; None is not known.

    `right` is None where the person has not left. `is_estimated` is false for those who stand for nobody.
    """

    pseudonym: str
    cell: str
    country: str
    frame: float
    weight: float | None
    base_weight: float
    sector: str
    sex: str
    years: str
    is_in: bool | None
    status: str
    source: str
    disposition: str
    left: int
    right: int | None
    is_estimated: bool


def generalised(rows: Iterable[Row]) -> list[Row]:
    """Cells that may be told of, and within each no set of details that tells too much of those who share it.

    In the order of the pseudonyms, which were drawn at random.
    """
    found = [row for members in by_cell(pooled(list(rows))).values() for row in without_rare_details(members)]
    return sorted(found, key=lambda row: row.pseudonym)


def may_be_told(rows: Sequence[Row]) -> bool:
    """Ten people or more, and not too clear what became of each: the rule of the published figures."""
    inside, outside = (sum(row.is_in is value for row in rows) for value in (True, False))
    told = Told(inside, outside)
    return len(rows) >= SHOWN_FROM and not (told.known and told.is_too_much)


def by_cell(rows: Iterable[Row]) -> dict[str, list[Row]]:
    cells: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        cells[row.cell].append(row)
    return cells


def pooled(rows: Sequence[Row]) -> list[Row]:
    """Cells that tell too much are joined: within country and phase, within the phase, and then all of them.

    What still tells too much takes the smallest other cell with it.
    """
    for name_of in (country_cell, phase_cell, lambda _row: TOGETHER):
        rows = joined(rows, name_of)
    while (cells := by_cell(rows)).keys() - {TOGETHER} and not may_be_told(cells.get(TOGETHER, rows)):
        host = min((cell for cell in cells if cell != TOGETHER), key=lambda cell: (len(cells[cell]), cell))
        rows = reweighted([replace(row, cell=TOGETHER) if row.cell == host else row for row in rows], rows)
    return list(rows)


def country_cell(row: Row) -> str:
    return f"{row.country}, {phase_cell(row)}"


def phase_cell(row: Row) -> str:
    """What follows the stroke in a cell's name is the phase: who answered at once, or the followed-up of the silent."""
    _cell, stroke, phase = row.cell.partition("/")
    return f"{TOGETHER}{stroke}{phase}"


def joined(rows: Sequence[Row], name_of: Callable[[Row], str]) -> list[Row]:
    weak = {cell for cell, members in by_cell(rows).items() if not may_be_told(members)}
    return reweighted([replace(row, cell=name_of(row)) if row.cell in weak else row for row in rows], rows)


def reweighted(now: Sequence[Row], before: Sequence[Row]) -> list[Row]:
    """Frames added up over the cells that came together, and one weight a known person for all of a cell."""
    frames: dict[str, dict[str, float]] = defaultdict(dict)
    for new, old in zip(now, before, strict=True):
        frames[new.cell][old.cell] = old.frame
    known = Counter(row.cell for row in now if row.is_estimated and row.is_in is not None)
    found = []
    for row in now:
        frame = sum(frames[row.cell].values())
        weight = frame / known[row.cell] if known[row.cell] else None
        found.append(replace(row, frame=frame, weight=weight))
    return found


def without_rare_details(rows: Sequence[Row]) -> list[Row]:
    """One cell's rows: details left out one after the other where they are rare, in the end all of the rarest."""
    found = list(rows)
    for name in DETAILS:
        rare = rare_details(found)
        found = [replace(row, **{name: ""}) if details_of(row) in rare else row for row in found]
    while rare := rare_details(found):
        groups = Counter(details_of(row) for row in found if any(details_of(row)))
        if not groups:
            break
        chosen = min(rare & groups.keys() or groups, key=lambda details: (groups[details], details))
        found = [bare(row) if details_of(row) == chosen else row for row in found]
    return found


def rare_details(rows: Sequence[Row]) -> set[tuple[str, ...]]:
    """The details of those of whom too much would be told."""
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[details_of(row)].append(row)
    return {details for details, members in groups.items() if not may_be_told(members)}


def details_of(row: Row) -> tuple[str, ...]:
    return tuple(getattr(row, name) for name in DETAILS)


def bare(row: Row) -> Row:
    return replace(row, **dict.fromkeys(DETAILS, ""))
