import re
from datetime import timedelta

import factories
import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from certificates.actions import deciding, recommending
from certificates.models import Certificate, Decision, Recommendation
from lms.people import contacts
from lms.people.models import Role

TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=)"\w+"')
WHO = {
    "learner_kh": 404,
    "trainer_kh": 404,
    "observer_kh": 404,
    "taskforce_kh": 200,
    "taskforce2_kh": 200,
    "taskforce_la": 404,
    "admin": 404,
}


def page_of(recommendation):
    return reverse("certificates:candidate", args=[recommendation.pk])


def given(button, reason="Everything is met.", version=1):
    return {button: "1", "reason": reason, "version": version}


@pytest.mark.parametrize(("who", "status"), WHO.items())
def test_who_opens_a_candidate(request, signed_in, recommendation, who, status):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(page_of(recommendation)).status_code == status


@pytest.mark.parametrize(("who", "status"), {**WHO, "taskforce_la": 200}.items())
def test_who_opens_the_queue(request, signed_in, who, status):
    assert signed_in(request.getfixturevalue(who)).get(reverse("certificates:queue")).status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["taskforce/", "taskforce/1/", "taskforce/approve/", "taskforce/certificates/"])
def test_who_is_not_signed_in_is_sent_to_the_door(client, address):
    response = client.get(f"/en/{address}")
    assert (response.status_code, "/accounts/login/" in response.url) == (302, True)


def queue_of(client):
    return client.get(reverse("certificates:queue")).context["rows"]


def test_the_queue_shows_only_the_own_country(signed_in, recommendation, taskforce_kh, taskforce_la):
    shown = {
        member.country: [row.recommendation.pk for row in queue_of(signed_in(member))]
        for member in (taskforce_kh, taskforce_la)
    }
    assert shown == {"KH": [recommendation.pk], "LA": []}


@pytest.fixture
def three(trainer_cohort, trainer_kh, meet_all):
    """Three recommendations, the first the oldest."""
    found = []
    for days in (5, 1, 0):
        enrolment = factories.enrolment(trainer_cohort)
        meet_all(enrolment, trainer_kh)
        row = recommending.recommend(enrolment=enrolment, note="Good", by=trainer_kh)
        Recommendation.objects.filter(pk=row.pk).update(recommended_at=timezone.now() - timedelta(days=days))
        found.append(row)
    return found


def test_the_oldest_comes_first_with_its_age_and_what_waits_for_a_trainer_last(signed_in, three, taskforce_kh):
    deciding.ask_for_more(recommendation=three[0], reason="The plan, please.", by=taskforce_kh)
    rows = queue_of(signed_in(taskforce_kh))
    assert [(row.recommendation.pk, row.age, row.can_be_chosen) for row in rows] == [
        (three[1].pk, "1 day", True),
        (three[2].pk, "today", True),
        (three[0].pk, "5 days", False),
    ]


def test_the_queue_says_where_the_own_tie_is(signed_in, recommendation, observer_kh, three):
    factories.role(observer_kh, Role.Kind.TASK_FORCE, "KH")
    ties = {row.recommendation.pk: row.why_not for row in queue_of(signed_in(observer_kh))}
    assert ties[recommendation.pk] == "You trained or observed this person, so another member decides."
    assert [ties[row.pk] for row in three] == ["", "", ""]


def test_the_queue_names_the_level_and_the_second_member(signed_in, climber, trainer_kh, two_members, taskforce_kh):
    asked = recommending.recommend(enrolment=climber, note="Good", by=trainer_kh, level="associate")
    deciding.second(recommendation=asked, reason="Clear lessons.", by=taskforce_kh)
    response = signed_in(taskforce_kh).get(reverse("certificates:queue"))
    page = response.content.decode()
    needed = ["Probe: Associate", "second member needed", "You gave the first approval, so another member decides."]
    assert [words in page for words in needed] == [True] * 3


def test_the_candidates_page_tells_what_a_member_needs(signed_in, recommendation, candidate, learner_kh, taskforce_kh):
    post = factories.post(learner_kh, title="Investigator", organisation=factories.organisation(name="Police of Takeo"))
    type(candidate).objects.update(post_at_start=post)
    contacts.keep_contacts(person=learner_kh, contacts={"phone": "012 345 678", "personal_phone": "099 888 777"})
    page = signed_in(taskforce_kh).get(page_of(recommendation)).content.decode()
    needed = [
        *("សុខ ស្រីមុំ", "Sok Sreymom", "Investigator", "Police of Takeo", "1 January 2024"),
        *("Was present", "Listens well.", "Keo Pisey", "Teaches calmly.", "Approve this trainer"),
    ]
    assert [words for words in needed if words not in page] == []
    private = ["learner.kh@example.org", "012 345 678", "099 888 777", "trainer.kh@example.org"]
    assert [words for words in private if words in page] == []


