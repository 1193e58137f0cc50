"""Two at once: one wins. SQLite writes one after the other, so these need PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import assessment_factories as make
import factories
import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from lms.assessments import autosave, drafts
from lms.assessments.actions import freezing, sittings
from lms.assessments.models import Answer, Attempt, Form
from lms.core.errors import Refused

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


GUARDS = ("one_open_attempt_per_enrolment", "one_attempt_per_enrolment_phase_and_number")


@pytest.fixture
def without_lock(monkeypatch):
    monkeypatch.setattr(sittings, "lock", lambda enrolment: None)


@pytest.fixture
def without_constraints(transactional_db):
    """The two constraints gone, and put back once the rows that they forbid are gone too."""
    guards = [guard for guard in Attempt._meta.constraints if guard.name in GUARDS]
    with connection.schema_editor() as schema:
        for guard in guards:
            schema.remove_constraint(Attempt, guard)
    yield
    Attempt.objects.all().delete()
    with connection.schema_editor() as schema:
        for guard in guards:
            schema.add_constraint(Attempt, guard)


@pytest.fixture
def meeting(monkeypatch):
    """Two starts that both have looked before either writes."""
    both_looked, create = Barrier(2), sittings.create_attempt

    def after_both_looked(*arguments):
        both_looked.wait(timeout=20)
        return create(*arguments)

    monkeypatch.setattr(sittings, "create_attempt", after_both_looked)


def starts(enrolment, number=8):
    """How each of many starts at once ended: the sitting's id, or the name of the error."""

    def start(_number):
        try:
            return make.start(enrolment).pk
        except (IntegrityError, Refused) as error:
            return type(error).__name__

    return at_once(start, range(number))


@pytest.mark.usefixtures("without_lock", "without_constraints", "meeting")
def test_without_its_guards_a_double_start_makes_two_sittings(enrolment):
    """The fault that the guards are for: it shows here, or the next tests prove nothing."""
    assert len(set(starts(enrolment, 2))) == 2
    assert Attempt.objects.count() == 2


@pytest.mark.usefixtures("without_lock", "meeting")
def test_the_constraint_alone_lets_one_sitting_through(enrolment):
    ended = starts(enrolment, 2)
    assert Attempt.objects.count() == 1
    assert sorted(map(str, ended)) == sorted([str(Attempt.objects.get().pk), "IntegrityError"])


@pytest.mark.usefixtures("without_constraints")
def test_the_lock_alone_lets_one_sitting_through(enrolment):
    assert len(set(starts(enrolment))) == 1
    assert Attempt.objects.count() == 1


def test_starts_of_many_people_wait_for_nobody(enrolment):
    people = [factories.enrolment(enrolment.cohort) for _person in range(24)]
    started = at_once(lambda row: make.start(row).pk, people)
    assert (len(set(started)), Attempt.objects.count()) == (24, 24)


def test_starts_at_once_are_one_sitting(enrolment):
    started = at_once(lambda _: make.start(enrolment).pk, range(8))
    assert len(set(started)) == 1
    assert Attempt.objects.count() == 1


def test_hand_ins_at_once_score_once(enrolment):
    attempt = make.start(enrolment)
    make.answer(attempt, "bb")
    won = at_once(lambda _: sittings.hand_in(attempt=attempt, by=enrolment.person), range(8))
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
            sittings.hand_in(attempt=attempt, by=enrolment.person)
            saved = pool.submit(save)
            sleep(0.3)  # long enough for a save that does not wait
        assert saved.result() is False
    assert Answer.objects.count() == 0


def test_the_first_forms_are_frozen_once(transactional_db):
    make.fill_bank("tot", times=2)
    plan = drafts.Plan("tot", forms=2, seed=1)
    digest = drafts.draft_of(plan).digest

    def freeze(_number):
        return [form.pk for form in freezing.freeze_draft(plan=plan, digest=digest, by=None)]

    assert at_once(freeze, range(4)) == [list(Form.objects.order_by("letter").values_list("pk", flat=True))] * 4
    assert Form.objects.count() == 2
