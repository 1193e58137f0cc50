"""How the numbers were made, in full: settings, software, weights, and what may not be shown."""

import hashlib
import platform
import tomllib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.alumni import weighting
from lms.alumni.estimators import SHOWN_FROM
from lms.alumni.models import Campaign
from lms.alumni.report import asking, words
from lms.alumni.report.asking import Facts
from lms.alumni.report.parts import Figure, Number, Row, Section, Share, Span, Table
from lms.alumni.results.figures import Results, Weighted
from lms.alumni.results.hiding import EXTREME_BELOW
from lms.core.display import date_text, number_text, percent_text

SOURCES = ("estimators", "results", "weighting.py", "resolving.py", "endpoints.py", "rates.py", "sampling.py")
PACKAGES = ("numpy", "scipy", "Django")
FACTORS = {
    "base": gettext_lazy("chance of being asked"),
    "eligibility": gettext_lazy("eligibility"),
    "response": gettext_lazy("non-response"),
    "raked": gettext_lazy("fitted to the known numbers"),
    "trimmed": gettext_lazy("trimmed and fitted again"),
    "final": gettext_lazy("the weight itself"),
}


def sections(found: Results) -> list[Section]:
    return [
        Section(_("Settings"), facts=settings_of(found.campaign)),
        Section(_("What the words mean"), facts=asking.definitions(found.campaign)),
        weights(found.weighted),
        Section(_("How the numbers are made"), estimation(found), [notes(found)]),
        Section(_("What is not shown"), suppression()),
        Section(_("Software"), facts=software()),
        *asking.changes(found.campaign),
    ]


def settings_of(campaign: Campaign) -> Facts:
    """Every choice that was made, as it was frozen at the draw."""
    return [
        *asking.facts(campaign),
        (_("Code"), campaign.code),
        (_("Completed"), completed(campaign)),
        (_("What counts as having left"), str(campaign.get_endpoint_display())),
        (_("What counts as anti-trafficking work"), str(campaign.get_definition_display())),
        (_("Wanted margin"), percent_text(campaign.margin, decimals=1)),
        (_("Expected share in post"), percent_text(campaign.expected_share)),
        (_("Expected response"), percent_text(campaign.expected_response)),
        (_("Allocation"), str(campaign.get_allocation_display())),
        (_("Cells changed by hand"), number_text(len(campaign.changed_counts))),
        (_("Spare groups"), number_text(campaign.replicates)),
        (_("Reminders after days"), ", ".join(number_text(day) for day in campaign.reminder_days)),
        (_("Phone from day"), number_text(campaign.phone_from_day)),
        (_("Colleagues and records from day"), number_text(campaign.proxy_from_day)),
        (
            _("Share of the untraced taken to belong to the people trained (e)"),
            number_text(campaign.eligible_share, decimals=2),
        ),
        (
            _("Silent people drawn for the follow-up"),
            date_text(campaign.subsampled_at) if campaign.subsampled_at else _("not drawn"),
        ),
        (
            _("Months after the course"),
            _("not set") if campaign.wave_months is None else number_text(campaign.wave_months),
        ),
    ]


def completed(campaign: Campaign) -> str:
    """Between which days the first course of the people trained ended."""
    first, last = campaign.completed_from, campaign.completed_until
    if first and last:
        return asking.span(first, last)
    if first:
        return _("from %(day)s") % {"day": date_text(first)}
    return _("until %(day)s") % {"day": date_text(last)} if last else _("at any time")


def weights(found: Weighted | None) -> Section:
    """Every factor of the weights in its order, and what unequal weights cost."""
    told = [
        _(
            "A weight is a product of factors, in this order: the chance of being asked; eligibility; non-response "
            "within cells of stratum, sector and years since the training; fitting to the known numbers by sex, "
            "sector and year; trimming at four times the median, and fitting again."
        ),
    ]
    if found is None:
        return Section(_("Weights"), [*told, _("The weights have not been made yet.")])
    caption = _("Factors of the weights, of those whose post is known")
    rows = [
        Row(str(FACTORS[line.name]), [Number(line.smallest, 3), Number(line.median, 3), Number(line.largest, 3)])
        for line in found.factors
    ]
    factors = Table("weights", caption, [_("Factor"), _("Smallest"), _("Median"), _("Largest")], rows)
    figures = [Figure(caption, None, factors), weighted_figure(found)]
    return Section(_("Weights"), told, figures, cost(found))


