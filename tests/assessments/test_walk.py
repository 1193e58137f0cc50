"""A sitting walked step by step: what each step is answered, and what stands in the end."""

import assessment_factories as make
import factories
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lms.assessments.actions import sittings
from lms.assessments.models import Attempt

pytestmark = pytest.mark.django_db

# Steps: answer(device, place, letter, sequence) and what it is answered; minutes pass; the clock's job runs; ...
WALKS = {
    "from start to hand-in": (
        ["start", ("phone", 1, "b", 10, 200), ("phone", 2, "b", 20, 200), ("phone", 3, "a", 30, 200), "hand in"],
        ("submitted", "bba-", 2),
    ),
    "a changed mind": (
        ["start", ("phone", 1, "a", 10, 200), ("phone", 1, "b", 11, 200), "hand in"],
        ("submitted", "b---", 1),
    ),
    "an offline gap": (
        ["start", ("phone", 1, "b", 10, 200), 40, ("phone", 2, "b", 20, 200), ("phone", 3, "b", 21, 200), "hand in"],
        ("submitted", "bbb-", 3),
    ),
    "a late retry": (
        ["start", ("phone", 1, "b", 11, 200), ("phone", 1, "a", 10, 409), "hand in"],
        ("submitted", "b---", 1),
    ),
    "an answer whose confirmation was lost": (
        ["start", ("phone", 1, "b", 10, 200), ("phone", 1, "b", 10, 200), "hand in"],
        ("submitted", "b---", 1),
    ),
    "the deadline without a hand-in": (
        ["start", ("phone", 1, "b", 10, 200), 59, ("phone", 2, "b", 20, 200), 2, ("phone", 3, "b", 30, 409), "clock"],
        ("timed_out", "bb--", 2),
    ),
    "the phone comes back after the clock's job": (
        ["start", ("phone", 1, "b", 10, 200), 61, "clock", ("phone", 2, "b", 20, 409), "clock"],
        ("timed_out", "b---", 1),
    ),
    "a hand-in after the deadline": (
        ["start", ("phone", 1, "b", 10, 200), 75, "hand in"],
        ("timed_out", "b---", 1),
    ),
    "a second device: the newest wins and the other is told": (
        ["start", ("phone", 1, "a", 10, 200), ("desk", 1, "b", 20, 200), ("phone", 1, "c", 15, 409), "hand in"],
        ("submitted", "b---", 1),
    ),
    "two devices on different questions": (
        ["start", ("phone", 1, "b", 10, 200), ("desk", 2, "b", 11, 200), ("phone", 3, "b", 12, 200), "hand in"],
        ("submitted", "bbb-", 3),
    ),
    "handed in on the other device": (
        ["start", ("phone", 1, "b", 10, 200), "hand in", ("desk", 1, "a", 20, 409), ("phone", 2, "b", 30, 409)],
        ("submitted", "b---", 1),
    ),
    "started twice": (
        ["start", ("phone", 1, "b", 10, 200), 30, "start", 31, ("phone", 2, "b", 20, 409), "clock"],
        ("timed_out", "b---", 1),
    ),
    "withdrawn from the course in the middle": (
        ["start", ("phone", 1, "b", 10, 200), "withdraw", ("phone", 1, "a", 20, 409), 61, "clock"],
        ("timed_out", "b---", 1),
    ),
}


class Walk:
    """One person with two devices and one test."""

    def __init__(self, enrolment):
        self.enrolment = enrolment
        self.devices = {name: Client() for name in ("phone", "desk")}
        for device in self.devices.values():
            device.force_login(enrolment.person)

    @property
    def attempt(self):
        return Attempt.objects.get()

    def take(self, step):
        if isinstance(step, int):
            return make.move_back(self.attempt, minutes=step)
        if isinstance(step, tuple):
            return self.answer(*step)
        return {"start": self.start, "hand in": self.hand_in, "clock": sittings.submit_overdue}.get(
            step, self.withdraw
        )()

    def start(self):
        self.devices["phone"].post(reverse("assessments:start", args=[self.enrolment.pk, "pre"]))

    def hand_in(self):
        self.devices["phone"].post(reverse("assessments:hand_in", args=[self.attempt.pk]))

    def withdraw(self):
        self.enrolment.withdrawn_at = timezone.now()
        self.enrolment.save()

    def answer(self, device, place, letter, sequence, status):
        data = {"position": place, "option": make.name_at(self.attempt, place, letter), "sequence": sequence}
        response = self.devices[device].post(reverse("assessments:save", args=[self.attempt.pk]), data)
        assert (response.status_code, bool(response.json().get("message"))) == (status, status == 409)


@pytest.mark.parametrize(("steps", "end"), WALKS.values(), ids=WALKS)
def test_a_walk_ends_as_it_should(cohort_kh, learner_kh, steps, end):
    make.forms()
    walk = Walk(factories.enrolment(cohort_kh, learner_kh))
    for step in steps:
        walk.take(step)
    attempt = walk.attempt
    answers = "".join(answer or "-" for answer, _points, _key in attempt.packed_answers["answers"].values())
    assert (attempt.state, answers, attempt.points) == end
    assert attempt.submitted_at == attempt.deadline_at or end[0] == "submitted"


def test_every_walk_started_once(cohort_kh, learner_kh):
    make.forms()
    walk = Walk(factories.enrolment(cohort_kh, learner_kh))
    for step in ("start", "start", 30, "start"):
        walk.take(step)
    assert (Attempt.objects.count(), walk.attempt.number) == (1, 1)
