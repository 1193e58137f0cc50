"""What each person finds on the desk, on a cohort's first page and among the figures."""

import assessment_factories as bank
import factories
import pytest
from django.urls import reverse
from django.utils import timezone

MY, RECORD, FIGURES = (reverse(f"dashboards:{name}") for name in ("my", "record", "figures"))


def sit_both(enrolment, before="aaaa", after="bbbb"):
    bank.taken(enrolment, "pre", before)
    bank.taken(enrolment, "post", after)


@pytest.mark.parametrize("address", [MY, RECORD, FIGURES])
def test_desks_ask_a_visitor_to_sign_in(client, db, address):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (302, f"{reverse('account_login')}?next={address}")


def test_desk_without_a_course_says_what_to_do(signed_in, learner_kh):
    page = signed_in(learner_kh).get(MY).content.decode()
    assert reverse("learning:courses") in page


def test_desk_shows_one_next_step_with_its_button(signed_in, learner_kh, cohort_kh):
    enrolment = factories.enrolment(cohort_kh, learner_kh)
    response = signed_in(learner_kh).get(MY)
    assert [row.step.kind for row in response.context["rows"]] == ["pre_assessment"]
    assert reverse("assessments:start", args=[enrolment.pk, "pre"]) in response.content.decode()


def test_desk_lists_coming_sessions_only(signed_in, learner_kh, cohort_kh):
    factories.enrolment(cohort_kh, learner_kh)
    factories.session(cohort_kh, title="Held", starts_at=timezone.now() - timezone.timedelta(days=1))
    factories.session(cohort_kh, title="Coming", starts_at=timezone.now() + timezone.timedelta(days=1))
    response = signed_in(learner_kh).get(MY)
    assert [session.title for session in response.context["sessions"]] == ["Coming"]


def test_record_shows_the_own_gain_in_points_of_100(signed_in, learner_kh, cohort_kh):
    bank.forms()
    sit_both(factories.enrolment(cohort_kh, learner_kh))
    [(_enrolment, gain)] = signed_in(learner_kh).get(RECORD).context["rows"]
    assert (gain.pre, gain.post, gain.gain) == (0, 100, 100)


@pytest.mark.parametrize("courses", [1, 3])
def test_record_costs_the_same_with_one_and_three_courses(signed_in, learner_kh, django_assert_num_queries, courses):
    for _number in range(courses):
        factories.enrolment(factories.cohort(), learner_kh)
    client = signed_in(learner_kh)
    with django_assert_num_queries(6):
        client.get(RECORD)


@pytest.mark.parametrize(
    ("who", "status"),
    [("trainer_kh", 200), ("admin", 200), ("trainer_la", 404), ("learner_kh", 404), ("taskforce_kh", 404)],
)
def test_cohort_page_opens_for_its_trainer_and_administrators(signed_in, cohort_kh, request, who, status):
    response = signed_in(request.getfixturevalue(who)).get(reverse("dashboards:cohort", args=[cohort_kh.code]))
    assert response.status_code == status


def test_cohort_page_counts_people_by_state(signed_in, trainer_kh, cohort_kh):
    bank.forms()
    sit_both(factories.enrolment(cohort_kh))
    factories.enrolment(cohort_kh)
    figures = signed_in(trainer_kh).get(reverse("dashboards:cohort", args=[cohort_kh.code])).context["figures"]
    assert (figures.people, figures.pre_taken, figures.post_taken, figures.passed) == (2, 1, 1, 1)
    assert figures.without_pre == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [("trainer_kh", 200), ("taskforce_kh", 200), ("admin", 200), ("learner_kh", 404), ("observer_kh", 404)],
)
def test_figures_open_for_those_who_steer(signed_in, request, who, status):
    assert signed_in(request.getfixturevalue(who)).get(FIGURES).status_code == status


def test_figures_of_a_task_force_are_of_its_country(signed_in, taskforce_kh, cohort_la):
    factories.enrolment(cohort_la, factories.person(country="LA"), completed_on=cohort_la.ends_on)
    countries = signed_in(taskforce_kh).get(FIGURES).context["countries"]
    assert [(row.country, row.completed) for row in countries] == [("KH", 0)]


def test_figures_hide_the_gain_of_fewer_than_ten(signed_in, trainer_kh, cohort_kh):
    bank.forms()
    cohort_kh.ends_on = timezone.localdate()  # a later test after the course would stay out of the gain
    cohort_kh.save()
    sit_both(factories.enrolment(cohort_kh))
    [(_cohort, gain)] = signed_in(trainer_kh).get(FIGURES).context["gains"]
    assert (gain.n, gain.suppressed, gain.mean_pre) == (1, True, None)


@pytest.mark.parametrize("cohorts", [1, 3])
def test_figures_cost_the_same_with_one_and_three_cohorts(
    signed_in, trainer_kh, django_assert_max_num_queries, cohorts
):
    bank.forms()
    for _number in range(cohorts):
        sit_both(factories.enrolment(factories.cohort(trainers=[trainer_kh])))
    client = signed_in(trainer_kh)
    with django_assert_max_num_queries(14):
        client.get(FIGURES)
