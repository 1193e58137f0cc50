"""The demo's candidates on their way to a trainer's certificate: observed, recommended, decided."""

from certificates.actions.deciding import approve, decline
from certificates.actions.recommending import recommend
from certificates.actions.standing import confirm_revocation, propose_revocation
from certificates.models import Recommendation
from lms.cohorts.models import Cohort, Enrolment
from lms.demo.cohorts import TOT_KH, TOT_LA
from lms.demo.practicum import (
    complete_courses,
    invented_colleague,
    observe,
    put_forward,
    teach_micro_rounds,
    teach_real_lessons,
)
from lms.people.models import Role, User

NOTE = "Prepares with care, listens, and corrects herself openly. Ready to lead a session."
REASON = "The evidence is complete and both sessions were well received."
MORE = "Please teach one more observed session on victim identification first."
LEFT = "The person has left anti-trafficking work and asked for the certificate to be withdrawn."
PUT_FORWARD, PASSED, TO_REPEAT, THIRD, SECOND = 10, 6, 6, 7, 8  # how many, how many, and whose place in the list


def seed_both_countries(cohorts: dict[str, Cohort], people: dict[str, User]) -> None:
    observers = [people["observer.kh"], invented_colleague("KH", Role.Kind.OBSERVER, 0, account="observer2.kh")]
    members = [people["taskforce.kh"], people["taskforce2.kh"]]
    seed_trainers(cohorts[TOT_KH], trainer=people["trainer.kh"], observers=observers, members=members)
    observers = [invented_colleague("LA", Role.Kind.OBSERVER, place) for place in (0, 1)]
    members = [people["taskforce.la"], invented_colleague("LA", Role.Kind.TASK_FORCE, 2)]
    seed_trainers(cohorts[TOT_LA], trainer=people["trainer.la"], observers=observers, members=members)


def seed_trainers(cohort: Cohort, *, trainer: User, observers: list[User], members: list[User]) -> None:
    """Of twelve: one certified, one revoked, one declined, two waiting, one ready, one to repeat, two half observed."""
    enrolments = list(cohort.enrolments.select_related("person", "cohort").order_by("pk"))
    complete_courses(enrolments)
    for number, enrolment in enumerate(enrolments[:PUT_FORWARD]):
        put_forward(enrolment, number)
        teach_micro_rounds(enrolment, observers[0])
    seed_observed_lessons(enrolments, observers)
    requests = [recommend(enrolment=enrolment, note=NOTE, by=trainer) for enrolment in enrolments[:5]]
    decide(requests, members)


def seed_observed_lessons(enrolments: list[Enrolment], observers: list[User]) -> None:
    first, second = observers
    for enrolment in enrolments[:PASSED]:
        lesson = teach_real_lessons(enrolment)
        observe(lesson, first, level=3)
        observe(lesson, second, level=3, materials=4)
    repeated, differing, waiting = (teach_real_lessons(enrolments[place]) for place in (TO_REPEAT, THIRD, SECOND))
    observe(repeated, first, level=2)
    observe(repeated, second, level=2, questions=3)
    observe(differing, first, level=3)
    observe(differing, second, level=2, is_read=False)
    observe(waiting, first, level=3, is_read=False)


def decide(requests: list[Recommendation], members: list[User]) -> None:
    certified, to_revoke, declined = requests[:3]
    member, other = members
    approve(recommendation=certified, reason=REASON, by=member)
    certificate = approve(recommendation=to_revoke, reason=REASON, by=member)
    confirm_revocation(proposal=propose_revocation(certificate=certificate, reason=LEFT, by=member), by=other)
    decline(recommendation=declined, reason=MORE, by=member)
