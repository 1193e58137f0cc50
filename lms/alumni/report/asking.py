"""How it was asked, what the words mean, and what has changed since the last follow-up."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from lms.alumni import rates
from lms.alumni.models import Campaign, Contact
from lms.alumni.report import words
from lms.alumni.report.parts import Figure, Row, Section, Share, Table
from lms.core import programmes
from lms.core.display import date_text, number_text, percent_text
from lms.core.languages import Country

Facts = list[tuple[str, str]]
SHOWN_RATES = ("RR1", "RR2", "COOP1", "REF1", "CON1")


def sections(campaign: Campaign, counts: Mapping[str, int], known_rate: float | None) -> list[Section]:
    """`counts` are people asked by disposition."""
    return [
        Section(_("How it was asked"), facts=facts(campaign), figures=[response(counts, campaign, known_rate)]),
        Section(_("What the words mean"), facts=definitions(campaign)),
        *changes(campaign),
    ]


def how_asked(campaign: Campaign) -> Section:
    return Section(_("How it was asked"), facts=facts(campaign))


def facts(campaign: Campaign) -> Facts:
    """Design, people, dates, ways of asking, seed and fingerprint."""
    return [
        (_("People who completed"), ", ".join(programme_titles(campaign))),
        (_("Countries"), countries(campaign)),
        (_("Open"), span(campaign.opens_on, campaign.closes_on)),
        (_("Design"), design(campaign)),
        (_("Cells"), cells(campaign)),
        (_("Ways of asking"), ", ".join(str(Contact.Mode(mode).label) for mode in campaign.modes)),
        *drawn(campaign),
    ]


def drawn(campaign: Campaign) -> Facts:
    if not campaign.drawn_at:
        return []
    return [
        (_("Sample drawn"), date_text(campaign.drawn_at)),
        (_("People in the list"), number_text(campaign.frame_size)),
        (_("Seed"), str(campaign.seed)),
        (_("Fingerprint of the list"), campaign.frame_hash),
    ]


def programme_titles(campaign: Campaign) -> list[str]:
    return [str(programmes.get(code).title) for code in campaign.programme_codes]


def countries(campaign: Campaign) -> str:
    return ", ".join(str(Country(code).label) for code in campaign.countries) or _("all")


def span(first, last) -> str:
    return _("%(first)s to %(last)s") % {"first": date_text(first), "last": date_text(last)}


def design(campaign: Campaign) -> str:
    if not campaign.asks_everybody:
        return _("A random sample of %(people)s people; nobody is replaced.") % {
            "people": number_text(campaign.sample_size)
        }
    return _(
        "Everybody is asked; of those who stay silent, one in %(share)s is drawn and followed up until it is known."
    ) % {"share": number_text(campaign.follow_one_in)}


def cells(campaign: Campaign) -> str:
    if campaign.by_organisation:
        return _("By country and ministry; a ministry of fewer than 15 goes with its neighbour or its country.")
    return _("By country; countries with fewer than 15 people in full.")


def response(counts: Mapping[str, int], campaign: Campaign, known_rate: float | None) -> Figure:
    """The rates that are published: whoever told of a post, only answers count in them."""
    found = rates.outcome_rates(counts, eligible=campaign.eligible_share)
    rows = [Row(name, [None if found[name] is None else Share(found[name], 1)]) for name in SHOWN_RATES]
    rows.append(Row(_("Post known (from whomever)"), [None if known_rate is None else Share(known_rate, 1)]))
    caption = _("Response, by the definitions of AAPOR")
    note = _("Share of the untraced that is taken to belong to the people trained (e): %(e)s.") % {
        "e": number_text(campaign.eligible_share, decimals=2)
    }
    return Figure(caption, None, Table("response", caption, [_("Rate"), _("Share")], rows, [note]))


def definitions(campaign: Campaign) -> Facts:
    return [
        (_("In an anti-trafficking post"), work_of(campaign)),
        (_("What counts as having left"), str(campaign.get_endpoint_display())),
        (
            words.interval(),
            _("What chance in the choice of people can explain, if those whose post is not known are like the others."),
        ),
        (
            _("Worst and best case"),
            _("The figure if all whose post is not known have left, and if all of them are in post."),
        ),
        (
            _("Post known"),
            _("The share of those asked whose post is known. Not known is never counted as left."),
        ),
        (
            _("Turnover and loss of capacity"),
            _("Turnover counts those who left by a decision. Loss of capacity counts retirement and death as well."),
        ),
    ]


def work_of(campaign: Campaign) -> str:
    if campaign.definition == Campaign.Definition.BOTH:
        return _(
            "The work is a formal duty of the present post, and the person did it in the last six months; also "
            "people on leave who will return to the same post."
        )
    return _(
        "The work is a formal duty of the present post, or the person did it in the last six months; also people on "
        "leave who will return to the same post."
    )


def changes(campaign: Campaign) -> list[Section]:
    """What differs from the follow-up before, so that nobody compares what cannot be compared."""
    if campaign.previous is None:
        return []
    before, now = comparable(campaign.previous), comparable(campaign)
    rows = [Row(name, [before[name], now[name]]) for name in now if before[name] != now[name]]
    title = _("What changed since the last follow-up")
    if not rows:
        return [Section(title, [_("Nothing: people, definitions, design and ways of asking are the same.")])]
    sentences = []
    if before[_("Ways of asking")] != now[_("Ways of asking")]:
        sentences = [_("The ways of asking differ, and people answer differently to each: compare with care.")]
    headings = [_("Setting"), campaign.previous.title, campaign.title]
    return [Section(title, sentences, [Figure(title, None, Table("changes", title, headings, rows))])]


def comparable(campaign: Campaign) -> dict[str, str]:
    """Everything that must be equal for two follow-ups to be compared, in words."""
    return {
        _("People who completed"): ", ".join(programme_titles(campaign)),
        _("Countries"): countries(campaign),
        _("What counts as having left"): str(campaign.get_endpoint_display()),
        _("What counts as anti-trafficking work"): str(campaign.get_definition_display()),
        _("Months after the course"): "" if campaign.wave_months is None else number_text(campaign.wave_months),
        _("Design"): design(campaign),
        _("Cells"): cells(campaign),
        _("Ways of asking"): ", ".join(str(Contact.Mode(mode).label) for mode in sorted(campaign.modes)),
        _("e"): percent_text(campaign.eligible_share),
    }