def cost(found: Weighted) -> Facts:
    """Kish's design effect, and how many people with equal weights would say as much."""
    return [
        (_("Design effect of the weights (Kish)"), number_text(found.deff, decimals=2)),
        (_("People whose post is known"), number_text(found.known)),
        (_("They say as much as so many with equal weights"), number_text(found.effective, decimals=1)),
        (_("Weights trimmed"), number_text(found.trimmed)),
        (_("Cells joined with a neighbour"), number_text(len(found.merged))),
    ]


def weighted_figure(found: Weighted) -> Figure:
    caption = _("The share in post with these weights")
    span = None if found.low is None else Span(found.low, found.high)
    row = Row(_("In post, weighted"), [Share(found.share, 1), span, Share(found.std_error, 1)])
    headings = [_("Figure"), _("Estimate"), words.interval(), _("Standard error")]
    return Figure(caption, None, Table("weighted", caption, headings, [row]))


def estimation(found: Results) -> list[str]:
    return [
        _(
            "Shares: stratified by the cells of the draw, with finite population correction on the people whose post "
            "is known; a group is a domain within all cells. Interval: Korn and Graubard; of one unit of up to 100 "
            "people the exact hypergeometric one; everybody known: none."
        ),
        _(
            "Worst and best case: all unknown have left, all unknown are in post (Manski), weighted by cell. Where "
            "they lie 25 points or more apart, they are the headline."
        ),
        _(
            "Curves: Turnbull’s estimate for exits that lie between two dates, solved until no better curve exists "
            "(Karush, Kuhn and Tucker); Kaplan and Meier where every date is exact. Reasons: Aalen and Johansen. "
            "Intervals at the wave times only, by drawing people again within their strata."
        ),
        _(
            "Months are days divided by 30.4375. The first day of the survey is never taken for the day of the "
            "change, only for its latest date."
        ),
        _("Response rates: AAPOR, Standard Definitions. Colleagues and lists never raise a response rate."),
    ]


def notes(found: Results) -> Figure:
    """What the method must own up to, in counts."""
    caption = _("What had to be decided")
    rows = [
        Row(_("Cells joined for the variance"), [len(found.notes.merged)]),
        Row(_("Cells with a single person, adjusted"), [len(found.notes.single)]),
        Row(_("People of cells of which nothing is known"), [found.notes.uncovered]),
        Row(_("Answered late without being drawn, not counted"), [found.notes.late]),
        Row(_("Never completed the course, taken out"), [found.notes.not_eligible]),
    ]
    return Figure(caption, None, Table("notes", caption, [_("Decision"), _("Number")], rows))


def suppression() -> list[str]:
    return [
        _(
            "No figure is shown about fewer than %(people)s people, nor one that would give such a figure away by "
            "subtraction."
        )
        % {"people": number_text(SHOWN_FROM)},
        _(
            "“All left” and “all stayed” are not shown of groups of fewer than %(people)s people, nor groups of "
            "which one or two people left or stayed."
        )
        % {"people": number_text(EXTREME_BELOW)},
        _(
            "One dimension at a time. A figure with a filter is compared with all that were shown before, and "
            "refused where the difference would be fewer than ten people."
        ),
        _(
            "A figure is called rough where its interval is 30 points wide or wider, or where fewer than 30 people’s "
            "worth of information stands behind it. Rough figures are not in the files."
        ),
    ]


def software() -> Facts:
    return [
        (settings.PRODUCT_NAME, version_of_code()),
        (_("Fingerprint of the code that makes the numbers"), code_sha256()),
        ("Python", platform.python_version()),
        *((name, version(name)) for name in PACKAGES),
        (_("Weights are trimmed at"), _("%(times)s times the median") % {"times": number_text(weighting.TRIMMED_AT)}),
    ]


@cache
def version_of_code() -> str:
    """The version that pyproject.toml declares."""
    declared = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return declared["project"]["version"]


@cache
def code_sha256() -> str:
    """One hash over the sources that make the numbers, in the order of their names."""
    folder = Path(__file__).parent.parent
    files = sorted(path for name in SOURCES for path in sources_of(folder / name))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def sources_of(path: Path) -> list[Path]:
    return list(path.rglob("*.py")) if path.is_dir() else [path]
