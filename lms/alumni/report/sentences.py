"""The report in sentences: the four numbers that never stand alone, and what the untraced could change."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.alumni.results import Results
from lms.core.display import date_text, number_text, percent_text

NAMES = ("estimate", "low", "high", "worst", "best", "known_rate")


def headline(found: Results) -> str:
    """One sentence by template; where worst and best case lie 25 points or more apart, the range comes first."""
    figure = found.overall.figure
    if figure is None:
        return _("Fewer than ten people's posts are known, so no figure is shown.")
    return template_for(found) % numbers_of(found)


def template_for(found: Results) -> str:
    if found.overall.figure.low is None:
        return _(
            "Of %(frame)s people trained, %(share)s are in an anti-trafficking post; between %(worst)s and %(best)s, "
            "depending on those whose post is not known. Everybody was asked, so there is no sampling error. The post "
            "of %(rate)s of those asked is known (%(known)s of %(asked)s). As of %(day)s."
        )
    if found.overall.is_wide:
        return _(
            "Between %(worst)s and %(best)s of the %(frame)s people trained are in an anti-trafficking post, depending "
            "on those whose post is not known. Among those known, the estimate is %(share)s (95 %% interval %(low)s to "
            "%(high)s). The post of %(rate)s of those asked is known (%(known)s of %(asked)s). As of %(day)s."
        )
    return _(
        "Of %(frame)s people trained, an estimated %(share)s (95 %% interval %(low)s to %(high)s) are in an "
        "anti-trafficking post; between %(worst)s and %(best)s, depending on those whose post is not known. The post "
        "of %(rate)s of those asked is known (%(known)s of %(asked)s). As of %(day)s."
    )


def numbers_of(found: Results) -> dict[str, str]:
    figure = found.overall.figure
    shares = {name: percent_text(getattr(figure, name)) for name in NAMES if getattr(figure, name) is not None}
    counts = {name: number_text(getattr(figure, name)) for name in ("frame", "asked", "known")}
    day = {"day": date_text(found.as_of)}
    return shares | counts | day | {"share": shares["estimate"], "rate": shares["known_rate"]}


def yearly(found: Results) -> str:
    """How many leave a year; nothing where no figure may be shown."""
    if found.yearly is None or found.overall.figure is None:
        return ""
    return _("That is as if about %(rate)s had left each year: the training was %(span)s years ago on average.") % {
        "rate": percent_text(found.yearly.rate),
        "span": number_text(found.yearly.years, decimals=1),
    }


def tipping(found: Results) -> str:
    """What must be true of the untraced for two thirds to be in post."""
    if found.unknown is None or not found.unknown.people:
        return ""
    point = found.unknown.tipping
    numbers = {"threshold": percent_text(point.threshold), "people": number_text(point.people)}
    if point.needed is None:
        return (
            _("%(threshold)s in post cannot be reached, whatever is true of the people whose post is not known.")
            % numbers
        )
    if point.needed == 0:
        return _("%(threshold)s in post holds whatever is true of the people whose post is not known.") % numbers
    return ngettext(
        "%(threshold)s in post holds only if the %(people)s person whose post is not known is in post.",
        "%(threshold)s in post holds only if at least %(needed)s of the %(people)s people whose post is not known "
        "are in post.",
        point.people,
    ) % (numbers | {"needed": percent_text(point.needed)})


def untraced(found: Results) -> str:
    """The interval that holds the truth wherever the untraced are (Imbens and Manski)."""
    if found.unknown is None or found.unknown.low is None:
        return ""
    return _(
        "Whatever is true of those whose post is not known, the share in post lies between %(low)s and %(high)s with a "
        "certainty of 95 %%: chance in the choice of people is counted as well."
    ) % {"low": percent_text(found.unknown.low), "high": percent_text(found.unknown.high)}


def departures(found: Results) -> list[str]:
    """Turnover and loss of capacity, each under its own name."""
    if found.departures is None:
        return []
    gone = found.departures
    return [
        _("Turnover: %(share)s left by a decision, their own or their ministry’s.")
        % {"share": percent_text(gone.left)},
        _("Retired or died: %(share)s.") % {"share": percent_text(gone.retired_or_died)},
        _("Loss of capacity, both together: %(share)s.") % {"share": percent_text(gone.lost)},
    ]


def outside(found: Results) -> str:
    """Those who do the work outside government, counted in or not, as the follow-up defines it."""
    if found.ngo is None or found.ngo.share is None:
        return ""
    share = {"share": percent_text(found.ngo.share)}
    if found.ngo.is_counted:
        return _("Of all, %(share)s do anti-trafficking work outside government; they are counted as in post.") % share
    return _("Of all, %(share)s do anti-trafficking work outside government; they are not counted as in post.") % share
