"""Two people at the same question at once: one wins, the other is told. These need PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import assessment_factories as bank
import factories
import pytest
from django.db import connection, connections

from lms.core.errors import Refused
from lms.questionnaires import standing
from lms.questionnaires.actions import steps, tasks, writing
from lms.questionnaires.actions.writing import Change
from lms.questionnaires.drafts import NOTHING, Words, digest
from lms.questionnaires.findings import Finding
from lms.questionnaires.models import Question, ReviewTask

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 6


@pytest.fixture(autouse=True)
def _on_postgresql(db):
    if connection.vendor != "postgresql":
        pytest.skip("races show on PostgreSQL only")


def at_once(call, values):
    """The name of the refusal that each call met, or an empty string, on a connection of its own."""
    barrier = Barrier(len(values))

    def run(value):
        barrier.wait()
        try:
            call(value)
        except Refused as refusal:
            return type(refusal).__name__
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(values)) as pool:
        return sorted(pool.map(run, values))


def test_of_many_who_save_one_language_one_wins(transactional_db):
    question = bank.question()
    people = [factories.person() for _number in range(PEOPLE)]

    def save(person):
        change = Change(words={"km": Words(f"{person.pk}?")}, versions={"km": digest(NOTHING)})
        writing.change_question(question=question, change=change, by=person)

    assert at_once(save, people) == ["", *["ChangedMeanwhile"] * (PEOPLE - 1)]


def test_of_many_who_review_one_counts(transactional_db):
    question = bank.question()
    seen = standing.fingerprint(standing.standing_of(question))
    people = [factories.person() for _number in range(PEOPLE)]

    def review(person):
        steps.review_content(question=Question.objects.get(pk=question.pk), seen=seen, by=person)

    assert at_once(review, people) == ["", *["NotInThisState"] * (PEOPLE - 1)]


def test_many_reports_open_one_task(transactional_db):
    question = bank.question()
    finding = Finding(question.pk, "", "too_easy", {"n": 100})
    assert at_once(lambda _number: tasks.open_review_tasks(findings=[finding]), range(PEOPLE)) == [""] * PEOPLE
    assert ReviewTask.objects.count() == 1


def test_every_copy_has_its_own_code(transactional_db):
    question = bank.question(code="RTP-C2-01")
    people = [factories.person() for _number in range(PEOPLE)]
    met = at_once(lambda person: writing.copy_question(question=question, by=person), people)
    assert set(met) <= {"", "CodeTaken"}
    assert Question.objects.count() == 1 + met.count("")
