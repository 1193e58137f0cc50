from contextlib import suppress

import factories
import pytest
from wagtail.models import ModelLogEntry

from courses.tot import rubric
from courses.tot.actions import observing, saving
from courses.tot.errors import AlreadySigned, CannotSign, MayNotObserve, NewerDraft, NotYours
from courses.tot.models import Observation
from lms.core.models import Message


def save_and_sign(draft, by):
    return observing.sign(observation=observing.save_draft(observation=draft, by=by), by=by)


def test_a_draft_is_the_observers_own_and_begins_empty(lesson, trainee, observer_kh):
    row = observing.begin(session=lesson, by=observer_kh)
    assert (row.observer, row.enrolment, row.scores, row.signed_at) == (observer_kh, trainee, {}, None)


def test_the_same_lesson_is_begun_once(lesson, observer_kh):
    first, again = (observing.begin(session=lesson, by=observer_kh) for _time in range(2))
    assert (first, Observation.objects.count()) == (again, 1)
    assert ModelLogEntry.objects.filter(action="tot.begin_observation").count() == 1


@pytest.mark.parametrize(("level", "is_passed"), [(3, True), (2, False)])
def test_signing_fixes_the_result(draft, observer_kh, level, is_passed):
    draft.scores = dict.fromkeys(rubric.KEYS, level)
    signed = save_and_sign(draft, observer_kh)
    assert (signed.is_passed, signed.signed_at is not None) == (is_passed, True)


@pytest.mark.parametrize(("kind", "is_passed"), [("delivered", False), ("micro_2", True)])
def test_each_kind_of_lesson_has_its_own_rule(taught, observer_kh, signed_by, kind, is_passed):
    assert signed_by(observer_kh, taught(kind), 3, cycle=1).is_passed == is_passed


def test_a_signed_observation_never_changes(draft, observer_kh):
    save_and_sign(draft, observer_kh)
    draft.notes = "Changed my mind"
    for act in (observing.save_draft, observing.sign):
        with pytest.raises(AlreadySigned):
            act(observation=draft, by=observer_kh)
    with pytest.raises(AlreadySigned):
        observing.begin(session=draft.session, by=observer_kh)
    assert Observation.objects.get().notes == "Calm."


def test_a_gap_in_the_rubric_cannot_be_signed(draft, observer_kh, threes):
    draft.scores = {key: level for key, level in threes.items() if key != "cycle"}
    with pytest.raises(CannotSign):
        save_and_sign(draft, observer_kh)
    assert Observation.objects.get().signed_at is None


@pytest.mark.parametrize(("accuracy", "is_signed"), [(3, True), (2, False)])
def test_notes_are_needed_when_the_lesson_is_not_passed(draft, observer_kh, accuracy, is_signed):
    draft.scores["accuracy"], draft.notes = accuracy, " "
    with suppress(CannotSign):
        save_and_sign(draft, observer_kh)
    assert (Observation.objects.get().signed_at is not None) == is_signed


def test_without_the_declaration_nothing_is_signed(draft, observer_kh):
    draft.is_independent = False
    with pytest.raises(CannotSign):
        save_and_sign(draft, observer_kh)
    assert Observation.objects.get().signed_at is None


@pytest.mark.parametrize("who", ["trainer_kh", "learner_kh", "taskforce_kh", "admin"])
def test_nobody_else_writes(request, lesson, who):
    with pytest.raises(MayNotObserve):
        observing.begin(session=lesson, by=request.getfixturevalue(who))
    assert Observation.objects.count() == 0


def test_a_third_is_refused_at_signing_where_two_agreed_meanwhile(
    lesson, observer_kh, observer2_kh, observer3_kh, signed_by, threes
):
    late = observing.begin(session=lesson, by=observer3_kh)
    late.scores, late.is_independent = threes, True
    observing.save_draft(observation=late, by=observer3_kh)
    signed_by(observer_kh, lesson)
    signed_by(observer2_kh, lesson)
    with pytest.raises(MayNotObserve):
        observing.sign(observation=late, by=observer3_kh)
    assert lesson.observations.exclude(signed_at=None).count() == 2


def test_a_new_manager_can_no_longer_sign(draft, observer_kh, learner_kh):
    observing.save_draft(observation=draft, by=observer_kh)
    factories.post(learner_kh, manager=observer_kh)
    with pytest.raises(MayNotObserve):
        observing.sign(observation=draft, by=observer_kh)


@pytest.mark.parametrize("change", [{"scores": dict.fromkeys(rubric.KEYS, 1)}, {"scores": {}}])
def test_a_change_that_comes_while_one_signs_is_never_signed_unread(draft, observer_kh, monkeypatch, change):
    """A phone's late change lands between the check and the signature."""
    observing.save_draft(observation=draft, by=observer_kh)
    content = {name: getattr(draft, name) for name in observing.DRAFTED} | change

    def check_then_phone(observation, *, is_passed):
        later = Observation.objects.get(pk=draft.pk).sequence + 1
        saving.save(draft.pk, content, sequence=later, known=later, by=observer_kh)

    monkeypatch.setattr(observing, "check_is_complete", check_then_phone)
    with pytest.raises(NewerDraft):
        observing.sign(observation=draft, by=observer_kh)
    assert Observation.objects.get().signed_at is None


def test_the_candidate_is_told_without_the_result(draft, observer_kh, learner_kh):
    learner_kh.language = "en"
    learner_kh.save()
    draft.enrolment.person.refresh_from_db()
    save_and_sign(draft, observer_kh)
    mail = Message.objects.get()
    assert (mail.to, mail.subject) == (learner_kh.email, "An observer has scored your lesson")
    assert "passed" not in mail.body


def test_the_candidate_signs_last_and_once(draft, observer_kh, learner_kh):
    signed = save_and_sign(draft, observer_kh)
    read = observing.countersign(observation=signed, reply="Thank you.", by=learner_kh)
    again = observing.countersign(observation=signed, reply="Something else.", by=learner_kh)
    assert (again.reply, again.read_at) == ("Thank you.", read.read_at)
    assert ModelLogEntry.objects.filter(action="tot.countersign_observation").count() == 1


@pytest.mark.parametrize("who", ["observer_kh", "trainer_kh", "admin"])
def test_nobody_countersigns_for_the_candidate(request, draft, observer_kh, who):
    signed = save_and_sign(draft, observer_kh)
    with pytest.raises(NotYours):
        observing.countersign(observation=signed, reply="", by=request.getfixturevalue(who))
    assert Observation.objects.get().read_at is None


def test_a_draft_is_not_countersigned(draft, observer_kh, learner_kh):
    observing.save_draft(observation=draft, by=observer_kh)
    observing.countersign(observation=draft, reply="", by=learner_kh)
    assert Observation.objects.get().read_at is None
