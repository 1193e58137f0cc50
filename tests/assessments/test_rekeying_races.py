"""A corrected key against hand-ins and marks at the same moment; SQLite writes one after the other."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import assessment_factories as make
import factories
import kind_factories as kinds
import pytest
from django.db import connection, connections, transaction

from lms.assessments.actions import marks, rekeying, sittings
from lms.assessments.models import Attempt
from lms.questionnaires.drafts import Mark

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _on_postgresql(db):
    if connection.vendor != "postgresql":
        pytest.skip("races show on PostgreSQL only")


def key(letter):
    return tuple(Mark(each, is_key=each == letter) for each in "abcd")


def in_a_thread(pool, call):
    def run():
        try:
            return call()
        finally:
            connections.close_all()

    return pool.submit(run)


def test_no_sitting_keeps_a_score_by_the_old_key(transactional_db):
    make.forms(size=2)
    ended, ending = make.start(factories.enrolment()), make.start(factories.enrolment())
    for attempt in (ended, ending):
        make.answer(attempt, "ab")
    assert ended.form_id == ending.form_id
    sittings.hand_in(attempt=ended, by=None)
    question = ended.form.places.get(position=1).question
    editor = factories.person()
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            sittings.hand_in(attempt=ending, by=None)  # scored by the old key, not yet to be seen
            change = in_a_thread(
                pool,
                lambda: rekeying.rekey(question=question, marks=key("a"), key_version=1, reason="Why", by=editor),
            )
            sleep(0.3)  # long enough for a correction that does not wait
        assert change.result().sittings == 2
    assert list(Attempt.objects.values_list("points", flat=True)) == [2, 2]


def test_two_last_marks_at_once_still_score_the_sitting(transactional_db, cohort_kh, trainer_kh):
    kinds.form_of("open", "open")
    attempt = make.start(factories.enrolment(cohort_kh))
    first, second = [
        attempt.answers.create(question=place.question, response="Words") for place in attempt.form.places.all()
    ]
    sittings.hand_in(attempt=attempt, by=None)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            marks.mark_answer(answer=first, points=1, by=trainer_kh)
            other = in_a_thread(pool, lambda: marks.mark_answer(answer=second, points=0.5, by=trainer_kh))
            sleep(0.3)  # long enough for a mark that does not wait
        assert other.result() is True
    assert Attempt.objects.get().points == 1.5
