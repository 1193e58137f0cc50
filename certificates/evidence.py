"""What speaks for a candidate: the requirements of the request, and each observed lesson with its observers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from certificates import queries, renewals
from certificates.models import Recommendation
from lms.core.programmes import Observed, Requirement, State

Purpose = Recommendation.Purpose
Score = tuple[str, tuple[int, str] | None]


def requirements_of(recommendation: Recommendation) -> list[Requirement]:
    """What this request must show: those of its level, those of a renewal, or a certificate to take over."""
    enrolment = recommendation.enrolment
    if recommendation.purpose == Purpose.CERTIFY:
        return enrolment.programme.requirements(enrolment, recommendation.level)
    paper = queries.last_paper(enrolment)
    title = _("A certificate to renew") if recommendation.purpose == Purpose.RENEW else _("A certificate in force")
    if paper is None or (recommendation.purpose == Purpose.TRANSFER and not paper.is_valid_now):
        return [Requirement("certificate", title, State.NOT_YET)]
    held = Requirement("certificate", title, State.MET, paper.number)
    if recommendation.purpose == Purpose.TRANSFER:
        return [held]
    return [held, *renewals.checklist(paper)]


@dataclass(frozen=True)
class Lesson:
    """One practice lesson with all who signed about it; `rows` is `[(criterion, [(observer, (level, its text))])]`."""

    title: str
    taught_on: date
    address: str
    observers: list[Observed]
    rows: list[tuple[str, list[Score]]]


def lessons(observations: Iterable[Observed]) -> list[Lesson]:
    """The observations of one lesson side by side, lessons and criteria in the order given."""
    together: dict[tuple, list[Observed]] = {}
    for row in observations:
        together.setdefault((row.address, row.lesson_title, row.taught_on), []).append(row)
    return [
        Lesson(title=title, taught_on=taught_on, address=address, observers=rows, rows=side_by_side(rows))
        for (address, title, taught_on), rows in together.items()
    ]


def side_by_side(observers: list[Observed]) -> list[tuple[str, list[Score]]]:
    given = [(row.observer, {criterion: (level, text) for criterion, level, text in row.scores}) for row in observers]
    criteria = dict.fromkeys(criterion for _name, scores in given for criterion in scores)
    return [(criterion, [(name, scores.get(criterion)) for name, scores in given]) for criterion in criteria]
