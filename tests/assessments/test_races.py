"""Two at once: one wins. SQLite writes one after the other, so these need PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import assessment_factories as make
import factories
import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from lms.assessments import actions, autosave
from lms.assessments.models import Answer, Attempt

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _on_postgresql(db):
    if connection.vendor != "postgresql":
        pytest.skip("races show on PostgreSQL only")


@pytest.fixture
def enrolment(transactional_db):
    make.forms()
    return factories.enrolment()


def at_once(call, values):
    """Call with every value at the same moment, each on a connection of its own; returns the answers."""
    barrier = Barrier(len(values))

    def run(value):
        barrier.wait()
        try:
            return call(value)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(values)) as pool:
        return list(pool.map(run, values))


def test_starts_at_once_are_one_sitting(enrolment):
    started = at_once(lambda _: make.start(enrolment).pk, range(8))
    assert len(set(started)) == 1
    assert Attempt.objects.count() == 1


def test_hand_ins_at_once_score_once(enrolment):
    attempt = make.start(enrolment)
    make.answer(attempt, "bb")
    won = at_once(lambda _: actions.hand_in(attempt=attempt, by=enrolment.person), range(8))
    assert sorted(won) == [False] * 7 + [True]
    assert Attempt.objects.get().points == 2


def test_the_newest_of_many_saves_stands(enrolment):
    attempt = make.start(enrolment)
    choice = attempt.form.places.get(position=1).question.choices.get(letter="b")

    def save(sequence):
        draft = autosave.Draft(attempt.pk, 1, choice.pk, sequence)
        return autosave.write(draft, person_id=enrolment.person_id, now=timezone.now())

    at_once(save, range(1, 13))
    assert list(Answer.objects.values_list("sequence", flat=True)) == [12]


def test_no_answer_slips_in_behind_a_hand_in(enrolment):
    attempt = make.start(enrolment)
    choice = attempt.form.places.get(position=1).question.choices.get(letter="b")
    draft = autosave.Draft(attempt.pk, 1, choice.pk, 1)

    def save():
        try:
            return autosave.write(draft, person_id=enrolment.person_id, now=timezone.now())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            actions.hand_in(attempt=attempt, by=enrolment.person)
            saved = pool.submit(save)
            sleep(0.3)  # long enough for a save that does not wait
        assert saved.result() is False
    assert Answer.objects.count() == 0
