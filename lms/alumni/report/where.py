"""Where people are now: by status, by country, ministry, sector, sex and year, and against what chance allows."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from lms.alumni.pictures import funnel
from lms.alumni.pictures import rows as row_pictures
from lms.alumni.pictures.rows import Group
from lms.alumni.report import sentences, words
from lms.alumni.report.parts import Figure, Hidden, Key, Of, Row, Section, Share, Span, Table, Value
from lms.alumni.results.figures import Line, Results, StatusRow, StatusTable

PARTS = {
    "in_government": "part-same",
    "in_ngo_io": "part-outside",
    "other_work": "part-moved",
    "left_government": "part-left",
    "retired_or_died": "part-ended",
    "unknown": "part-unknown",
}
TOGETHER = "part-hidden"
FEWEST_UNITS = 3


def sections(found: Results) -> list[Section]:
    return [statuses_section(found), groups_section(found)]


def statuses_section(found: Results) -> Section:
    told = [sentence for sentence in [sentences.outside(found), *sentences.departures(found)] if sentence]
    return Section(_("Where they are now"), told, [statuses(found.statuses)])


def statuses(table: StatusTable) -> Figure:
    caption = _("Where the people asked are now")
    rows = [*table.rows, table.total]
    shown = [(name_of(row), parts) for row in rows if (parts := parts_of(row, table))]
    written = [Row(name_of(row), [row.asked, *values_of(row, table)]) for row in rows]
    headings = [_("Country"), _("Asked"), *(str(label) for _code, label in table.groups)]
    keys = [*(Key(PARTS[code], str(label)) for code, label in table.groups), Key(TOGETHER, _("not shown one by one"))]
    numbers = Table("statuses", caption, headings, written, [_("Shares of those asked, without weights.")])
    return Figure(caption, row_pictures.stacked(shown) if shown else None, numbers, keys)


def name_of(row: StatusRow | Line) -> str:
    return str(row.label) if row.name else _("All together")


def parts_of(row: StatusRow, table: StatusTable) -> list[tuple[str, float]]:
    """Hidden parts are one part together; nothing where all of them are hidden."""
    told = {PARTS[code]: row.shares[code] for code, _label in table.groups if row.shares[code] is not None}
    if not told or not row.asked:
        return []
    return [*told.items(), (TOGETHER, max(0.0, 1 - sum(told.values())))]


def values_of(row: StatusRow, table: StatusTable) -> list[Value]:
    shares = [row.shares[code] for code, _label in table.groups]
    return [Hidden() if share is None else Share(share) for share in shares]


def groups_section(found: Results) -> Section:
    names = {
        "country": (_("Country"), _("In an anti-trafficking post, by country")),
        "organisation": (_("Ministry"), _("In an anti-trafficking post, by ministry")),
        "sector": (_("Sector"), _("In an anti-trafficking post, by sector")),
        "sex": (_("Sex"), _("In an anti-trafficking post, by sex")),
        "year": (_("Year of the training"), _("In an anti-trafficking post, by year of the training")),
    }
    figures = [forest(key, *told, lines_of(found, key)) for key, told in names.items() if is_told(found, key)]
    told = _(
        "One group at a time. Grey: too uncertain to be compared. Ministries are no league: most of their differences "
        "are chance."
    )
    return Section(_("In post, group by group"), [told], [*figures, *funnel_of(found)])


def countries_section(found: Results) -> Section:
    caption = _("In an anti-trafficking post, by country")
    return Section(_("By country"), figures=[forest("country", _("Country"), caption, lines_of(found, "country"))])


def is_told(found: Results, key: str) -> bool:
    """At least one group of this kind may be shown."""
    return any(line.figure for line in found.tables.get(key, []))


def lines_of(found: Results, key: str) -> list[Line]:
    return [*found.tables[key], found.overall]


def forest(key: str, heading: str, caption: str, lines: Sequence[Line]) -> Figure:
    shown = [group_of(line) for line in lines if line.figure]
    keys = [
        Key("estimate", _("Estimate"), "dot"),
        Key("interval", words.interval(), "line"),
        Key("bounds", _("Worst and best case"), "line"),
    ]
    return Figure(caption, row_pictures.forest(shown) if shown else None, table_of(key, heading, caption, lines), keys)


def group_of(line: Line) -> Group:
    figure = line.figure
    interval = None if figure.low is None else (figure.low, figure.high)
    return Group(name_of(line), figure.estimate, interval, (figure.worst, figure.best), not line.is_unreliable)


def table_of(key: str, heading: str, caption: str, lines: Sequence[Line]) -> Table:
    headings = [
        *(heading, _("Estimate"), words.interval(), _("Worst and best case")),
        *(_("Post known"), _("Of those asked"), _("Trained")),
    ]
    rows = [line_row(line) for line in lines if line.figure]
    hidden = [name_of(line) for line in lines if not line.figure]
    return Table(f"in-post-by-{key}", caption, headings, rows, hidden_note(hidden) if hidden else [])


def line_row(line: Line) -> Row:
    figure = line.figure
    interval = _("everybody is asked") if figure.low is None else Span(figure.low, figure.high)
    known = None if line.known is None else Of(line.known, line.asked)
    values = [Share(figure.estimate), interval, Span(figure.worst, figure.best), Share(figure.known_rate), known]
    return Row(name_of(line), [*values, line.frame], [_("rough")] if line.is_unreliable or line.is_rough else [])


def hidden_note(names: Sequence[str]) -> list[str]:
    return [
        _("Not shown: %(names)s.") % {"names": ", ".join(names)},
        _(
            "A figure is left out where fewer than ten people's posts are known, where it would say the same of "
            "everybody in a small group, or where it could be worked out from the others."
        ),
    ]


def funnel_of(found: Results) -> list[Figure]:
    """Ministries against the limits that chance alone allows, where there are a few of them."""
    lines = [line for line in found.tables.get("organisation", []) if line.figure and line.known]
    if found.overall.figure is None or len(lines) < FEWEST_UNITS:
        return []
    overall = found.overall.figure.estimate
    units = [funnel.Unit(line.known, line.figure.estimate, not line.is_unreliable) for line in lines]
    caption = _("Do ministries differ by more than chance?")
    rows = [funnel_row(line, overall) for line in lines]
    headings = [_("Ministry"), _("Post known"), _("Estimate"), _("Limits of chance"), _("Beyond them")]
    keys = [
        Key("estimate", _("one ministry"), "dot"),
        Key("limit", _("95 of 100 lie within by chance"), "line"),
        Key("limit-outer", _("998 of 1,000 lie within by chance"), "line"),
    ]
    source = _("Along: people whose post is known. Upwards: the share of them in post.")
    return [Figure(caption, funnel.drawn(units, overall), Table("funnel", caption, headings, rows), keys, source)]


def funnel_row(line: Line, overall: float) -> Row:
    low, high = funnel.limits_at(overall, line.known, funnel.LIMITS["limit"])
    is_beyond = not low <= line.figure.estimate <= high
    values = [line.known, Share(line.figure.estimate), Span(low, high), _("yes") if is_beyond else _("no")]
    return Row(name_of(line), values)