def test_the_page_shows_the_steps_so_far_and_earlier_decisions(
    signed_in, recommendation, candidate, trainer_kh, taskforce_kh
):
    deciding.decline(recommendation=recommendation, reason="One more lesson.", by=taskforce_kh)
    again = recommending.recommend(enrolment=candidate, note="Taught again.", by=trainer_kh)
    deciding.ask_for_more(recommendation=again, reason="Which lesson?", by=taskforce_kh)
    response = signed_in(taskforce_kh).get(page_of(again))
    assert [step.reason for step in response.context["steps"]] == ["Which lesson?"]
    assert [row.pk for row in response.context["earlier"]] == [recommendation.pk]
    assert "The trainer answers first." in response.content.decode()


def test_what_is_not_met_says_what_to_do_next_and_hides_the_approval(signed_in, climber, trainer_kh, taskforce_kh):
    asked = recommending.recommend(enrolment=climber, note="Good", by=trainer_kh, level="associate")
    Recommendation.objects.update(level="certified")
    page = signed_in(taskforce_kh).get(page_of(asked)).content.decode()
    assert ("Come again." in page, "Approve this trainer" in page, "Years of work" in page) == (True, False, True)


def test_a_member_approves(signed_in, recommendation, taskforce_kh):
    response = signed_in(taskforce_kh).post(page_of(recommendation), given("approve", "គ្រប់លក្ខខណ្ឌ"))
    assert (response.status_code, response.url) == (302, reverse("certificates:queue"))
    assert Decision.objects.values_list("outcome", "reason").get() == ("approved", "គ្រប់លក្ខខណ្ឌ")
    assert Certificate.objects.get().decision.recommendation == recommendation


@pytest.mark.parametrize(("button", "state"), [("decline", "closed"), ("ask", "asked"), ("", "waiting")])
def test_the_button_says_what_happens(signed_in, recommendation, taskforce_kh, button, state):
    signed_in(taskforce_kh).post(page_of(recommendation), given(button))
    recommendation.refresh_from_db()
    assert (recommendation.state, Certificate.objects.count()) == (state, 0)


def test_two_members_approve_on_their_pages(signed_in, recommendation, two_members, taskforce_kh, taskforce2_kh):
    first = signed_in(taskforce_kh)
    assert "Give the first approval" in first.get(page_of(recommendation)).content.decode()
    first.post(page_of(recommendation), given("second"))
    second = signed_in(taskforce2_kh)
    assert "one member has approved. The decision is yours." in second.get(page_of(recommendation)).content.decode()
    second.post(page_of(recommendation), given("approve", version=2))
    decided = second.get(page_of(recommendation)).content.decode()
    assert ("The first approval was given by Nhem Bopha." in decided, Certificate.objects.count()) == (True, 1)


@pytest.mark.parametrize("reason", [" ", "ok"])
def test_a_decision_needs_a_reason(signed_in, recommendation, taskforce_kh, reason):
    response = signed_in(taskforce_kh).post(page_of(recommendation), given("decline", reason))
    assert (response.status_code, Decision.objects.count()) == (200, 0)


def test_a_stale_page_says_so_keeps_the_words_and_shows_what_is_now(
    signed_in, recommendation, trainer_kh, taskforce_kh, taskforce2_kh
):
    deciding.ask_for_more(recommendation=recommendation, reason="The plan, please.", by=taskforce2_kh)
    recommending.answer(recommendation=recommendation, reason="Here it is.", by=trainer_kh)
    client = signed_in(taskforce_kh)
    page = client.post(page_of(recommendation), given("approve", "All is well.")).content.decode()
    needed = ["This changed since you opened the page. Read it again.", "Here it is.", "All is well.", 'value="3"']
    assert [words for words in needed if words not in page] == []
    assert Decision.objects.count() == 0
    client.post(page_of(recommendation), given("approve", "All is well.", version=3))
    assert Decision.objects.count() == 1


def test_a_member_who_observed_reads_why_not(signed_in, recommendation, observer_kh):
    factories.role(observer_kh, Role.Kind.TASK_FORCE, "KH")
    client = signed_in(observer_kh)
    words = "You trained or observed this person, so another member decides."
    for response in (client.get(page_of(recommendation)), client.post(page_of(recommendation), given("approve"))):
        assert words in response.content.decode()
    assert Decision.objects.count() == 0


def test_the_queue_costs_the_same_for_one_and_three(
    signed_in, candidate, trainer_kh, taskforce_kh, meet_all, django_assert_max_num_queries
):
    client, counts = signed_in(taskforce_kh), []
    for number in (1, 2):
        for _person in range(number):
            enrolment = factories.enrolment(candidate.cohort)
            meet_all(enrolment, trainer_kh)
            recommending.recommend(enrolment=enrolment, note="Good", by=trainer_kh)
        cache.clear()
        with django_assert_max_num_queries(12) as queries:
            client.get(reverse("certificates:queue"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_countrys_candidate_answers_as_if_unknown(signed_in, recommendation, taskforce_la, method):
    client = signed_in(taskforce_la)
    keys = (recommendation.pk, 999_999)
    answers = [getattr(client, method)(reverse("certificates:candidate", args=[key]), given("approve")) for key in keys]
    own, unknown = (TOKEN.sub(b"", answer.content) for answer in answers)
    assert [answer.status_code for answer in answers] == [404, 404]
    assert own.replace(b"/%d/" % recommendation.pk, b"/0/") == unknown.replace(b"/999999/", b"/0/")
    assert Decision.objects.count() == 0
