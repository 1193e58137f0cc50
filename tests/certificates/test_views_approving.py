import factories
import pytest
from django.urls import reverse

from certificates.actions import deciding, recommending
from certificates.models import Batch, Decision, Recommendation
from lms.people.models import Role

WHO = {
    "learner_kh": 404,
    "trainer_kh": 404,
    "observer_kh": 404,
    "taskforce_kh": 200,
    "taskforce_la": 404,
    "admin": 404,
}
REASON = "All of them taught well."


@pytest.fixture
def address():
    return reverse("certificates:approve_chosen")


@pytest.fixture
def three(trainer_cohort, trainer_kh, meet_all):
    """Three recommendations that wait."""
    found = []
    for number in range(3):
        enrolment = factories.enrolment(trainer_cohort, factories.person(full_name=f"Candidate {number}"))
        meet_all(enrolment, trainer_kh)
        found.append(recommending.recommend(enrolment=enrolment, note="Good", by=trainer_kh))
    return found


def chosen(rows, *, version=1):
    return {"chosen": [f"{row.pk}-{version}" for row in rows], "reason": REASON}


def left_out(response):
    return {row.recommendation.pk: row.why_left_out for row in response.context["left_out"]}


@pytest.mark.parametrize(("who", "status"), WHO.items())
def test_who_opens_the_page(request, signed_in, recommendation, address, who, status):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(address, {"chosen": recommendation.pk}).status_code == status


def test_one_page_lists_every_person_before_anything_is_decided(signed_in, three, address, taskforce_kh):
    response = signed_in(taskforce_kh).get(address, {"chosen": [row.pk for row in three[:2]]})
    page = response.content.decode()
    assert [row.recommendation.pk for row in response.context["chosen"]] == [row.pk for row in three[:2]]
    needed = ["Candidate 0", "Candidate 1", "1 of 1 met", "the certificate is issued", "Approve these 2 people"]
    assert [words for words in needed if words not in page] == []
    assert ("Candidate 2" in page, Decision.objects.count()) == (False, 0)


def test_one_click_more_approves_all_and_leads_to_the_batch(signed_in, three, address, taskforce_kh):
    response = signed_in(taskforce_kh).post(address, chosen(three))
    batch = Batch.objects.get()
    assert (response.status_code, response.url) == (302, reverse("certificates:batch", args=[batch.pk]))
    assert list(Decision.objects.values_list("reason", flat=True)) == [REASON] * 3
    assert batch.items.count() == 3


def test_whoever_cannot_be_approved_stands_apart_with_the_reason(
    signed_in, three, recommendation, address, observer_kh, taskforce_kh
):
    factories.role(observer_kh, Role.Kind.TASK_FORCE, "KH")
    deciding.ask_for_more(recommendation=three[0], reason="The plan, please.", by=taskforce_kh)
    three[1].enrolment.attendance.all().delete()
    response = signed_in(observer_kh).get(address, {"chosen": [row.pk for row in [*three, recommendation]]})
    assert left_out(response) == {
        three[0].pk: "The Task Force has asked for more. The trainer answers first.",
        three[1].pk: "Not every requirement is met yet.",
        recommendation.pk: "You trained or observed this person, so another member decides.",
    }
    assert [row.recommendation.pk for row in response.context["chosen"]] == [three[2].pk]


def test_if_anything_changed_nothing_is_decided_and_the_page_says_for_whom(
    signed_in, three, address, taskforce_kh, taskforce2_kh
):
    deciding.decline(recommendation=three[1], reason="Not yet.", by=taskforce2_kh)
    response = signed_in(taskforce_kh).post(address, chosen(three))
    words = "A decision on this recommendation has already been made."
    assert response.context["refusal"].names == [("Candidate 1", words)]
    assert (left_out(response), REASON in response.content.decode()) == ({three[1].pk: words}, True)
    assert (Decision.objects.count(), Batch.objects.count()) == (1, 0)


def test_a_list_without_versions_or_with_old_ones_decides_nothing(signed_in, three, address, taskforce_kh):
    client = signed_in(taskforce_kh)
    for given in ([row.pk for row in three], [f"{row.pk}-7" for row in three]):
        client.post(address, {"chosen": given, "reason": REASON})
    assert Decision.objects.count() == 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_list_with_another_countrys_person_does_not_exist(
    signed_in, three, address, taskforce_kh, trainer_la, learner_la, meet_all, method
):
    cohort = factories.cohort(trainers=[trainer_la], programme_code="probe-trainer", country="LA")
    enrolment = factories.enrolment(cohort, learner_la)
    meet_all(enrolment, trainer_la)
    foreign = recommending.recommend(enrolment=enrolment, note="Good", by=trainer_la)
    response = getattr(signed_in(taskforce_kh), method)(address, chosen([three[0], foreign]))
    assert (response.status_code, "Somsack" in response.content.decode()) == (404, False)
    assert (Decision.objects.count(), Recommendation.objects.waiting().count()) == (0, 4)


@pytest.mark.parametrize("value", ["x", "1;2", "-1", "99999999999999999999", "1-"])
def test_what_is_no_choice_does_not_exist(signed_in, recommendation, address, taskforce_kh, value):
    assert signed_in(taskforce_kh).get(address, {"chosen": value}).status_code == 404


def test_nobody_chosen_leads_back_with_a_word(signed_in, address, taskforce_kh):
    response = signed_in(taskforce_kh).get(address, follow=True)
    assert response.redirect_chain == [(reverse("certificates:queue"), 302)]
    assert "Choose at least one person." in response.content.decode()


def test_one_reason_is_needed_for_all(signed_in, three, address, taskforce_kh):
    response = signed_in(taskforce_kh).post(address, {**chosen(three), "reason": " "})
    assert (response.status_code, Decision.objects.count()) == (200, 0)


def test_many_first_approvals_then_many_decisions(signed_in, three, address, two_members, taskforce_kh, taskforce2_kh):
    first = signed_in(taskforce_kh).post(address, chosen(three))
    assert (first.url, Batch.objects.count()) == (reverse("certificates:queue"), 0)
    again = signed_in(taskforce_kh).get(address, {"chosen": three[0].pk})
    assert left_out(again) == {three[0].pk: "You gave the first approval, so another member decides."}
    signed_in(taskforce2_kh).post(address, chosen(three, version=2))
    assert (Decision.objects.count(), Batch.objects.get().items.count()) == (3, 3)
