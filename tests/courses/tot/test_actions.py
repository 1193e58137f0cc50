from contextlib import suppress
from datetime import date

import pytest

from courses.tot import actions, rubric
from courses.tot.errors import AlreadySigned, AlreadyWritten, CannotSign, MayNotObserve
from courses.tot.models import Observation


def test_a_draft_is_the_observers_own(draft, observer_kh):
    row = actions.save_draft(observation=draft, by=observer_kh)
    assert (row.observer, row.signed_at, row.is_passed) == (observer_kh, None, None)


def test_the_same_lesson_is_written_about_once(draft, observer_kh):
    actions.save_draft(observation=draft, by=observer_kh)
    again = Observation(enrolment=draft.enrolment, lesson_title="Safe questions", taught_on=date(2026, 11, 5))
    with pytest.raises(AlreadyWritten):
        actions.save_draft(observation=again, by=observer_kh)
    assert Observation.objects.count() == 1


@pytest.mark.parametrize(("level", "is_passed"), [(3, True), (2, False)])
def test_signing_fixes_the_result(draft, observer_kh, level, is_passed):
    draft.scores = dict.fromkeys(rubric.KEYS, level)
    actions.save_draft(observation=draft, by=observer_kh)
    signed = actions.sign(observation=draft, by=observer_kh)
    assert (signed.is_passed, signed.signed_at is not None) == (is_passed, True)


def test_a_signed_observation_never_changes(draft, observer_kh):
    actions.save_draft(observation=draft, by=observer_kh)
    actions.sign(observation=draft, by=observer_kh)
    draft.notes = "Changed my mind"
    for act in (actions.save_draft, actions.sign):
        with pytest.raises(AlreadySigned):
            act(observation=draft, by=observer_kh)
    assert Observation.objects.get().notes == "Calm."


def test_a_gap_in_the_rubric_cannot_be_signed(draft, observer_kh, threes):
    draft.scores = {key: level for key, level in threes.items() if key != "cycle"}
    actions.save_draft(observation=draft, by=observer_kh)
    with pytest.raises(CannotSign):
        actions.sign(observation=draft, by=observer_kh)
    assert Observation.objects.get().signed_at is None


@pytest.mark.parametrize(("accuracy", "is_signed"), [(3, True), (2, False)])
def test_notes_are_needed_when_the_lesson_is_not_passed(draft, observer_kh, accuracy, is_signed):
    draft.scores["accuracy"], draft.notes = accuracy, " "
    actions.save_draft(observation=draft, by=observer_kh)
    with suppress(CannotSign):
        actions.sign(observation=draft, by=observer_kh)
    assert (Observation.objects.get().signed_at is not None) == is_signed


@pytest.mark.parametrize("who", ["trainer_kh", "learner_kh", "taskforce_kh", "admin"])
def test_nobody_else_writes(request, draft, who):
    with pytest.raises(MayNotObserve):
        actions.save_draft(observation=draft, by=request.getfixturevalue(who))
    assert Observation.objects.count() == 0
