"""The issue of one certificate: number, snapshot, credential, picture, row, all in one transaction or not at all."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from certificates import credentials, events, queries, rendering, snapshots, status_lists, terms
from certificates.models import Certificate, CertificateEvent, Decision, NumberSeries, SigningKey
from certificates.terms import Terms, country_of, last_valid_day
from certificates.wording import Facts
from lms.cohorts.models import Enrolment
from lms.core import audit, codes
from lms.core.programmes import Programme
from lms.people.models import User

__all__ = ["country_of", "issue", "issue_on", "last_valid_day"]

CODE_SIGNS = 16  # 78 bits
State = Certificate.State


@dataclass(frozen=True)
class Paper:
    """Everything that one row keeps of what was drawn and signed."""

    facts: dict[str, Any]
    credential: str
    signing_key: SigningKey
    pdf_sha256: str


def issue(
    *,
    enrolment: Enrolment,
    decision: Decision | None,
    by: User,
    issued_on: date | None = None,
    level: str = "",
    replaces: Certificate | None = None,
) -> Certificate:
    """Issue what a decision gave, or without one a certificate of completion.

    Level, country, dates, and the older certificate that this one supersedes follow from the decision's request.
    `issued_on` is today but for certificates taken over from an older register.
    """
    issued_on = issued_on or timezone.localdate()
    if decision is None:
        given = terms.of_completion(enrolment, issued_on=issued_on, replaces=replaces)
    else:
        given = terms.of_decision(decision, issued_on=issued_on, level=level, replaces=replaces)
    return issue_on(given, enrolment=enrolment, decision=decision, by=by)


@transaction.atomic
def issue_on(
    given: Terms, *, enrolment: Enrolment, decision: Decision | None, by: User, reason: str = ""
) -> Certificate:
    """Draw first, store then: a letter that cannot be printed raises MissingGlyph and leaves nothing behind.

    `reason` is what made this paper necessary, where it corrects another.
    """
    if given.replaces:
        terms.check_may_be_replaced(given.replaces)
    paper = drawn(facts_of(given, enrolment=enrolment, decision=decision))
    if given.replaces:
        supersede(given.replaces, number=paper.facts["number"], by=by)
    certificate = store(paper, given, enrolment=enrolment, decision=decision, by=by)
    events.note(certificate, CertificateEvent.Kind.ISSUED, by=by, reason=reason)
    Enrolment.objects.filter(pk=enrolment.pk, completed_on=None).update(completed_on=given.issued_on)
    audit.record(certificate, "certificates.issue", by=by, number=certificate.number)
    return certificate


def facts_of(given: Terms, *, enrolment: Enrolment, decision: Decision | None) -> dict[str, Any]:
    """Everything that the paper will say, with a fresh number, a fresh code and a place in the published lists."""
    programme = enrolment.programme
    seal = seal_for(programme, given.country)
    status_list, status_index = status_lists.draw()
    return snapshots.snapshot(
        person=enrolment.person,
        programme=programme,
        facts=Facts(
            number=next_number(given.country, given.issued_on.year),
            country=given.country,
            issued_on=given.issued_on,
            valid_until=given.valid_until,
            level=given.level,
            decided_on=timezone.localdate(decision.decided_at) if decision else None,
            has_own_emblem=bool(seal.emblem),
        ),
        code=codes.spoken_code(CODE_SIGNS),
        seal=seal,
        place={"list": status_list, "index": status_index},
    )


def seal_for(programme: Programme, country: str) -> snapshots.Seal:
    """A Task Force's emblem and signatures stand only where it has decided."""
    decides = programme.certificate_kind == Certificate.Kind.TRAINER
    return snapshots.seal_of(queries.task_force(country)) if decides else snapshots.Seal()


def drawn(facts: dict[str, Any]) -> Paper:
    place = facts["status"]
    text, key = credentials.signed_for(facts, status_list=place["list"], status_index=place["index"])
    pdf = rendering.render(facts, credential=text)
    return Paper(facts, text, key, rendering.sha256(pdf))


def store(paper: Paper, given: Terms, *, enrolment: Enrolment, decision: Decision | None, by: User) -> Certificate:
    copied = ("programme_code", "kind", "country", "language", "level", "number", "code")
    return Certificate.objects.create(
        enrolment=enrolment,
        person=enrolment.person,
        decision=decision,
        replaces=given.replaces,
        snapshot=paper.facts,
        pdf_sha256=paper.pdf_sha256,
        credential=paper.credential,
        signing_key=paper.signing_key,
        status_list=paper.facts["status"]["list"],
        status_index=paper.facts["status"]["index"],
        issued_by=by,
        issued_on=given.issued_on,
        valid_until=given.valid_until,
        **{name: paper.facts[name] for name in copied},
    )


def supersede(older: Certificate, *, number: str, by: User) -> None:
    """One that has expired stays what it is; raises NotInForce where it was changed in this moment."""
    if older.state == State.EXPIRED:
        return
    events.move(
        older, among=[State.VALID], to=State.SUPERSEDED, kind=CertificateEvent.Kind.SUPERSEDED, by=by, reason=number
    )
    audit.record(older, "certificates.supersede", by=by, replaced_by=number)


def next_number(country: str, year: int) -> str:
    """`CL-KH-2026-000123`: the row's UPDATE makes the second of two issues wait for the first."""
    NumberSeries.objects.get_or_create(country=country, year=year)
    series = NumberSeries.objects.filter(country=country, year=year)
    series.update(last=F("last") + 1)
    return f"CL-{country}-{year}-{series.values_list('last', flat=True).get():06d}"
