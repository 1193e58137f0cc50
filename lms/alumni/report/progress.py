"""The response dashboard: what is known day by day, outcome rates, and who is known against who was trained."""

from collections.abc import Callable, Sequence
from datetime import date
from operator import attrgetter

from django.utils.translation import gettext as _

from lms.alumni import rates, response
from lms.alumni.models import Campaign, Stratum
from lms.alumni.pictures import days as day_pictures
from lms.alumni.pictures import rows as row_pictures
from lms.alumni.report import words
from lms.alumni.report.parts import Figure, Hidden, Key, Number, Row, Section, Share, Table, Value
from lms.alumni.response import Asked, Difference, Rates, Untold
from lms.core import display

MOST_ROWS = 12
KINDS = {"web": "mode-web", "phone": "mode-phone", "proxy": "mode-proxy", "record": "mode-record"}
GROUPED = ("RR1", "RR2", "COOP1", "REF1", "CON1")


def sections(campaign: Campaign, people: Sequence[Asked], strata: Sequence[Stratum], *, today: date) -> list[Section]:
    """Everything below the dashboard's sentence; nothing where nobody is asked yet."""
    if not people:
        return []
    until = max([min(today, campaign.closes_on), *(one.known_on for one in people if one.known_on)])
    days = response.days_of(people, opens_on=campaign.opens_on, until=until)
    return [
        Section(_("Day by day"), figures=[known_by_day(people, days), widths(people, strata, days)]),
        rates_section(campaign, people, strata),
        Section(
            _("Who is known, against who was trained"),
            [
                _(
                    "A class that stands far from zero answers more, or less, than the others: weights can repair "
                    "that only in part."
                )
            ],
            frame_figures(campaign, people),
        ),
    ]


def known_by_day(people: Sequence[Asked], days: Sequence[date]) -> Figure:
    """One line a way of asking and one of all; a single way is all."""
    series = response.known_by_day(people, days)
    of_all = [sum(counts) for counts in zip(*series.values(), strict=True)] if series else [0] * len(days)
    several = series if len(series) > 1 else {}
    drawn = {"mode-all": of_all} | {KINDS[mode]: counts for mode, counts in several.items()}
    keys = [Key("step mode-all", _("all ways together"), "line")]
    keys += [Key(f"step {KINDS[mode]}", words.mode(mode), "line") for mode in several]
    headings = [_("Day"), *(words.mode(mode) for mode in several), _("All together")]
    rows = [
        Row(display.date_text(days[at]), [*(counts[at] for counts in several.values()), of_all[at]])
        for at in some_of(len(days))
    ]
    caption = _("People whose post is known, by the way that told first")
    source = _("Along: days since the opening. Upwards: people.")
    return Figure(caption, day_pictures.known(drawn), Table("known-by-day", caption, headings, rows), keys, source)


def widths(people: Sequence[Asked], strata: Sequence[Stratum], days: Sequence[date]) -> Figure:
    found = response.widths(people, {row.pk: row.frame_count for row in strata}, days)
    caption = _("How far worst and best case lie apart")
    rows = [Row(display.date_text(days[at]), [Share(found[at])]) for at in some_of(len(days))]
    table = Table("width-by-day", caption, [_("Day"), _("Not known, of the people trained")], rows)
    source = _("Along: days since the opening. Upwards: the share of the trained whose post nobody knows.")
    return Figure(caption, day_pictures.width(found), table, [], source)


