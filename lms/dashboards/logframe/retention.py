"""The indicator of retention: the newest closed follow-up, its four numbers together."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from lms.alumni import results
from lms.alumni.models import Campaign
from lms.core import display
from lms.core.languages import Country
from lms.dashboards.logframe.parts import Indicator, Sheet, Table, country_name, interval


def newest_closed() -> Campaign | None:
    return Campaign.objects.filter(state=Campaign.State.CLOSED).order_by("-closes_on", "-pk").first()


def retention(readable: Sequence[str], *, is_everywhere: bool) -> Indicator:
    """All countries and sexes where `is_everywhere`, else the lines of the reader's countries alone."""
    campaign = newest_closed()
    found = results.results_of(campaign) if campaign else None
    lines = [line for line in found.tables["country"] if line.name in readable] if found else []
    tables = [line_table(_("In an anti-trafficking post, by country"), _("Country"), lines)] if lines else []
    if found and is_everywhere:
        tables.append(line_table(_("In an anti-trafficking post, by sex"), _("Sex"), found.tables["sex"]))
    headline = found.overall if found and is_everywhere else lines[0] if len(lines) == 1 else None
    return Indicator(
        "retention", _("Still in an anti-trafficking post"), sentence(headline, found), sheet(campaign), tables
    )


def sentence(line, found) -> str:
    if found is None:
        return _("No follow-up has been closed yet.")
    if line is None or line.figure is None:
        return _("Too few people’s posts are known to show one figure.")
    figure = line.figure
    parts = {
        "share": display.percent_text(figure.estimate),
        "bounds": interval(figure.worst, figure.best),
        "known": display.percent_text(figure.known_rate),
        "day": display.date_text(found.as_of),
    }
    if figure.low is None:
        return (
            _("%(share)s (everybody was asked; %(bounds)s depending on those not known; %(known)s known). %(day)s.")
            % parts
        )
    return _(
        "%(share)s (95 %% interval %(interval)s; %(bounds)s depending on those not known; %(known)s known). %(day)s."
    ) % {**parts, "interval": interval(figure.low, figure.high)}


def line_table(caption: str, first: str, lines) -> Table:
    headings = [first, _("Estimate"), _("95 % interval"), _("Worst and best case"), _("Post known")]
    return Table(caption, headings, [[name_of(line), *numbers(line)] for line in lines])


def name_of(line) -> str:
    return country_name(line.name) if line.name in Country.values else str(line.label)


def numbers(line) -> list[str]:
    figure = line.figure
    if figure is None:
        return [_("not shown"), "–", "–", "–"]
    limits = _("everybody is asked") if figure.low is None else interval(figure.low, figure.high)
    return [
        display.percent_text(figure.estimate),
        limits,
        interval(figure.worst, figure.best),
        display.percent_text(figure.known_rate),
    ]


def sheet(campaign: Campaign | None) -> Sheet:
    title = campaign.title if campaign else _("none yet")
    return Sheet(
        definition=_(
            "The share of the people trained who are in an anti-trafficking post, as the follow-up defines it."
        ),
        numerator=_("People in an anti-trafficking post, estimated from those whose post is known."),
        denominator=_("All people of the follow-up’s frame."),
        source=_("Follow-up: %(title)s.") % {"title": title},
        frequency=_("With every follow-up."),
        disaggregation=_("Country and sex, where ten or more people’s posts are known."),
        baseline=_("April to May 2013: over one third of 120 former trainees were no longer in post."),
        limits=_(
            "The four numbers belong together. The baseline gave no interval and did not say who was not reached."
        ),
    )
