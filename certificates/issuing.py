"""The issue of one certificate: number, snapshot, picture, row, all in one transaction or not at all."""

from calendar import isleap
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from certificates import rendering
from certificates.errors import AlreadyIssued, NoCountry
from certificates.models import Certificate, Decision, NumberSeries
from certificates.snapshots import snapshot
from lms.cohorts.models import Enrolment
from lms.core import audit, codes
from lms.core.programmes import Programme
from lms.people.models import User

CODE_SIGNS = 16  # 78 bits


@transaction.atomic
def issue(*, enrolment: Enrolment, decision: Decision | None, by: User, issued_on: date | None = None) -> Certificate:
    """Render first, store then: a letter that cannot be printed raises MissingGlyph and leaves nothing behind.

    An older valid certificate of the same programme is superseded (its reason is the new number); one of the same
    enrolment is a refusal. `issued_on` is today but for certificates taken over from an older register.
    """
    issued_on = issued_on or timezone.localdate()
    facts = snapshot(
        person=enrolment.person,
        programme=enrolment.programme,
        country=country_of(enrolment),
        number=next_number(country_of(enrolment), issued_on.year),
        code=codes.spoken_code(CODE_SIGNS),
        issued_on=issued_on,
        valid_until=last_valid_day(issued_on, enrolment.programme),
    )
    pdf = rendering.render(facts)
    supersede_older(enrolment, number=facts["number"], by=by)
    certificate = store(enrolment, facts, decision=decision, pdf_sha256=rendering.sha256(pdf), by=by)
    Enrolment.objects.filter(pk=enrolment.pk, completed_on=None).update(completed_on=issued_on)
    audit.record(certificate, "certificates.issue", by=by, number=certificate.number)
    return certificate


def store(enrolment: Enrolment, facts: dict, *, decision: Decision | None, pdf_sha256: str, by: User) -> Certificate:
    return Certificate.objects.create(
        enrolment=enrolment,
        person=enrolment.person,
        decision=decision,
        snapshot=facts,
        pdf_sha256=pdf_sha256,
        issued_by=by,
        issued_on=date.fromisoformat(facts["issued_on"]),
        valid_until=date.fromisoformat(facts["valid_until"]) if facts["valid_until"] else None,
        **{name: facts[name] for name in ("programme_code", "kind", "country", "language", "number", "code")},
    )


def supersede_older(enrolment: Enrolment, *, number: str, by: User) -> None:
    older = Certificate.objects.valid().filter(person=enrolment.person_id, programme_code=enrolment.programme.code)
    for certificate in older:
        if certificate.enrolment_id == enrolment.pk:
            raise AlreadyIssued
        certificate.state = Certificate.State.SUPERSEDED
        certificate.state_reason = number
        certificate.state_changed_at, certificate.state_changed_by = timezone.now(), by
        certificate.save(update_fields=["state", "state_reason", "state_changed_at", "state_changed_by"])
        audit.record(certificate, "certificates.supersede", by=by, replaced_by=number)


def next_number(country: str, year: int) -> str:
    """`CL-KH-2026-000123`: the row's UPDATE makes the second of two issues wait for the first."""
    NumberSeries.objects.get_or_create(country=country, year=year)
    series = NumberSeries.objects.filter(country=country, year=year)
    series.update(last=F("last") + 1)
    return f"CL-{country}-{year}-{series.values_list('last', flat=True).get():06d}"


def country_of(enrolment: Enrolment) -> str:
    """Where the certificate is numbered and decided. Raises NoCountry."""
    if not enrolment.country:
        raise NoCountry
    return enrolment.country


def last_valid_day(issued_on: date, programme: Programme) -> date | None:
    """The same day `certificate_years` later (28 February for the 29th); None without limit."""
    if programme.certificate_years is None:
        return None
    year = issued_on.year + programme.certificate_years
    is_leap_day = (issued_on.month, issued_on.day) == (2, 29)
    return issued_on.replace(year=year, day=28) if is_leap_day and not isleap(year) else issued_on.replace(year=year)
