import factories
import pytest
from django.urls import reverse

from lms.learning.models import ActionPlan, LessonProgress

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programmes_loaded")]
PLAN = {
    "change": "Ask every worker alone.",
    "first_step": "Find a quiet room.",
    "second_step": "",
    "ally": "My section head",
    "measure": "Ten talks in a month",
}
FINISH = "/en/courses/finish/"


@pytest.fixture
def plan(enrolled):
    return ActionPlan.objects.create(enrolment=enrolled, **PLAN)


@pytest.mark.parametrize("name", ["home", "courses", "help", "privacy"])
@pytest.mark.parametrize("language", ["en", "km", "lo", "my", "th", "vi", "zh-hans"])
def test_public_pages_are_open_to_everyone(client, name, language):
    address = reverse(f"learning:{name}").replace("/en/", f"/{language}/", 1)
    assert client.get(address).status_code == 200


def test_reading_writes_nothing(signed_in, learner_kh, written):
    signed_in(learner_kh).get(written[0].url)
    assert LessonProgress.objects.count() == 0


def test_finishing_leads_to_the_next_lesson(signed_in, enrolled, written):
    answer = signed_in(enrolled.person).post(FINISH, {"lesson": written[0].key})
    assert (answer.status_code, answer["Location"]) == (302, written[1].url)
    assert list(LessonProgress.objects.values_list("lesson_key", "programme_code")) == [(written[0].key, "rtp")]


def test_finishing_the_last_lesson_leads_to_the_programme(signed_in, enrolled, written):
    answer = signed_in(enrolled.person).post(FINISH, {"lesson": written[-1].key})
    assert answer["Location"] == "/en/courses/rtp/"


def test_finishing_keeps_the_language_and_the_progress(signed_in, enrolled, written):
    client = signed_in(enrolled.person)
    answer = client.post("/km/courses/finish/", {"lesson": written[0].key})
    assert answer["Location"] == written[1].url.replace("/en/", "/km/", 1)
    assert "You have finished this lesson." in client.get(written[0].url).content.decode()


def test_finished_twice_is_finished_once(signed_in, enrolled, written):
    client = signed_in(enrolled.person)
    client.post(FINISH, {"lesson": written[0].key})
    first = LessonProgress.objects.get().finished_at
    client.post(FINISH, {"lesson": written[0].key})
    assert LessonProgress.objects.get().finished_at == first


def test_someone_in_no_course_reads_but_keeps_no_progress(signed_in, learner_la, written):
    answer = signed_in(learner_la).post(FINISH, {"lesson": written[0].key}, follow=True)
    assert answer.redirect_chain == [(written[0].url, 302)]
    assert LessonProgress.objects.count() == 0


@pytest.mark.parametrize("lesson", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_finishing_an_unknown_lesson_is_not_found(signed_in, enrolled, lesson):
    assert signed_in(enrolled.person).post(FINISH, {"lesson": lesson}).status_code == 404


def test_finishing_a_coming_lesson_is_not_found(signed_in, enrolled, coming):
    assert signed_in(enrolled.person).post(FINISH, {"lesson": coming.key}).status_code == 404


def test_finishing_needs_a_post_and_a_person(client, signed_in, enrolled):
    assert client.post(FINISH)["Location"] == f"/en/accounts/login/?next={FINISH}"
    assert signed_in(enrolled.person).get(FINISH).status_code == 405


@pytest.mark.parametrize(
    ("who", "status"),
    [("learner_kh", 200), ("learner_la", 404), ("trainer_kh", 404), ("taskforce_kh", 404), ("admin", 404)],
)
def test_the_plans_page_is_the_learners_own(request, signed_in, enrolled, who, status):
    person = request.getfixturevalue(who)
    assert signed_in(person).get(reverse("learning:plan", args=[enrolled.pk])).status_code == status


def test_a_learner_writes_and_changes_the_plan(signed_in, enrolled):
    client, address = signed_in(enrolled.person), reverse("learning:plan", args=[enrolled.pk])
    assert client.post(address, PLAN).status_code == 302
    client.post(address, {**PLAN, "change": "Listen first."})
    assert ActionPlan.objects.values_list("enrolment", "change", "accepted_at").get() == (
        enrolled.pk,
        "Listen first.",
        None,
    )


def test_a_plan_without_a_change_is_not_saved(signed_in, enrolled):
    answer = signed_in(enrolled.person).post(reverse("learning:plan", args=[enrolled.pk]), {**PLAN, "change": ""})
    assert (answer.status_code, ActionPlan.objects.count()) == (200, 0)


def test_an_accepted_plan_does_not_change(signed_in, plan, trainer_kh):
    signed_in(trainer_kh).post(reverse("learning:accept_plan", args=["rtp-kh-test", plan.pk]))
    learner = signed_in(plan.enrolment.person)
    answer = learner.post(reverse("learning:plan", args=[plan.enrolment_id]), {**PLAN, "change": "Other"})
    assert answer.status_code == 409
    plan.refresh_from_db()
    assert (plan.change, plan.accepted_by) == (PLAN["change"], trainer_kh)


@pytest.mark.parametrize(
    ("who", "status"),
    [("trainer_kh", 200), ("admin", 200), ("trainer_la", 404), ("learner_kh", 404), ("taskforce_kh", 404)],
)
def test_plans_of_a_cohort_are_its_trainers(request, signed_in, plan, who, status):
    person = request.getfixturevalue(who)
    assert signed_in(person).get(reverse("learning:plans", args=["rtp-kh-test"])).status_code == status


@pytest.mark.parametrize(
    ("who", "status"),
    [("trainer_kh", 302), ("admin", 302), ("trainer_la", 404), ("learner_kh", 404), ("taskforce_kh", 404)],
)
def test_plans_are_accepted_by_the_cohorts_trainers(request, signed_in, plan, who, status):
    person = request.getfixturevalue(who)
    answer = signed_in(person).post(reverse("learning:accept_plan", args=["rtp-kh-test", plan.pk]))
    plan.refresh_from_db()
    assert (answer.status_code, plan.accepted_at is not None) == (status, status == 302)


def test_nobody_accepts_the_own_plan(signed_in, cohort_kh, trainer_kh):
    own = ActionPlan.objects.create(enrolment=factories.enrolment(cohort_kh, trainer_kh), **PLAN)
    answer = signed_in(trainer_kh).post(reverse("learning:accept_plan", args=["rtp-kh-test", own.pk]))
    assert answer.status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_plans_asks_the_same_questions_for_any_number(
    signed_in, cohort_kh, trainer_kh, count, django_assert_num_queries
):
    for _each in range(count):
        ActionPlan.objects.create(enrolment=factories.enrolment(cohort_kh), **PLAN)
    client = signed_in(trainer_kh)
    with django_assert_num_queries(5):  # session, user, roles, cohort, plans
        client.get(reverse("learning:plans", args=["rtp-kh-test"]))
