"""Which participants of a list are people whom we know already."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from lms.cohorts.importing.participants import Participant, RowProblem, key_of
from lms.cohorts.models import Cohort, Enrolment
from lms.people.models import User

CHUNK = 1000

T = TypeVar("T")


def chunks(values: Sequence[T]) -> Iterable[Sequence[T]]:
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))


def people_by_email(participants: Sequence[Participant]) -> dict[str, User]:
    """By the address that lists know the person under, or one that the person has confirmed as a further one."""
    emails = [participant.email for participant in participants if participant.email]
    found: dict[str, User] = {}
    for part in chunks(emails):
        further = EmailAddress.objects.filter(email__in=part, verified=True).select_related("user")
        found |= {address.email: address.user for address in further}
        found |= {person.email: person for person in User.objects.filter(email__in=part)}
    return found


def enrolled_by_key(cohort: Cohort) -> dict[tuple[str, str, str, str], User]:
    """The cohort's people by country, name, organisation at the start and telephone."""
    enrolments = Enrolment.objects.filter(cohort=cohort).select_related(
        "person__contact_details", "post_at_start__organisation"
    )
    return {key_of_enrolment(enrolment): enrolment.person for enrolment in enrolments}


def key_of_enrolment(enrolment: Enrolment) -> tuple[str, str, str, str]:
    post, person = enrolment.post_at_start, enrolment.person
    organisation = post.organisation.name if post and post.organisation else ""
    return key_of(person.country, person.full_name, organisation, person.phone)


def known_people(cohort: Cohort, participants: Sequence[Participant]) -> dict[int, User]:
    """`{row: person}`: by e-mail where one is given, otherwise within the cohort."""
    by_email, by_key = people_by_email(participants), enrolled_by_key(cohort)
    found = {}
    for participant in participants:
        person = by_email.get(participant.email) if participant.email else by_key.get(participant.key)
        if person:
            found[participant.row] = person
    return found


def problems_in(cohort: Cohort, participants: Sequence[Participant], known: dict[int, User]) -> list[RowProblem]:
    """The rows that this cohort cannot take; what is known of another country's people is never said."""
    return [
        problem
        for participant in participants
        for problem in problems_of(cohort, participant, known.get(participant.row))
    ]


def problems_of(cohort: Cohort, participant: Participant, person: User | None) -> list[RowProblem]:
    if cohort.country and participant.country != cohort.country:
        return [RowProblem(participant.row, "country", _("This cohort takes people of its own country only."))]
    if person and (person.country != participant.country or not person.is_active):
        return [RowProblem(participant.row, "email", _("This person cannot be enrolled."))]
    return []
