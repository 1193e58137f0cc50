"""Whom an observer may observe, and what observers have written."""

from django.db.models import Count, Q, QuerySet

from courses.tot import rubric
from courses.tot.models import Observation
from lms.cohorts.models import Enrolment
from lms.core import languages
from lms.core.programmes import Observed
from lms.people.models import Role, User


def in_scope(user: User) -> QuerySet[Enrolment]:
    """The candidates of the countries for which this person observes, own trainees among them."""
    countries = user.countries_as(Role.Kind.OBSERVER)
    of_country = Q(person__country__in=countries) | Q(person__country="", cohort__country__in=countries)
    return (
        Enrolment.objects.active()
        .filter(of_country, cohort__programme_code="tot")
        .select_related("person", "cohort")
        .order_by("cohort__title", "person__full_name")
    )


def candidates_for(user: User) -> QuerySet[Enrolment]:
    """Whom this person may observe, each with `signed_by_me`, the number of own signed observations."""
    mine = Q(observations__observer=user, observations__signed_at__isnull=False)
    return (
        in_scope(user)
        .exclude(person=user)
        .exclude(cohort__in=user.cohorts_taught.values("pk"))
        .annotate(signed_by_me=Count("observations", filter=mine))
    )


def observations_by(user: User) -> QuerySet[Observation]:
    return Observation.objects.filter(observer=user).select_related("enrolment__person", "enrolment__cohort")


def signed_about(enrolment: Enrolment) -> list[Observed]:
    """What observers signed about this candidate, newest lesson first, in the reader's language."""
    signed = Observation.objects.filter(enrolment=enrolment, signed_at__isnull=False).select_related("observer")
    return [
        Observed(
            observer=row.observer.latin_or_own_name,
            lesson_title=row.lesson_title,
            taught_on=row.taught_on,
            is_passed=row.is_passed,
            notes=row.notes,
            scores=scored(row.scores),
        )
        for row in signed
    ]


def scored(scores: dict[str, int]) -> list[tuple[str, int, str]]:
    """`[(criterion, level, its text)]` in the rubric's order, for the criteria that have a score."""
    return [
        (criterion.title, scores[criterion.key], criterion.level_text(scores[criterion.key]))
        for criterion in rubric.criteria(languages.current())
        if criterion.key in scores
    ]
