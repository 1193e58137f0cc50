"""The demo's candidates on their way to a trainer's certificate: observed, recommended, decided."""

from datetime import timedelta

from certificates.actions import approve, decline, recommend, revoke
from certificates.models import Recommendation
from courses.tot import rubric
from courses.tot.actions import save_draft, sign
from courses.tot.models import Observation
from lms.cohorts.models import Cohort, Enrolment
from lms.demo.cohorts import TOT_KH, TOT_LA, lao_observer
from lms.people.models import User

LESSON = "Informed consent in a first conversation"
NOTE = "Prepares with care, listens, and corrects herself openly. Ready to lead a session."
REASON = "The evidence is complete and both sessions were well received."
MORE = "Please teach one more observed session on victim identification first."
LEFT = "The person has left anti-trafficking work and asked for the certificate to be withdrawn."


def seed_trainers(cohort: Cohort, *, trainer: User, observer: User, member: User) -> None:
    """Of twelve candidates: one certified, one revoked, one declined, two waiting, one ready, one to repeat."""
    enrolments = list(cohort.enrolments.order_by("pk"))
    for enrolment in enrolments[:6]:
        observe(enrolment, observer, level=3)
    observe(enrolments[6], observer, level=2)
    requests = [recommend(enrolment=enrolment, note=NOTE, by=trainer) for enrolment in enrolments[:5]]
    decide(requests, member)


def decide(requests: list[Recommendation], member: User) -> None:
    certified, to_revoke, declined = requests[:3]
    approve(recommendation=certified, reason=REASON, by=member)
    revoke(certificate=approve(recommendation=to_revoke, reason=REASON, by=member), reason=LEFT, by=member)
    decline(recommendation=declined, reason=MORE, by=member)


def observe(enrolment: Enrolment, observer: User, *, level: int) -> Observation:
    observation = Observation(
        enrolment=enrolment,
        lesson_title=LESSON,
        taught_on=enrolment.cohort.ends_on + timedelta(days=20),
        scores=dict.fromkeys(rubric.KEYS, level),
        notes="Waits for answers, checks each objective, keeps the time.",
    )
    return sign(observation=save_draft(observation=observation, by=observer), by=observer)


def seed_both_countries(cohorts: dict[str, Cohort], people: dict[str, User]) -> None:
    seed_trainers(
        cohorts[TOT_KH],
        trainer=people["trainer.kh"],
        observer=people["observer.kh"],
        member=people["taskforce.kh"],
    )
    seed_trainers(cohorts[TOT_LA], trainer=people["trainer.la"], observer=lao_observer(), member=people["taskforce.la"])
