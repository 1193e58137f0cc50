"""Those whose post is not known, how the others' became known, and the same people from wave to wave."""

from django.utils.translation import gettext as _

from lms.alumni.pictures import flow as flow_picture
from lms.alumni.report import sentences
from lms.alumni.report.parts import Figure, Hidden, Key, Number, Row, Section, Share, Table, Value
from lms.alumni.report.where import forest
from lms.alumni.results.figures import Flow, Results
from lms.core.display import number_text

PLACES = ("in", "out", "unknown")


def sections(found: Results) -> list[Section]:
    told = [sentence for sentence in [sentences.tipping(found), sentences.untraced(found)] if sentence]
    figures = [figure for figure in [odds(found), modes(found), reminders(found)] if figure]
    return [Section(_("Those whose post is not known"), told, figures), *flow_section(found.flow)]


def odds(found: Results) -> Figure | None:
    if found.unknown is None or not found.unknown.odds:
        return None
    caption = _("If those not known were in post more or less often than those known")
    rows = [Row(odds_text(line.odds), [Share(line.share)]) for line in found.unknown.odds]
    return Figure(caption, None, Table("odds", caption, [_("Odds, against those known"), _("In post, of all")], rows))


def odds_text(value: float) -> str:
    return _("%(times)s times") % {"times": number_text(value, decimals=0 if value >= 1 else 2)}


def modes(found: Results) -> Figure | None:
    if not found.modes:
        return None
    caption = _("How the posts became known")
    rows = [Row(str(line.label), [Hidden() if line.people is None else line.people]) for line in found.modes]
    return Figure(caption, None, Table("modes", caption, [_("Told by"), _("Number of people")], rows))


def reminders(found: Results) -> Figure | None:
    """Late answers as a hint at those who never answered."""
    if not found.by_reminders:
        return None
    return forest(
        "reminders", _("Reminders before the answer"), _("In post, by the reminders it took"), found.by_reminders
    )


def flow_section(flow: Flow | None) -> list[Section]:
    """Only the people who were asked both times; the others are counted beside them."""
    if flow is None:
        return []
    numbers = {
        "both": number_text(flow.both),
        "first": number_text(flow.only_first),
        "second": number_text(flow.only_second),
    }
    told = [
        _(
            "%(both)s people were asked both times. %(first)s were asked only the first time and %(second)s only the "
            "second: they are not in this comparison."
        )
        % numbers
    ]
    return [Section(_("From one follow-up to the next, the same people"), told, [flow_figure(flow)])]


def flow_figure(flow: Flow) -> Figure:
    places = {"in": _("in post"), "out": _("no longer in post"), "unknown": _("not known")}
    shown = {key: people for key, people in flow.cells.items() if people is not None}
    first, second = flow.first, flow.second
    rows = [Row(places[before], [cell(flow.cells.get((before, now))) for now in PLACES]) for before in PLACES]
    if flow.share_before is not None and flow.share_now is not None:
        told = [Number(flow.share_before * 100), Number(flow.share_now * 100), None]
        rows.append(Row(_("In post, of the same people known both times: before, now (points of 100)"), told))
    caption = _("Where the same people were, and where they are")
    keys = [Key(f"place-{code}", word) for code, word in places.items()]
    picture = flow_picture.drawn(shown, PLACES, (first, second)) if len(shown) == len(flow.cells) and shown else None
    headings = [first, *(places[code] for code in PLACES)]
    return Figure(
        caption,
        picture,
        Table("flow", caption, headings, rows),
        keys,
        _("Left: %(first)s. Right: %(second)s.") % {"first": first, "second": second},
    )


def cell(people: int | None) -> Value:
    return Hidden() if people is None else people
