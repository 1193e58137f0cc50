"""Forms freeze, sittings start once, end once and are scored as they stood."""

from datetime import timedelta

import assessment_factories as make
import factories
import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from lms.assessments import errors
from lms.assessments.actions import freezing, sittings
from lms.assessments.models import Attempt, Form
from lms.questionnaires.models import Choice

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(cohort_kh, learner_kh):
    return factories.enrolment(cohort_kh, learner_kh)


def test_freezing_the_same_list_again_makes_nothing():
    codes = [make.question().code, make.question().code]
    made = freezing.freeze_forms(programme_code="rtp", letters={"A": codes})
    assert [(form.letter, form.version) for form in made] == [("A", 1)]
    assert freezing.freeze_forms(programme_code="rtp", letters={"A": codes}) == []


def test_another_list_or_order_is_another_version():
    codes = [make.question().code, make.question().code]
    freezing.freeze_forms(programme_code="rtp", letters={"A": codes})
    assert [form.version for form in freezing.freeze_forms(programme_code="rtp", letters={"A": codes[::-1]})] == [2]


def test_a_form_of_unknown_questions_is_refused():
    with pytest.raises(errors.UnknownQuestions, match="Q-none"):
        freezing.freeze_forms(programme_code="rtp", letters={"A": ["Q-none"]})
    assert Form.objects.count() == 0


def test_starting_twice_is_one_sitting_with_one_deadline(enrolment):
    make.forms()
    first, second = make.start(enrolment), make.start(enrolment)
    assert (first.pk, first.deadline_at) == (second.pk, second.deadline_at)
    assert first.deadline_at - first.started_at == timedelta(minutes=60)
    assert ModelLogEntry.objects.filter(action="assessments.start").count() == 1


def test_countrymen_alternate_and_the_next_country_goes_on(cohort_kh):
    make.forms()
    people = [factories.person(country=country) for country in ("KH", "LA", "KH", "LA", "KH")]
    enrolments = [factories.enrolment(cohort_kh, person) for person in people]
    letters = [make.start(row).form.letter for row in enrolments]
    assert letters == ["A", "B", "B", "A", "A"]  # KH: A B A, then LA: B A


def test_after_the_course_everybody_sits_the_other_form(enrolment):
    make.forms()
    assert make.taken(enrolment, "pre", "").form.letter == "A"
    assert make.start(enrolment, "post").form.letter == "B"


def test_without_a_form_the_start_is_refused(enrolment):
    with pytest.raises(errors.NoForm):
        make.start(enrolment)


@pytest.mark.parametrize(("allowed", "language"), [(True, "km"), (False, "en")])
def test_unchecked_wordings_are_used_where_that_is_allowed(enrolment, settings, allowed, language):
    make.forms(languages=("en", "km"))
    settings.ALLOW_UNREVIEWED = allowed
    assert make.start(enrolment, language="km").language == language


def test_a_language_that_is_not_ready_falls_back_to_english(enrolment):
    make.forms(languages=("en",))
    assert make.start(enrolment, language="lo").language == "en"


def test_hand_in_scores_and_packs_the_answers(enrolment):
    make.forms(competencies=("C2", "C5"))
    make.taken(enrolment, "pre", "bbbb")
    attempt = make.taken(enrolment, "post", "bba")
    assert (attempt.state, attempt.points, attempt.max_points, attempt.is_passed) == ("submitted", 2, 4, False)
    assert attempt.packed_answers["competencies"] == {"C2": [1, 2], "C5": [1, 2]}
    assert list(attempt.packed_answers["answers"].values()) == [["b", 1, 1], ["b", 1, 1], ["a", 0, 1], ["", 0, 1]]


def test_the_test_before_the_course_is_neither_passed_nor_failed(enrolment):
    make.forms()
    assert make.taken(enrolment, "pre", "bbbb").is_passed is None


def test_serious_harm_is_counted_on_the_attempt(enrolment):
    make.forms(serious_harm="d")
    assert make.taken(enrolment, "pre", "ddbb").serious_harm_count == 2


def test_a_second_hand_in_loses_quietly(enrolment):
    make.forms()
    attempt = make.start(enrolment)
    make.answer(attempt, "b")
    assert sittings.hand_in(attempt=attempt, by=enrolment.person) is True
    Choice.objects.filter(letter="b").update(is_key=False)
    assert sittings.hand_in(attempt=attempt, by=enrolment.person) is False
    attempt.refresh_from_db()
    assert attempt.points == 1
    assert ModelLogEntry.objects.filter(action="assessments.hand_in").count() == 1


def test_overdue_sittings_end_at_their_deadline(enrolment):
    make.forms()
    attempt = make.start(enrolment)
    make.answer(attempt, "bb")
    assert sittings.submit_overdue() == 0
    make.move_back(attempt, minutes=61)
    assert sittings.submit_overdue() == 1
    attempt.refresh_from_db()
    assert (attempt.state, attempt.points) == (Attempt.State.TIMED_OUT, 2)
    assert attempt.submitted_at == attempt.deadline_at
    assert sittings.submit_overdue() == 0


def test_starting_again_after_the_deadline_ends_the_old_sitting(enrolment):
    make.forms()
    make.move_back(make.start(enrolment), minutes=61)
    with pytest.raises(errors.AlreadyTaken):
        make.start(enrolment)
    assert make.start(enrolment, "post").phase == "post"


def test_a_failed_try_waits_a_day(enrolment):
    make.forms()
    make.taken(enrolment, "pre", "")
    attempt = make.taken(enrolment, "post", "")
    with pytest.raises(errors.WaitFirst):
        make.start(enrolment, "post")
    make.move_back(attempt, hours=24)
    assert make.start(enrolment, "post").number == 2


def test_the_constraint_keeps_a_second_open_sitting_out(enrolment):
    from django.db import IntegrityError

    make.forms()
    attempt = make.start(enrolment)
    with pytest.raises(IntegrityError):
        Attempt.objects.create(
            enrolment=enrolment, form=attempt.form, phase="post", language="en", deadline_at=timezone.now()
        )
