"""What waits, what is issued, and what a code says."""

from django.db.models import Case, Count, Q, QuerySet, When

from certificates.models import BatchItem, Certificate, Decision, Recommendation, Signatory, TaskForce
from lms.cohorts.models import Enrolment
from lms.core import codes
from lms.core.languages import Country
from lms.people.models import Role, User

IN_FORCE = (Certificate.State.VALID, Certificate.State.SUSPENDED)
RENEWABLE = (Certificate.State.VALID, Certificate.State.EXPIRED)
ENDED = (Certificate.State.EXPIRED, Certificate.State.SUPERSEDED)


def awaiting_decision(user: User) -> QuerySet[Recommendation]:
    """What lies with the member's own Task Force, the oldest first; at the end what waits for a trainer's answer."""
    is_asked = Case(When(state=Recommendation.State.ASKED, then=1), default=0)
    return (
        Recommendation.objects.for_task_force(user)
        .open()
        .select_related("enrolment__person", "enrolment__cohort", "recommended_by")
        .prefetch_related("steps")
        .order_by(is_asked, "recommended_at", "pk")
    )


def candidate_recommendations(user: User) -> QuerySet[Recommendation]:
    """Open and decided ones of the member's country, with all that the candidate's page shows."""
    return Recommendation.objects.for_task_force(user).select_related(
        "enrolment__person",
        "enrolment__cohort",
        "enrolment__post_at_start__organisation",
        "recommended_by",
        "decision__decided_by",
        "decision__seconded_by",
    )


def earlier_recommendations(recommendation: Recommendation) -> QuerySet[Recommendation]:
    """What the same person was recommended for before in this enrolment, newest first."""
    earlier = Recommendation.objects.filter(enrolment=recommendation.enrolment_id, pk__lt=recommendation.pk)
    return earlier.select_related("enrolment__cohort", "decision").order_by("-pk")


def task_force(country: str) -> TaskForce:
    """How the country's Task Force decides; unsaved defaults where nobody has set anything."""
    return TaskForce.objects.filter(country=country).first() or TaskForce(country=country)


def task_forces() -> list[TaskForce]:
    """One for each of the six countries, in the order of their names' codes."""
    found = {
        row.country: row
        for row in TaskForce.objects.annotate(signed_by=Count("signatories", Q(signatories__ended_at=None)))
    }
    return [found.get(country) or TaskForce(country=country) for country in Country.values]


def signatories(task_force: TaskForce) -> QuerySet[Signatory]:
    """Whose signatures the country's certificates carry now, from left to right."""
    return Signatory.objects.filter(task_force=task_force.pk, ended_at=None).select_related("task_force")


def awaits_first_of_two(recommendation: Recommendation) -> bool:
    """Whether the country asks for two members, and none has approved yet."""
    return recommendation.state == Recommendation.State.WAITING and task_force(recommendation.country).needs_two


def members_of(country: str) -> QuerySet[User]:
    """The present members of one country's Task Force."""
    roles = Role.objects.filter(kind=Role.Kind.TASK_FORCE, country=country, ended_at=None)
    return User.objects.filter(is_active=True, roles__in=roles).order_by("pk")


def approved_without_paper(enrolment: Enrolment) -> QuerySet[Decision]:
    """Approvals of this person, from whichever cohort, whose certificate is still to be issued, as part of a batch."""
    same = {"enrolment__person": enrolment.person_id, "enrolment__cohort__programme_code": enrolment.programme.code}
    wanted = Recommendation.objects.filter(**same)
    approved = Decision.objects.filter(recommendation__in=wanted, outcome=Decision.Outcome.APPROVED, certificates=None)
    return approved.exclude(pk__in=failed_items().values("decision"))


def failed_items() -> QuerySet[BatchItem]:
    """Approvals that could not be issued: they may be tried again, and keep nobody from being recommended anew."""
    return BatchItem.objects.filter(state=BatchItem.State.FAILED, decision__isnull=False)


def paper_in_force(enrolment: Enrolment) -> Certificate | None:
    """The trainer's certificate that the person holds now, valid or suspended, from whichever cohort."""
    held = papers_of_programme(enrolment).filter(state__in=IN_FORCE)
    return next((paper for paper in held if paper.state_now in IN_FORCE), None)


def ended_here(enrolment: Enrolment) -> Certificate | None:
    """The trainer's certificate that this very enrolment led to, where its time is over or another took its place."""
    last = papers_of_programme(enrolment).filter(enrolment=enrolment).first()
    return last if last and last.state_now in ENDED else None


def last_paper(enrolment: Enrolment) -> Certificate | None:
    """The certificate to renew or to take over: the one in force, or else the last one if it only expired."""
    last = papers_of_programme(enrolment).first()
    return last if last and last.state_now in RENEWABLE else None


def papers_of_programme(enrolment: Enrolment) -> QuerySet[Certificate]:
    """Newest first."""
    same = {"person": enrolment.person_id, "programme_code": enrolment.programme.code}
    return Certificate.objects.filter(**same, kind=Certificate.Kind.TRAINER).order_by("-pk")


def issued_in_country(user: User) -> QuerySet[Certificate]:
    """Every certificate of the member's country, of all countries for an administrator, newest first."""
    return Certificate.objects.in_care_of(user).select_related("replaced_by")


def certificate_in_care(user: User) -> QuerySet[Certificate]:
    """With all that the certificate's page shows."""
    related = (
        "person",
        "enrolment__cohort",
        "decision__decided_by",
        "decision__seconded_by",
        "replaces",
        "replaced_by",
    )
    return Certificate.objects.in_care_of(user).select_related(*related)


def certificates_of(person: User) -> QuerySet[Certificate]:
    """Every certificate that this person was ever given, newest first."""
    return Certificate.objects.filter(person=person).order_by("-issued_on", "-pk")


def by_code(code: str) -> Certificate | None:
    """The certificate with this code, however it was typed: one query, written out because a whole hall may ask it."""
    signs = codes.grouped(codes.plain(code))
    found = Certificate.objects.raw("SELECT * FROM certificates_certificate WHERE code = %s", [signs])
    return next(iter(found), None)
