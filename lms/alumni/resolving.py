"""From everything that was said about one person to one status and the days between which the first exit lies."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from lms.alumni.endpoints import is_in
from lms.alumni.models import Case, Report

Source, Precision = Report.Source, Report.Precision
RANKS = {source: rank for rank, source in enumerate(Source)}
Days = tuple[date | None, date | None]


@dataclass(frozen=True)
class Said:
    """What one report says: the status on the day `as_of`, and since when (`changed_on`)."""

    source: str
    status: str
    as_of: date
    changed_on: date | None = None
    precision: str = Precision.NONE


@dataclass(frozen=True)
class Resolved:
    """`known_in`: the last day known in before the first exit; `known_out`: the first day known out, None: not left."""

    status: str
    source: str
    known_in: date | None
    known_out: date | None
    has_conflict: bool


def resolve(reports: Iterable[Said], *, endpoint: str) -> Resolved:
    """The best source decides, the newest report within it; the rest stays on record.

    The person, then a dated document, a staff list, the focal point, a colleague. A conflict is a report about the
    same day or a later one that puts the person on the other side, or days that cannot both be true.
    """
    told = [one for one in reports if is_in(one.status, endpoint) is not None]
    if not told:
        return Resolved(Case.Status.UNKNOWN, "", None, None, has_conflict=False)
    deciding = min(told, key=lambda one: (RANKS[one.source], -one.as_of.toordinal()))
    known_in, known_out = first_exit(told, deciding, endpoint)
    is_upside_down = known_in is not None and known_out is not None and known_in >= known_out
    return Resolved(
        deciding.status,
        deciding.source,
        None if is_upside_down else known_in,
        known_out,
        has_conflict=is_upside_down or any(contradicts(one, deciding, endpoint) for one in told),
    )


def settled(reports: Iterable[Said], chosen: Said, *, endpoint: str) -> Resolved:
    """As if `chosen` alone decided, with the days of those reports that do not contradict it.

    Days that cannot both be true are left to the chosen report too.
    """
    told = [one for one in reports if is_in(one.status, endpoint) is not None]
    known_in, known_out = first_exit([chosen, *told], chosen, endpoint)
    if known_in is not None and known_out is not None and known_in >= known_out:
        known_in, known_out = first_exit([chosen], chosen, endpoint)
    return Resolved(chosen.status, chosen.source, known_in, known_out, has_conflict=True)


def said_of(report: Report) -> Said:
    return Said(report.source, report.status, report.as_of, report.changed_on, report.precision)


def contradicts(one: Said, deciding: Said, endpoint: str) -> bool:
    return one.as_of >= deciding.as_of and is_in(one.status, endpoint) != is_in(deciding.status, endpoint)


def first_exit(told: list[Said], deciding: Said, endpoint: str) -> Days:
    """The last day known in before the first exit, and the first day known out.

    Reports of a worse source than the deciding one do not make an exit that it denies; somebody who is back keeps
    the first exit, where the person or a document told of it.
    """
    believed = [one for one in told if one is deciding or not contradicts(one, deciding, endpoint)]
    exits = [exit_days(one) for one in believed if is_in(one.status, endpoint) is False]
    known_out = min((after for _before, after in exits), default=None)
    inside = [one.as_of for one in believed if is_in(one.status, endpoint)]
    inside += [before for before, after in exits if before is not None and after == known_out]
    return max((day for day in inside if known_out is None or day < known_out), default=None), known_out


def exit_days(one: Said) -> Days:
    """`(last day known in, first day known out]` of an exit as one report tells it.

    The day itself, the month's or the year's first and last day cut at the report's, or nothing but the report's
    day: the day of the survey is never the day of the change, only its upper limit.
    """
    if one.changed_on is None:
        return None, one.as_of
    first, last = span_of(one.changed_on, one.precision)
    last = min(last, one.as_of)
    return min(first, last - timedelta(days=1)), last


def span_of(day: date, precision: str) -> tuple[date, date]:
    if precision == Precision.YEAR:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if precision == Precision.MONTH:
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return day - timedelta(days=1), day
