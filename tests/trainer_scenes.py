"""Trainers with certificates, what they taught and to whom; each function makes what its name says."""

from datetime import date, timedelta
from itertools import count

import factories
from django.utils import timezone

from certificates.models import Certificate, Decision, Recommendation
from lms.cohorts.models import Attendance
from lms.people.models import Consent

_numbers = count(1)


def trainer(country="KH", *, is_public=None, name="", **fields):
    """A person with a trainer's certificate; `is_public` is the answer about the public list, None where not asked."""
    person = factories.person(country=country, **({"full_name": name} if name else {}))
    if is_public is not None:
        answer(person, is_public)
    certify(person, country=country, **fields)
    return person


def answer(person, is_given):
    return Consent.objects.create(person=person, purpose=Consent.Purpose.REGISTER, is_given=is_given)


def certify(person, **fields):
    """A certificate without a paper: the row alone, with the facts that lists read."""
    group = factories.cohort(programme_code="tot", country=person.country)
    enrolment = factories.enrolment(group, person, completed_on=group.ends_on)
    number = f"CL-{next(_numbers):06d}"
    facts = {
        "programme_code": "tot",
        "kind": Certificate.Kind.TRAINER,
        "country": person.country,
        "language": "en",
        "level": "certified",
        "number": number,
        "code": f"2222-2222-{number}",
        "snapshot": {"name": person.full_name, "name_latin": person.full_name_latin},
        "issued_by": person,
        "issued_on": date(2026, 1, 5),
        "valid_until": timezone.localdate() + timedelta(days=400),
    }
    facts |= fields
    return Certificate.objects.create(enrolment=enrolment, person=person, decision=decided(enrolment), **facts)


def decided(enrolment):
    request = Recommendation.objects.create(
        enrolment=enrolment, country="KH", recommended_by=enrolment.person, state=Recommendation.State.CLOSED
    )
    return Decision.objects.create(recommendation=request, outcome="approved", decided_by=enrolment.person)


def course(trainers, learners, *, days_ago=30, is_present=True, **fields):
    """A course that ended: one session at which everyone was present, and everyone completed it."""
    day = timezone.localdate() - timedelta(days=days_ago)
    group = factories.cohort(trainers=trainers, starts_on=day, ends_on=day, **fields)
    session = factories.session(group, starts_at=timezone.now() - timedelta(days=days_ago))
    for person in learners:
        enrolment = factories.enrolment(group, person, completed_on=day)
        Attendance.objects.create(
            session=session, enrolment=enrolment, is_present=is_present, marked_by=trainers[0] if trainers else person
        )
    return group
