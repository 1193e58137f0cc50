"""Reads for the portfolio: whether it may still change, and figures of the candidate's own courses."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from courses.tot.models import PortfolioFile, PracticeSession
from lms.assessments.gain import Gain
from lms.assessments.queries import cohort_gains
from lms.cohorts.models import Cohort
from lms.people.models import User

ONE_DECIMAL = Decimal("0.1")


@dataclass(frozen=True)
class Figures:
    """Two means in points of 100 over the `tested` people of one course who took both tests."""

    cohort: Cohort
    tested: int
    mean_before: Decimal
    mean_after: Decimal


def is_locked(session: PracticeSession) -> bool:
    """Once the candidate has signed an observation of it, for good."""
    return session.observations.filter(read_at__isnull=False).exists()


def own_sessions(user: User) -> QuerySet[PracticeSession]:
    return PracticeSession.objects.filter(enrolment__person=user).select_related("enrolment__cohort")


def files_visible_to(user: User) -> QuerySet[PortfolioFile]:
    return PortfolioFile.objects.filter(session__in=PracticeSession.objects.visible_to(user))


def own_files(user: User) -> QuerySet[PortfolioFile]:
    return PortfolioFile.objects.filter(session__in=own_sessions(user)).select_related("session")


def own_figures(user: User) -> list[Figures]:
    """Of the courses that the person gives now, those in which ten people or more took both tests."""
    cohorts = list(Cohort.objects.visible_to(user).filter(trainers=user))
    gains = cohort_gains(cohorts) if cohorts else {}
    return [figures_of(cohort, gains[cohort.pk]) for cohort in cohorts if not gains[cohort.pk].suppressed]


def figures_of(cohort: Cohort, gain: Gain) -> Figures:
    return Figures(cohort, gain.n, rounded(gain.mean_pre), rounded(gain.mean_post))


def rounded(mean: float) -> Decimal:
    return Decimal(mean).quantize(ONE_DECIMAL)
