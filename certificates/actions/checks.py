"""What several of these actions make sure of first."""

from certificates import evidence, levels, queries, terms
from certificates.errors import (
    BeingIssued,
    EvidenceUsed,
    LeftCohort,
    LevelHeld,
    NoSuchLevel,
    NotAllMet,
    ReasonMissing,
    WrongKind,
)
from certificates.forms import SHORTEST_REASON
from certificates.models import Recommendation
from lms.cohorts.models import Enrolment
from lms.core.programmes import Requirement


def check_kind(enrolment: Enrolment, kind: str) -> None:
    if enrolment.programme.certificate_kind != kind:
        raise WrongKind


def check_active(enrolment: Enrolment) -> None:
    """Asks the database: the row in hand may be older than the withdrawal."""
    if not Enrolment.objects.active().filter(pk=enrolment.pk).exists():
        raise LeftCohort


def check_met(requirements: list[Requirement]) -> None:
    if not all(row.is_met for row in requirements):
        raise NotAllMet


def check_all_met(enrolment: Enrolment) -> None:
    check_active(enrolment)
    check_met(enrolment.programme.requirements(enrolment))


def check_reason(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonMissing


def check_level(enrolment: Enrolment, level: str) -> None:
    """A first certificate at `level` may be given: nothing as high is in force, and nothing at all is suspended."""
    if not levels.is_known(enrolment.programme, level):
        raise NoSuchLevel
    held, ended = queries.paper_in_force(enrolment), queries.ended_here(enrolment)
    if held and level and not levels.is_above(enrolment.programme, level, held.level):
        raise LevelHeld
    if not held and ended and not levels.is_above(enrolment.programme, level, ended.level):
        raise EvidenceUsed
    terms.succeeded_by(enrolment, level=level)


def check_can_be_given(recommendation: Recommendation) -> list[Requirement]:
    """Everything that must still be true in the moment of the approval; answers what was asked for and is met."""
    enrolment = recommendation.enrolment
    if queries.approved_without_paper(enrolment).exclude(recommendation=recommendation).exists():
        raise BeingIssued
    if recommendation.purpose == Recommendation.Purpose.CERTIFY:
        check_active(enrolment)
        check_level(enrolment, recommendation.level)
    else:
        terms.check_may_be_replaced(terms.older_of(recommendation, recommendation.level))
    requirements = evidence.requirements_of(recommendation)
    check_met(requirements)
    return requirements
