"""What the desks and figure pages show: reads over every layer below, no writes."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from certificates.models import Certificate, Recommendation
from lms.alumni.models import Campaign
from lms.assessments import queries as assessments
from lms.assessments.gain import Gain
from lms.assessments.models import Attempt
from lms.cohorts.models import Cohort, Enrolment, Session
from lms.core.languages import Country
from lms.learning.models import ActionPlan
from lms.learning.next_steps import StepInWords
from lms.learning.queries import next_step_of
from lms.people.models import Role, User

COHORTS_SHOWN = 12


@dataclass(frozen=True)
class DeskRow:
    """One enrolment on a learner's desk."""

    enrolment: Enrolment
    step: StepInWords


@dataclass(frozen=True)
class CohortFigures:
    """One cohort in numbers of people; each count is of the active enrolments."""

    people: int
    pre_taken: int
    post_taken: int
    passed: int
    completed: int
    plans_to_read: int

    @property
    def without_pre(self) -> int:
        return self.people - self.pre_taken


@dataclass(frozen=True)
class CountryFigures:
    """The register of one country in numbers of people."""

    country: str
    completed: int
    trainers_valid: int
    waiting: int


def desk_of(person: User) -> list[DeskRow]:
    """The person's running enrolments, newest cohort first, each with its next step."""
    enrolments = person.enrolments.active().select_related("cohort", "person").order_by("-cohort__starts_on", "pk")
    return [DeskRow(enrolment, next_step_of(enrolment)) for enrolment in enrolments]


def coming_sessions(person: User) -> QuerySet[Session]:
    mine = Q(cohort__enrolments__person=person, cohort__enrolments__withdrawn_at=None)
    return (
        Session.objects.filter(mine, starts_at__gte=timezone.now()).select_related("cohort").order_by("starts_at")[:5]
    )


def figures_of(cohort: Cohort) -> CohortFigures:
    enrolments = Enrolment.objects.active().filter(cohort=cohort)
    counts = enrolments.aggregate(people=Count("pk"), completed=Count("pk", filter=Q(completed_on__isnull=False)))
    scored = Attempt.objects.of_cohort(cohort).exclude(state=Attempt.State.OPEN)
    taken = scored.aggregate(
        pre_taken=Count("enrolment", filter=Q(phase=Attempt.Phase.PRE), distinct=True),
        post_taken=Count("enrolment", filter=Q(phase=Attempt.Phase.POST), distinct=True),
        passed=Count("enrolment", filter=Q(phase=Attempt.Phase.POST, is_passed=True), distinct=True),
    )
    plans = ActionPlan.objects.filter(enrolment__cohort=cohort, accepted_at=None).count()
    return CohortFigures(**counts, **taken, plans_to_read=plans)


def session_now(cohort: Cohort) -> Session | None:
    """Today's session, else the next one."""
    start_of_today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return cohort.sessions.filter(starts_at__gte=start_of_today).first()


def tested_cohorts(user: User) -> QuerySet[Cohort]:
    """The newest of the own cohorts in which somebody has taken a test."""
    tested = Attempt.objects.exclude(state=Attempt.State.OPEN).values("enrolment__cohort")
    return Cohort.objects.visible_to(user).filter(pk__in=tested).order_by("-starts_on", "code")[:COHORTS_SHOWN]


def gains_of(cohorts: QuerySet[Cohort]) -> list[tuple[Cohort, Gain]]:
    found = assessments.cohort_gains(cohorts)
    return [(cohort, found[cohort.pk]) for cohort in cohorts]


def register_figures(countries: list[str]) -> list[CountryFigures]:
    """Completed people, valid trainers' certificates and open requests by country, three queries in all."""
    completed = counted(Enrolment.objects.exclude(completed_on=None), "person__country", "person")
    valid = Certificate.objects.valid().filter(kind=Certificate.Kind.TRAINER)
    trainers = counted(valid, "country", "person")
    waiting = counted(Recommendation.objects.waiting(), "country", "pk")
    return [
        CountryFigures(country, completed.get(country, 0), trainers.get(country, 0), waiting.get(country, 0))
        for country in countries
    ]


def counted(rows: QuerySet, by: str, what: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(by).annotate(Count(what, distinct=True)))


def countries_of(user: User) -> list[str]:
    """The countries whose register figures this person sees."""
    if user.is_administrator:
        return list(Country.values)
    return user.countries_as(Role.Kind.TASK_FORCE)


def campaigns_with_answers() -> QuerySet[Campaign]:
    return Campaign.objects.exclude(state=Campaign.State.DRAFT).order_by("-opens_on")
