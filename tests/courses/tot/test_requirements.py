"""The checklist of a candidate: each demand, where it stands, and what to do next."""

from datetime import UTC, date, datetime, timedelta

import factories
import pytest
from django.utils import timezone

from courses.tot.models import CalibrationTry, Candidacy, PracticeSession
from courses.tot.requirements import entry, lessons, service
from lms.assessments.models import Attempt, Form
from lms.cohorts.models import Attendance, Enrolment
from lms.core import programmes
from lms.core.programmes import State

WHOLE = {
    "plan": "Plan",
    "feedback": "Good",
    "reflection": "More time",
    "tested": 12,
    "mean_before": 48,
    "mean_after": 71,
}
AT_MOST_QUERIES = 18  # 11 on a site with lessons; an empty one reads its page tree anew each time


def stands(requirement):
    return requirement.state, requirement.evidence


def completed(person, code, day):
    return factories.enrolment(factories.cohort(programme_code=code), person, completed_on=day)


@pytest.mark.parametrize(
    ("day", "state"),
    [(None, State.NOT_YET), (date(2024, 11, 2), State.MET), (date(2024, 11, 1), State.REPEAT)],
)
def test_rtp_counts_for_two_years_before_the_course(trainee, day, state):
    if day:
        completed(trainee.person, "rtp", day)
    assert entry.rtp_completed(trainee).state == state


def test_the_newest_completion_counts(trainee):
    for day in (date(2026, 5, 15), date(2020, 5, 15)):
        completed(trainee.person, "rtp", day)
    assert stands(entry.rtp_completed(trainee)) == (State.MET, "Completed on 15 May 2026.")


def test_ethics_of_somebody_else_does_not_count(trainee, learner_la):
    completed(learner_la, "ethics", date(2026, 6, 1))
    before = entry.ethics_completed(trainee).state
    completed(trainee.person, "ethics", date(2026, 6, 1))
    assert (before, entry.ethics_completed(trainee).state) == (State.NOT_YET, State.MET)


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({}, State.MET),
        ({"nominated_by": ""}, State.NOT_YET),
        ({"years_of_work": None}, State.NOT_YET),
        ({"years_of_work": 1}, State.NOT_YET),
        ({"teaching_language": ""}, State.NOT_YET),
        ({"code_version": None, "agreed_at": None}, State.NOT_YET),
        ({"code_version": 0}, State.NOT_YET),
    ],
)
def test_a_candidacy_is_whole(trainee, change, state):
    whole = {"nominated_by": "Police", "years_of_work": 4, "teaching_language": "km", "code_version": 1}
    agreed_at = datetime(2026, 11, 2, 3, tzinfo=UTC)
    Candidacy.objects.create(enrolment=trainee, **{**whole, "agreed_at": agreed_at, **change})
    assert entry.candidacy_complete(trainee).state == state


def test_an_empty_candidacy_names_its_gaps_and_the_way(trainee):
    requirement = entry.candidacy_complete(trainee)
    assert requirement.evidence == (
        "Still missing: who nominated the candidate, years of work, language of the lessons, "
        "agreement to the trainers' code."
    )
    assert requirement.address == f"/en/practicum/{trainee.pk}/candidacy/"


def test_micro_teaching_goes_from_nothing_to_confirmed(trainee, taught, observer_kh, signed_by):
    states = [lessons.micro_teaching_passed(trainee).state]
    failed = taught("micro_2", title="First try")
    states.append(lessons.micro_teaching_passed(trainee).state)
    signed_by(observer_kh, failed, 2)
    states.append(lessons.micro_teaching_passed(trainee).state)
    again = taught("micro_2", title="Second try")
    states.append(lessons.micro_teaching_passed(trainee).state)
    signed_by(observer_kh, again)
    unread = lessons.micro_teaching_passed(trainee)
    assert states == [State.NOT_YET, State.NOT_YET, State.REPEAT, State.NOT_YET]
    assert (unread.state, unread.action) == (State.NOT_YET, "Read the observation and confirm it.")


def test_micro_teaching_is_met_once_confirmed(trainee, taught, observer_kh, signed_by):
    signed_by(observer_kh, taught("micro_2"), is_read=True)
    expected = (State.MET, "“Safe questions”: scored by 1 observer, and passed.")
    assert stands(lessons.micro_teaching_passed(trainee)) == expected


def test_the_first_round_and_real_lessons_are_no_second_round(trainee, taught, observer_kh, signed_by):
    for kind in ("micro_1", "delivered"):
        signed_by(observer_kh, taught(kind), is_read=True)
    assert lessons.micro_teaching_passed(trainee).evidence == "No lesson yet."


