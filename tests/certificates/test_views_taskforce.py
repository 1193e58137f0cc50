import re

import factories
import pytest
from django.core.cache import cache
from django.urls import reverse

from certificates import actions
from certificates.models import Certificate, Decision
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


@pytest.mark.parametrize(("who", "status"), WHO.items())
def test_who_opens_a_candidate(request, signed_in, recommendation, who, status):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse("certificates:candidate", args=[recommendation.pk])).status_code == status


@pytest.mark.parametrize(("who", "status"), WHO.items())
def test_who_opens_the_page_that_revokes(request, signed_in, certificate, who, status):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse("certificates:revoke", args=[certificate.pk])).status_code == status


@pytest.mark.parametrize(("who", "status"), {**WHO, "taskforce_la": 200}.items())
@pytest.mark.parametrize("page", ["queue", "issued"])
def test_who_opens_the_lists(request, signed_in, page, who, status):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse(f"certificates:{page}")).status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["taskforce/", "taskforce/1/", "taskforce/certificates/", "observations/"])
def test_who_is_not_signed_in_is_sent_to_the_door(client, address):
    response = client.get(f"/en/{address}")
    assert (response.status_code, "/accounts/login/" in response.url) == (302, True)


def test_the_queue_shows_only_the_own_country(signed_in, recommendation, taskforce_kh, taskforce_la):
    shown = {
        member.country: [row.pk for row in signed_in(member).get(reverse("certificates:queue")).context["page"]]
        for member in (taskforce_kh, taskforce_la)
    }
    assert shown == {"KH": [recommendation.pk], "LA": []}


def test_the_candidates_page_tells_what_a_member_needs(signed_in, recommendation, taskforce_kh):
    page = signed_in(taskforce_kh).get(reverse("certificates:candidate", args=[recommendation.pk])).content.decode()
    needed = ["សុខ ស្រីមុំ", "Sok Sreymom", "Was present", "Listens well.", "Teaches calmly.", "Approve this trainer"]
    assert [words in page for words in needed] == [True] * len(needed)


def test_a_member_approves(signed_in, recommendation, taskforce_kh):
    address = reverse("certificates:candidate", args=[recommendation.pk])
    response = signed_in(taskforce_kh).post(address, {"reason": "គ្រប់លក្ខខណ្ឌ", "approve": "1"})
    assert (response.status_code, response.url) == (302, reverse("certificates:queue"))
    assert Decision.objects.values_list("outcome", "reason").get() == ("approved", "គ្រប់លក្ខខណ្ឌ")
    assert Certificate.objects.get().decision.recommendation == recommendation


def test_a_decision_needs_a_reason(signed_in, recommendation, taskforce_kh):
    address = reverse("certificates:candidate", args=[recommendation.pk])
    response = signed_in(taskforce_kh).post(address, {"reason": " ", "decline": "1"})
    assert (response.status_code, Decision.objects.count()) == (200, 0)


def test_a_member_who_observed_reads_why_not(signed_in, recommendation, observer_kh):
    factories.role(observer_kh, Role.Kind.TASK_FORCE, "KH")
    client = signed_in(observer_kh)
    address = reverse("certificates:candidate", args=[recommendation.pk])
    words = "You trained or observed this person, so another member decides."
    for response in (client.get(address), client.post(address, {"reason": "Good", "approve": "1"})):
        assert words in response.content.decode()
    assert Decision.objects.count() == 0


def test_a_member_revokes_with_a_reason(signed_in, certificate, taskforce_kh):
    address = reverse("certificates:revoke", args=[certificate.pk])
    response = signed_in(taskforce_kh).post(address, {"reason": "Found to be untrue."})
    assert (response.status_code, Certificate.objects.get().state) == (302, "revoked")


def test_nobody_revokes_the_own_certificate(signed_in, certificate, learner_kh):
    factories.role(learner_kh, Role.Kind.TASK_FORCE, "KH")
    response = signed_in(learner_kh).post(reverse("certificates:revoke", args=[certificate.pk]), {"reason": "Mine"})
    assert (response.status_code, Certificate.objects.get().state) == (404, "valid")


@pytest.mark.parametrize("page", ["queue", "issued"])
def test_the_lists_cost_the_same_for_one_and_three(
    signed_in,
    candidate,
    trainer_kh,
    taskforce_kh,
    page,
    meet_all,
    django_assert_num_queries,
    django_assert_max_num_queries,
):
    client, counts = signed_in(taskforce_kh), []
    for number in (1, 2):
        for _ in range(number):
            add_one(candidate.cohort, trainer_kh, taskforce_kh, meet_all)
        cache.clear()
        with django_assert_max_num_queries(12) as queries:
            client.get(reverse(f"certificates:{page}"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def add_one(cohort, trainer, member, meet_all):
    for decided in (True, False):
        enrolment = factories.enrolment(cohort)
        meet_all(enrolment, trainer)
        recommendation = actions.recommend(enrolment=enrolment, note="Good", by=trainer)
        if decided:
            actions.approve(recommendation=recommendation, reason="Good", by=member)


def test_no_button_decides_nothing(signed_in, recommendation, taskforce_kh):
    signed_in(taskforce_kh).post(reverse("certificates:candidate", args=[recommendation.pk]), {"reason": "Because."})
    recommendation.refresh_from_db()
    assert recommendation.is_closed is False


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_countrys_candidate_and_certificate_answer_as_if_unknown(
    signed_in, recommendation, certificate, taskforce_la, method
):
    client = signed_in(taskforce_la)
    for view, pk in (("candidate", recommendation.pk), ("revoke", certificate.pk)):
        data = {"reason": "Because.", "approve": "1"}
        answers = [getattr(client, method)(reverse(f"certificates:{view}", args=[key]), data) for key in (pk, 999_999)]
        own, unknown = (TOKEN.sub(b"", answer.content) for answer in answers)
        assert [answer.status_code for answer in answers] == [404, 404]
        assert own.replace(b"/%d/" % pk, b"/0/") == unknown.replace(b"/999999/", b"/0/")
    assert Certificate.objects.get().state == Certificate.State.VALID
