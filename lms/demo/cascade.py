"""The demo's cascade: people of the regional course became trainers, taught at home, and one of theirs teaches on."""

from datetime import UTC, date, datetime, time
from random import Random

from certificates.issuing import issue
from certificates.models import Decision, Recommendation
from courses.tot.models import Candidacy
from lms.cohorts.models import Cohort, Enrolment
from lms.core.languages import LANGUAGE_OF
from lms.demo.cohorts import enrol, hold_sessions, invented_people, open_cohort
from lms.people.models import User

REGIONAL, TOT = "rtp-2019", "tot-2025"
TRAINERS = 3  # of each country
LEARNERS = 10
CERTIFIED_ON = date(2025, 7, 1)
NOTE = "Has taught for years in her own department, and teaches well."
REASON = "The evidence of the earlier register was checked and is complete."


def seed_cascade(people: dict[str, User]) -> None:
    """In Cambodia and Lao PDR: three trainers of the regional course, and two generations after them."""
    random = Random(2507)  # noqa: S311 (a demo, the same each time)
    tot = open_cohort(TOT, "tot", "TOT 2025", "", date(2025, 6, 2), [people["trainer.kh"], people["trainer.la"]])
    for country in ("KH", "LA"):
        account = country.lower()
        trainers = first_trainers(country)
        for enrolment in enrol(tot, trainers):
            certify(enrolment, asked_by=people[f"trainer.{account}"], member=people[f"taskforce.{account}"])
        teach_on(country, trainers, random)


def first_trainers(country: str) -> list[User]:
    people = User.objects.filter(enrolments__cohort__code=REGIONAL, country=country)
    return list(people.order_by("pk")[:TRAINERS])


def certify(enrolment: Enrolment, *, asked_by: User, member: User) -> None:
    """Taken over from the register before this one: decided then, printed now."""
    decided_at = datetime.combine(CERTIFIED_ON, time(2), tzinfo=UTC)
    Candidacy.objects.create(enrolment=enrolment, teaching_language=LANGUAGE_OF[enrolment.person.country])
    recommendation = Recommendation.objects.create(
        enrolment=enrolment,
        country=enrolment.person.country,
        level=enrolment.programme.usual_level,
        note=NOTE,
        recommended_by=asked_by,
        recommended_at=decided_at,
        state=Recommendation.State.CLOSED,
    )
    decision = Decision.objects.create(
        recommendation=recommendation,
        outcome=Decision.Outcome.APPROVED,
        reason=REASON,
        decided_by=member,
        decided_at=decided_at,
    )
    issue(enrolment=enrolment, decision=decision, by=member, issued_on=CERTIFIED_ON)


def teach_on(country: str, trainers: list[User], random: Random) -> None:
    """The trainers teach ten people in spring, and the first of these teaches another ten in summer."""
    tag = country.lower()
    spring = hold_course(f"rtp-{tag}-2026-04", f"RTP {country} April 2026", date(2026, 4, 6), country, trainers, random)
    first = spring.enrolments.order_by("pk").first().person
    hold_course(f"rtp-{tag}-2026-08", f"RTP {country} August 2026", date(2026, 8, 3), country, [first], random)


def hold_course(code: str, title: str, starts_on: date, country: str, trainers: list[User], random: Random) -> Cohort:
    cohort = open_cohort(code, "rtp", title, country, starts_on, trainers)
    enrolments = enrol(cohort, invented_people(code, country, LEARNERS))
    hold_sessions(cohort, enrolments, random, days=3)
    cohort.enrolments.update(completed_on=cohort.ends_on)
    return cohort