def test_two_delivered_lessons_of_the_right_measure_are_asked(trainee, taught):
    taught(title="Short", minutes=59)
    taught(title="Small", participants=9)
    taught(title="One")
    before = lessons.two_lessons_delivered(trainee)
    taught(title="Two")
    after = lessons.two_lessons_delivered(trainee)
    assert (before.state, before.evidence[:8], after.state) == (State.NOT_YET, "1 lesson", State.MET)


def test_an_observed_lesson_needs_both_observers_and_the_candidate(
    trainee, lesson, observer_kh, observer2_kh, signed_by
):
    seen = [stands(lessons.practice_lesson_passed(trainee))]
    signed_by(observer_kh, lesson, is_read=True)
    seen.append(stands(lessons.practice_lesson_passed(trainee)))
    second = signed_by(observer2_kh, lesson)
    seen.append(lessons.practice_lesson_passed(trainee).state)
    type(second).objects.filter(pk=second.pk).update(read_at=timezone.now())
    seen.append(stands(lessons.practice_lesson_passed(trainee)))
    assert seen == [
        (State.NOT_YET, "“Safe questions” needs an observer."),
        (State.NOT_YET, "“Safe questions” needs a second observer."),
        State.NOT_YET,
        (State.MET, "“Safe questions”: scored by 2 observers, and passed."),
    ]


def test_where_observers_differ_the_third_decides(trainee, lesson, observer_kh, observer2_kh, observer3_kh, signed_by):
    signed_by(observer_kh, lesson, is_read=True)
    signed_by(observer2_kh, lesson, 2, is_read=True)
    before = lessons.practice_lesson_passed(trainee)
    signed_by(observer3_kh, lesson, is_read=True)
    assert (before.evidence, before.is_waiting) == ("“Safe questions” needs a third observer.", True)
    assert stands(lessons.practice_lesson_passed(trainee))[0] == State.MET


def test_a_lesson_that_was_not_passed_asks_for_another(trainee, lesson, observer_kh, observer2_kh, signed_by):
    for observer in (observer_kh, observer2_kh):
        signed_by(observer, lesson, 2)
    requirement = lessons.practice_lesson_passed(trainee)
    assert stands(requirement) == (State.REPEAT, "“Safe questions” was not passed.")
    assert requirement.address == f"/en/practicum/{trainee.pk}/sessions/new/"


def test_a_lesson_that_does_not_count_is_not_the_observed_one(trainee, taught, observer_kh, observer2_kh, signed_by):
    short = taught(minutes=30)
    for observer in (observer_kh, observer2_kh):
        signed_by(observer, short, is_read=True)
    assert lessons.practice_lesson_passed(trainee).evidence == "No lesson yet."


def test_the_portfolio_is_that_of_the_observed_lesson(trainee, taught, observer_kh, observer2_kh, signed_by):
    taught(title="Other", **WHOLE)
    observed = taught(title="Observed")
    for observer in (observer_kh, observer2_kh):
        signed_by(observer, observed, is_read=True)
    before = lessons.portfolio_complete(trainee)
    PracticeSession.objects.filter(pk=observed.pk).update(**WHOLE)
    assert (before.state, before.address) == (State.NOT_YET, f"/en/practicum/sessions/{observed.pk}/portfolio/")
    assert stands(lessons.portfolio_complete(trainee)) == (
        State.MET,
        "“Observed”: plan, feedback, figures and reflection.",
    )


def test_a_portfolio_beside_another_lesson_does_not_help(trainee, taught, observer_kh, observer2_kh, signed_by):
    confirmed, unread = taught(title="Confirmed"), taught(title="Unread", **WHOLE)
    for observer in (observer_kh, observer2_kh):
        signed_by(observer, confirmed, is_read=True)
        signed_by(observer, unread)
    states = [check(trainee).state for check in (lessons.practice_lesson_passed, lessons.portfolio_complete)]
    assert states == [State.MET, State.NOT_YET]


