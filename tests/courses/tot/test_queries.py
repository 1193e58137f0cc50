from datetime import date

import factories

from courses.tot import actions, queries, rubric
from lms.core import programmes
from lms.core.programmes import Observed
from lms.people.models import Role


def test_what_is_signed_reaches_the_task_force_and_a_draft_does_not(draft, trainee, observer_kh):
    observations = programmes.get("tot").observations
    actions.save_draft(observation=draft, by=observer_kh)
    before = observations(trainee)
    actions.sign(observation=draft, by=observer_kh)
    texts = [(row.title, 3, row.level_text(3)) for row in rubric.criteria("en")]
    signed = Observed("Keo Pisey", "Safe questions", date(2026, 11, 5), True, "Calm.", texts)
    assert (before, observations(trainee)) == ([], [signed])


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


def test_an_observer_is_involved_from_the_first_draft(draft, trainee, trainer_kh, observer_kh):
    actions.save_draft(observation=draft, by=observer_kh)
    assert programmes.get("tot").involved(trainee) == {trainer_kh.pk, observer_kh.pk}


def test_signed_by_me_counts_the_own_signed_ones(draft, trainee, observer_kh):
    other = factories.person_with_role(Role.Kind.OBSERVER, "KH")
    actions.save_draft(observation=draft, by=observer_kh)
    counts = [queries.candidates_for(observer_kh).get().signed_by_me]
    actions.sign(observation=draft, by=observer_kh)
    counts += [queries.candidates_for(observer).get().signed_by_me for observer in (observer_kh, other)]
    assert counts == [0, 1, 0]
