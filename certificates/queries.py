"""What waits, what is issued, and what a code says."""

from dataclasses import dataclass

from django.db.models import QuerySet

from certificates.models import Certificate, Recommendation
from lms.cohorts.models import Cohort, Enrolment
from lms.core import codes
from lms.core.programmes import Requirement
from lms.people.models import User


@dataclass(frozen=True)
class Candidate:
    """One person of a cohort before the certificate: what is met, what was asked, what was issued."""

    enrolment: Enrolment
    requirements: list[Requirement]
    recommendation: Recommendation | None
    certificate: Certificate | None

    @property
    def is_ready(self) -> bool:
        """Every requirement is met, and nothing waits or is issued."""
        return not self.certificate and not self.waits and all(row.is_met for row in self.requirements)

    @property
    def missing(self) -> list[Requirement]:
        return [row for row in self.requirements if not row.is_met]

    @property
    def waits(self) -> bool:
        return self.recommendation is not None and not self.recommendation.is_closed


def enrolments_of(cohort: Cohort) -> QuerySet[Enrolment]:
    return cohort.enrolments.active().select_related("person", "cohort").order_by("person__full_name", "pk")


def candidates(enrolments: list[Enrolment]) -> list[Candidate]:
    """The requirements are asked enrolment by enrolment: give one page at a time."""
    recommendations = newest_by_enrolment(
        Recommendation.objects.filter(enrolment__in=enrolments).select_related("decision").order_by("pk")
    )
    certificates = newest_by_enrolment(Certificate.objects.valid().filter(enrolment__in=enrolments).order_by("pk"))
    return [
        Candidate(
            enrolment=enrolment,
            requirements=enrolment.programme.requirements(enrolment),
            recommendation=recommendations.get(enrolment.pk),
            certificate=certificates.get(enrolment.pk),
        )
        for enrolment in enrolments
    ]


def newest_by_enrolment(rows: QuerySet) -> dict[int, Recommendation | Certificate]:
    return {row.enrolment_id: row for row in rows}


def awaiting_decision(user: User) -> QuerySet[Recommendation]:
    """What the member's own Task Force has to decide, the oldest first."""
    return (
        Recommendation.objects.for_task_force(user)
        .waiting()
        .select_related("enrolment__person", "enrolment__cohort", "recommended_by")
        .order_by("recommended_at", "pk")
    )


def candidate_recommendations(user: User) -> QuerySet[Recommendation]:
    """Open and decided ones of the member's country, with all that the candidate's page shows."""
    return Recommendation.objects.for_task_force(user).select_related(
        "enrolment__person",
        "enrolment__cohort",
        "enrolment__post_at_start__organisation",
        "recommended_by",
        "decision__decided_by",
        "decision__certificate",
    )


def issued_in_country(user: User) -> QuerySet[Certificate]:
    return Certificate.objects.for_task_force(user).select_related("person")


def certificates_of(person: User) -> QuerySet[Certificate]:
    """Every certificate that this person was ever given, newest first."""
    return Certificate.objects.filter(person=person).order_by("-issued_on", "-pk")


def by_code(code: str) -> Certificate | None:
    """The certificate with this code, however it was typed: one query, written out because a whole hall may ask it."""
    signs = codes.grouped(codes.plain(code))
    found = Certificate.objects.raw("SELECT * FROM certificates_certificate WHERE code = %s", [signs])
    return next(iter(found), None)
