"""On which terms a certificate is issued: its country, level and dates, and the older one whose place it takes."""

from dataclasses import dataclass
from datetime import date

from certificates import levels, queries, reissue_rules
from certificates.errors import (
    AlreadyIssued,
    HigherHeld,
    NoCountry,
    NothingToReplace,
    NotInForce,
    RevocationOpen,
    StillSuspended,
)
from certificates.models import Certificate, Decision, Recommendation, RevocationProposal
from lms.cohorts.models import Enrolment
from lms.core.programmes import Programme

Purpose, State = Recommendation.Purpose, Certificate.State


@dataclass(frozen=True)
class Terms:
    """`replaces` is superseded by the new one where it is still in force."""

    country: str
    level: str
    issued_on: date
    valid_until: date | None
    replaces: Certificate | None


def of_decision(decision: Decision, *, issued_on: date, level: str, replaces: Certificate | None) -> Terms:
    """As the request asked: a new certificate, a renewal that loses no day, or the same dates in another country."""
    recommendation = decision.recommendation
    enrolment, level = recommendation.enrolment, level or recommendation.level
    older = replaces or older_of(recommendation, level)
    return Terms(
        country=recommendation.country,
        level=older.level if older and recommendation.purpose != Purpose.CERTIFY else level,
        issued_on=issued_on,
        valid_until=end_of(recommendation.purpose, older, issued_on, enrolment.programme),
        replaces=older,
    )


def of_completion(enrolment: Enrolment, *, issued_on: date, replaces: Certificate | None) -> Terms:
    return Terms(
        country=country_of(enrolment),
        level="",
        issued_on=issued_on,
        valid_until=last_valid_day(issued_on, enrolment.programme),
        replaces=replaces or succeeded_by(enrolment, level=""),
    )


def of_correction(certificate: Certificate, *, issued_on: date) -> Terms:
    """Everything but the name as it was."""
    return Terms(
        country=certificate.country,
        level=certificate.level,
        issued_on=issued_on,
        valid_until=certificate.valid_until,
        replaces=certificate,
    )


def end_of(purpose: str, older: Certificate | None, issued_on: date, programme: Programme) -> date | None:
    if older is None or older.valid_until is None or programme.certificate_years is None:
        return last_valid_day(issued_on, programme)
    if purpose == Purpose.TRANSFER:
        return older.valid_until
    if purpose == Purpose.RENEW:
        return reissue_rules.renewed_until(issued_on, older.valid_until, programme.certificate_years)
    return last_valid_day(issued_on, programme)


def older_of(recommendation: Recommendation, level: str) -> Certificate | None:
    if recommendation.purpose == Purpose.CERTIFY:
        return succeeded_by(recommendation.enrolment, level=level)
    older = queries.last_paper(recommendation.enrolment)
    if older is None:
        raise NothingToReplace
    return older


def succeeded_by(enrolment: Enrolment, *, level: str) -> Certificate | None:
    """The certificate of the same programme that a new one at `level` may supersede. Refuses what it may not."""
    programme = enrolment.programme
    same = {"person": enrolment.person_id, "programme_code": programme.code, "kind": programme.certificate_kind}
    older = Certificate.objects.filter(**same, state__in=queries.IN_FORCE).first()
    if older is None:
        return None
    if older.state == State.SUSPENDED:
        raise StillSuspended
    is_higher = level and level in [each.code for each in levels.above(programme, older.level)]
    if not is_higher and older.enrolment_id == enrolment.pk:
        raise AlreadyIssued
    if not is_higher and older.level != level:
        raise HigherHeld
    return older


def check_may_be_replaced(older: Certificate) -> None:
    """Also for a renewal or a correction: nobody escapes a suspension or a revocation by a new paper.

    Locks the row: a suspension or a request to revoke that begins now waits for what follows.
    """
    older.state = Certificate.objects.select_for_update().values_list("state", flat=True).get(pk=older.pk)
    if older.state == State.SUSPENDED:
        raise StillSuspended
    if older.state not in queries.RENEWABLE:
        raise NotInForce
    if older.revocation_proposals.filter(state=RevocationProposal.State.OPEN).exists():
        raise RevocationOpen
    if Certificate.objects.filter(replaces=older).exists():
        raise AlreadyIssued


def country_of(enrolment: Enrolment) -> str:
    """Where the certificate is numbered and decided. Raises NoCountry."""
    if not enrolment.country:
        raise NoCountry
    return enrolment.country


def last_valid_day(issued_on: date, programme: Programme) -> date | None:
    """The same day `certificate_years` later (28 February for the 29th); None without limit."""
    years = programme.certificate_years
    return None if years is None else reissue_rules.years_after(issued_on, years)