def test_all_demands_cost_few_queries_however_many_lessons(
    trainee, taught, observer_kh, observer2_kh, signed_by, django_assert_max_num_queries
):
    programme, counts = programmes.get("tot"), []
    programme.requirements(trainee)
    for number in range(3):
        signed_by(observer_kh, taught(title=f"Lesson {number}"))
        enrolment = Enrolment.objects.select_related("cohort").get(pk=trainee.pk)
        with django_assert_max_num_queries(AT_MOST_QUERIES) as queries:
            programme.requirements(enrolment)
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_the_demands_stand_in_their_order(trainee):
    codes = [row.code for row in programmes.get("tot").requirements(trainee, "assessor")]
    base = ["rtp", "ethics", "candidacy", "pre_assessment", "lessons", "sessions", "post_assessment", "micro_teaching"]
    certified = ["delivered", "practice", "portfolio"]
    assert codes == [*base, *certified, "deliveries", "calibration", "joint_observations"]
    assert [row.code for row in programmes.get("tot").requirements(trainee, "associate")] == base


def test_a_demand_is_read_anew_each_time(trainee, lesson):
    programme = programmes.get("tot")
    before = {row.code: row.evidence for row in programme.requirements(trainee, "certified")}
    lesson.minutes = 10
    lesson.save()
    after = {row.code: row.evidence for row in programme.requirements(trainee, "certified")}
    assert (before["practice"], after["practice"]) == ("“Safe questions” needs an observer.", "No lesson yet.")


def deliver(person, *days):
    group = factories.cohort(trainers=[person])
    for day in days:
        session = factories.session(group, starts_at=day)
        row = factories.enrolment(group)
        Attendance.objects.create(session=session, enrolment=row, is_present=True, marked_by=person)
    return group


def test_an_assessor_has_given_five_sessions(trainee):
    past = [timezone.now() - timedelta(days=number) for number in range(1, 5)]
    group = deliver(trainee.person, *past)
    factories.session(group, starts_at=past[0])  # nobody was marked
    deliver(trainee.person, timezone.now() + timedelta(days=2))
    before = service.five_deliveries(trainee)
    deliver(trainee.person, past[0])
    assert (stands(before), service.five_deliveries(trainee).state) == (
        (State.NOT_YET, "4 sessions with attendance marked."),
        State.MET,
    )


@pytest.mark.parametrize(
    ("days", "is_met", "state"),
    [(10, True, State.MET), (10, False, State.NOT_YET), (370, True, State.REPEAT)],
)
def test_an_assessor_is_calibrated_within_the_year(trainee, days, is_met, state):
    made_at = timezone.now() - timedelta(days=days)
    CalibrationTry.objects.create(
        observer=trainee.person, lesson_code="one", scores={}, agreed={}, within_one=8, is_met=is_met, made_at=made_at
    )
    assert service.calibrated(trainee).state == state


def test_an_assessor_has_observed_twice_beside_somebody_else(trainee, taught, observer_kh, observer2_kh, signed_by):
    group = factories.cohort(programme_code="tot")
    own = factories.enrolment(group, observer_kh)
    alone, first, second = (taught(title=title) for title in ("Alone", "First", "Second"))
    for session in (alone, first, second):
        signed_by(observer_kh, session)
    signed_by(observer2_kh, first)
    before = service.two_joint_observations(own)
    signed_by(observer2_kh, second)
    assert (stands(before), service.two_joint_observations(own).state) == ((State.NOT_YET, "1 lesson."), State.MET)


def test_renewal_asks_for_two_sessions_and_ethics_since(learner_kh):
    now = timezone.now()
    since = (now - timedelta(days=100)).date()
    renewal = programmes.get("tot").renewal
    deliver(learner_kh, now - timedelta(days=200), now - timedelta(days=20))
    completed(learner_kh, "ethics", since - timedelta(days=1))
    before = [row.state for row in renewal(learner_kh, since)]
    deliver(learner_kh, now - timedelta(days=10))
    completed(learner_kh, "ethics", since)
    assert (before, [row.state for row in renewal(learner_kh, since)]) == ([State.NOT_YET] * 2, [State.MET] * 2)


@pytest.mark.parametrize(("phase", "state"), [("post", State.MET), ("delayed", State.MET), ("pre", State.NOT_YET)])
def test_renewal_takes_the_ethics_test_too(learner_kh, phase, state):
    row = factories.enrolment(factories.cohort(programme_code="ethics"), learner_kh)
    form, _is_new = Form.objects.get_or_create(programme_code="ethics", letter="A")
    now = timezone.now()
    Attempt.objects.create(
        enrolment=row,
        form=form,
        phase=phase,
        number=1,
        language="en",
        deadline_at=now,
        submitted_at=now,
        state=Attempt.State.SUBMITTED,
        points=28,
        max_points=28,
        is_passed=True,
    )
    since = (now - timedelta(days=30)).date()
    assert programmes.get("tot").renewal(learner_kh, since)[1].state == state
