from datetime import date

import factories
import pytest

from courses.tot import queries, rubric
from courses.tot.actions import observing
from courses.tot.models import PracticeSession
from lms.core import programmes
from lms.core.programmes import Observed


def test_what_is_signed_reaches_the_task_force_and_a_draft_does_not(draft, trainee, observer_kh, learner_kh):
    observations = programmes.get("tot").observations
    observing.save_draft(observation=draft, by=observer_kh)
    before = observations(trainee)
    observing.sign(observation=draft, by=observer_kh)
    observing.countersign(observation=draft, reply="Thank you.", by=learner_kh)
    expected = Observed(
        observer="Keo Pisey",
        lesson_title="Safe questions",
        taught_on=date(2026, 11, 5),
        is_passed=True,
        notes="Calm.",
        scores=[(row.title, 3, row.level_text(3)) for row in rubric.criteria("en")],
        kind="session in a real course",
        minutes=75,
        participants=14,
        seen="in the room",
        is_read=True,
        reply="Thank you.",
        address=f"/en/practicum/sessions/{draft.session_id}/",
    )
    assert (before, observations(trainee)) == ([], [expected])


def test_scores_stand_in_the_rubrics_order():
    scored = queries.scored({"reflection": 2, "objectives": 4})
    assert [(title, level) for title, level, _text in scored] == [
        ("Objectives and alignment", 4),
        ("Feedback and reflection", 2),
    ]


def test_candidates_are_those_of_the_programme_who_stay(trainee, tot_cohort, observer_kh):
    factories.enrolment(tot_cohort, withdrawn_at="2026-11-03T00:00Z")
    factories.enrolment(factories.cohort(programme_code="rtp"))
    factories.enrolment(tot_cohort, observer_kh)
    assert list(queries.candidates_for(observer_kh)) == [trainee]


def test_colleagues_above_and_below_are_not_listed(trainee, tot_cohort, observer_kh):
    below, above, former = (factories.enrolment(tot_cohort) for _person in range(3))
    factories.post(below.person, manager=observer_kh)
    factories.post(observer_kh, manager=above.person)
    factories.post(former.person, manager=observer_kh, left_by="2026-01-01")
    assert set(queries.candidates_for(observer_kh)) == {trainee, former}


def test_an_observer_is_involved_from_the_first_draft(draft, trainee, trainer_kh, observer_kh):
    programme = programmes.get("tot")
    other = factories.enrolment(factories.cohort(programme_code="tot"))
    assert programme.involved(trainee) == {trainer_kh.pk, observer_kh.pk}
    assert programme.all_involved([trainee, other]) == {trainee.pk: {trainer_kh.pk, observer_kh.pk}, other.pk: set()}


@pytest.mark.parametrize(("who", "sees"), {"observer_kh": 1, "observer2_kh": 0, "learner_kh": 1}.items())
def test_who_has_still_to_score_reads_nobody_elses_marks(request, lesson, observer_kh, signed_by, who, sees):
    signed_by(observer_kh, lesson)
    row = PracticeSession.objects.get()
    assert len(queries.readable(row, request.getfixturevalue(who))) == sees


def test_the_second_observer_reads_both_after_signing(lesson, observer_kh, observer2_kh, signed_by):
    rows = [signed_by(observer, lesson) for observer in (observer_kh, observer2_kh)]
    assert queries.readable(PracticeSession.objects.get(), observer2_kh) == rows


def test_a_lesson_is_begun_where_an_observer_is_needed(lesson, observer_kh, observer2_kh, observer3_kh, signed_by):
    signed_by(observer_kh, lesson)
    session = PracticeSession.objects.with_observations().get()
    may = [queries.lesson_for(session, person).may_begin for person in (observer_kh, observer2_kh)]
    signed_by(observer2_kh, lesson)
    session = PracticeSession.objects.with_observations().get()
    assert [*may, queries.lesson_for(session, observer3_kh).may_begin] == [False, True, False]


def test_a_candidate_who_has_passed_needs_no_more_of_that_kind(
    trainee, taught, observer_kh, observer2_kh, observer3_kh, signed_by
):
    passed, micro = taught(title="Passed"), taught("micro_2", title="Round")
    taught(title="Other")
    for observer in (observer_kh, observer2_kh):
        signed_by(observer, passed)
    waiting, others = queries.candidates_by_need(observer3_kh)
    found = [(candidate, [lesson.session for lesson in lessons]) for candidate, lessons in waiting]
    assert (found, others) == ([(trainee, [micro])], [])


def test_a_passed_lesson_that_does_not_count_hides_no_other(taught, observer_kh, observer2_kh, observer3_kh, signed_by):
    short, whole = taught(title="Too short", minutes=40), taught(title="Long enough")
    for observer in (observer_kh, observer2_kh):
        signed_by(observer, short)
    [(_candidate, lessons)], _others = queries.candidates_by_need(observer3_kh)
    assert [lesson.session for lesson in lessons] == [whole]


def test_what_the_candidate_brings_is_shown_as_facts(trainee):
    assert programmes.get("tot").background(trainee) == []