def some_of(number: int) -> list[int]:
    """At most a dozen places out of so many, the last always among them."""
    step = -(-number // MOST_ROWS)
    return sorted({*range(number - 1, -1, -step)})


def rates_section(campaign: Campaign, people: Sequence[Asked], strata: Sequence[Stratum]) -> Section:
    e = campaign.eligible_share
    whole = response.rates_of(people, eligible=e)
    names = {row.pk: stratum_name(row) for row in strata}
    groups = {
        "stratum": (_("Country and ministry"), names.get),
        "mode": (_("Last way of asking"), words.mode),
        "sex": (_("Sex"), words.sex),
        "sector": (_("Sector"), words.sector),
        "year": (_("Year of the training"), str),
    }
    tables = [
        group_table(name, heading, naming, response.by_group(people, attrgetter(name), eligible=e))
        for name, (heading, naming) in groups.items()
    ]
    return Section(
        _("Response rates (AAPOR)"),
        [
            _(
                "Somebody whose post a colleague or a list told has not answered: that never raises a response rate, "
                "and is told apart as post known."
            ),
            _("Share of the untraced that is taken to belong to the people trained (e): %(e)s.")
            % {"e": display.number_text(e, decimals=2)},
        ],
        [Figure(table.caption, None, table) for table in [all_rates(whole), *tables]],
    )


def stratum_name(row: Stratum) -> str:
    return words.stratum(row.key, {row.key: row.organisation.name} if row.organisation else {})


def all_rates(whole: Rates) -> Table:
    rows = [Row(name, [shared(whole.counted[name]), shared(whole.weighted[name])]) for name in rates.RATES]
    rows.append(Row(_("Post known (from whomever)"), [shared(whole.known), None]))
    return Table(
        "rates",
        _("Response, cooperation, refusal and contact, all people asked"),
        [_("Rate"), _("Counted"), _("With base weights")],
        rows,
    )


def shared(rate: rates.Rate) -> Value:
    return None if rate is None else Share(rate, 1)


def group_table(name: str, heading: str, naming: Callable, groups: Sequence[Rates | Untold]) -> Table:
    rows = [group_row(group, naming) for group in groups]
    headings = [heading, _("Asked"), *GROUPED, _("RR1 with base weights"), _("Post known")]
    caption = _("Response by group: %(group)s") % {"group": heading}
    return Table(f"response-by-{name}", caption, headings, rows, [hidden_note()] if any_hidden(rows) else [])


def group_row(group: Rates | Untold, naming: Callable) -> Row:
    if isinstance(group, Untold):
        return Row(naming(group.name), [Hidden()] * (len(GROUPED) + 3))
    values = [shared(group.counted[rate]) for rate in GROUPED]
    return Row(naming(group.name), [group.asked, *values, shared(group.weighted["RR1"]), shared(group.known)])


def any_hidden(rows: Sequence[Row]) -> bool:
    return any(isinstance(value, Hidden) for row in rows for value in row.values)


def hidden_note() -> str:
    return _("Groups of fewer than ten people are not shown, nor one that would tell about them.")


def frame_figures(campaign: Campaign, people: Sequence[Asked]) -> list[Figure]:
    kinds = {
        "sex": (_("Sex"), words.sex),
        "sector": (_("Sector"), words.sector),
        "year": (_("Year of the training"), str),
    }
    return [
        frame_figure(name, heading, naming, response.against_frame(people, margin, attrgetter(name)))
        for name, (heading, naming) in kinds.items()
        if (margin := campaign.frame_margins.get(name))
    ]


def frame_figure(name: str, heading: str, naming: Callable, classes: Sequence[Difference | Untold]) -> Figure:
    caption = _("Known less trained, in points of 100: %(group)s") % {"group": heading}
    shown = [(naming(one.name), one.points) for one in classes if isinstance(one, Difference)]
    rows = [frame_row(one, naming) for one in classes]
    headings = [heading, _("People trained"), _("Of the trained"), _("Of those known"), _("Difference in points")]
    table = Table(f"frame-{name}", caption, headings, rows, [hidden_note()] if any_hidden(rows) else [])
    return Figure(caption, row_pictures.differences(shown) if shown else None, table)


def frame_row(one: Difference | Untold, naming: Callable) -> Row:
    if isinstance(one, Untold):
        return Row(naming(one.name), [Hidden()] * 4)
    return Row(naming(one.name), [one.frame, Share(one.of_frame, 1), Share(one.of_known, 1), Number(one.points)])
