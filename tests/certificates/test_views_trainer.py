from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates.actions import deciding, recommending
from certificates.models import Certificate, Recommendation

WHO = {
    "learner_kh": 404,
    "trainer_kh": 200,
    "observer_kh": 404,
    "taskforce_kh": 404,
    "trainer_la": 404,
    "admin": 200,
}


@pytest.mark.parametrize(("who", "status"), WHO.items())
def test_who_opens_the_list(request, signed_in, candidate, who, status):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse("certificates:recommendations", args=["probe-kh"])).status_code == status


@pytest.mark.parametrize(("who", "status"), WHO.items())
def test_who_opens_the_form(request, signed_in, candidate, who, status):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse("certificates:recommend", args=[candidate.pk])).status_code == status


@pytest.mark.parametrize(("who", "status"), {**WHO, "trainer_kh": 302, "admin": 302}.items())
def test_who_issues_a_certificate_of_completion(request, signed_in, finisher, who, status):
    client = signed_in(request.getfixturevalue(who))
    response = client.post(reverse("certificates:issue_completion", args=[finisher.pk]))
    assert (response.status_code, Certificate.objects.count()) == (status, int(status == 302))


def test_a_certificate_is_never_issued_by_a_link(signed_in, finisher, trainer_kh):
    response = signed_in(trainer_kh).get(reverse("certificates:issue_completion", args=[finisher.pk]))
    assert (response.status_code, Certificate.objects.count()) == (405, 0)


def test_a_trainer_recommends_with_a_note(signed_in, candidate, trainer_kh):
    client, address = signed_in(trainer_kh), reverse("certificates:recommend", args=[candidate.pk])
    assert client.post(address, {"note": ""}).status_code == 200
    assert client.post(address, {"note": "Teaches calmly."}).status_code == 302
    assert list(Recommendation.objects.values_list("note", "recommended_by")) == [("Teaches calmly.", trainer_kh.pk)]


def test_what_is_not_met_is_refused_in_words(signed_in, candidate, trainer_kh):
    candidate.attendance.all().delete()
    address = reverse("certificates:recommend", args=[candidate.pk])
    page = signed_in(trainer_kh).post(address, {"note": "Good"}).content.decode()
    assert ("Not every requirement is met yet." in page, Recommendation.objects.count()) == (True, 0)


def test_the_list_says_where_each_person_stands(signed_in, candidate, trainer_kh):
    client, address = signed_in(trainer_kh), reverse("certificates:recommendations", args=["probe-kh"])
    states = []
    for step in ("ready", "asked"):
        if step == "asked":
            client.post(reverse("certificates:recommend", args=[candidate.pk]), {"note": "Good"})
        row = client.get(address).context["candidates"][0]
        states.append((row.is_ready, row.waits))
    assert states == [(True, False), (False, True)]


def test_the_level_is_chosen_and_each_says_what_is_missing(signed_in, climber, trainer_kh):
    client, address = signed_in(trainer_kh), reverse("certificates:recommend", args=[climber.pk])
    assert client.get(address).context["form"].fields["level"].choices == [
        ("associate", "Associate: every requirement is met"),
        ("certified", "Certified: 1 requirement is not met yet"),
        ("assessor", "Assessor: 2 requirements are not met yet"),
    ]
    refused = client.post(address, {"note": "Good", "level": "certified"})
    assert "Not every requirement is met yet." in refused.content.decode()
    assert client.post(address, {"note": "Good", "level": "associate"}).status_code == 302
    assert Recommendation.objects.get().level == "associate"


def test_the_list_offers_a_level_that_is_ready_though_the_usual_one_is_not(signed_in, climber, trainer_kh):
    row = (
        signed_in(trainer_kh)
        .get(reverse("certificates:recommendations", args=["probe-levels"]))
        .context["candidates"][0]
    )
    assert (row.is_ready, row.next_level, [level.code for level in row.ready_levels]) == (
        True,
        "certified",
        ["associate"],
    )


def test_who_is_certified_works_for_the_level_above(signed_in, climber, trainer_kh, taskforce_kh, meet_all):
    meet_all(climber, trainer_kh)
    asked = recommending.recommend(enrolment=climber, note="Good", by=trainer_kh)
    deciding.approve(recommendation=asked, reason="Good", by=taskforce_kh)
    address = reverse("certificates:recommendations", args=["probe-levels"])
    row = signed_in(trainer_kh).get(address).context["candidates"][0]
    assert (row.certificate.level, row.next_level, row.is_ready, row.may_renew) == (
        "certified",
        "assessor",
        False,
        False,
    )


STEPS = {
    "learner_kh": 404,
    "trainer_kh": 200,
    "observer_kh": 404,
    "taskforce_kh": 404,
    "trainer_la": 404,
    "admin": 200,
}


@pytest.mark.parametrize(("who", "status"), STEPS.items())
@pytest.mark.parametrize("page", ["answer", "withdraw"])
def test_who_opens_the_pages_of_steps(request, signed_in, recommendation, page, who, status):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse(f"certificates:{page}", args=[recommendation.pk])).status_code == status


@pytest.mark.parametrize(("who", "status"), STEPS.items())
def test_who_opens_the_renewal(request, signed_in, climber, trainer_kh, taskforce_kh, who, status):
    asked = recommending.recommend(enrolment=climber, note="Good", by=trainer_kh, level="associate")
    deciding.approve(recommendation=asked, reason="Good", by=taskforce_kh)
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse("certificates:renew", args=[climber.pk])).status_code == status


def test_there_is_no_renewal_without_a_certificate(signed_in, climber, trainer_kh):
    assert signed_in(trainer_kh).get(reverse("certificates:renew", args=[climber.pk])).status_code == 404


def test_a_trainer_recommends_the_renewal(signed_in, climber, trainer_kh, taskforce_kh):
    asked = recommending.recommend(enrolment=climber, note="Good", by=trainer_kh, level="associate")
    deciding.approve(recommendation=asked, reason="Good", by=taskforce_kh)
    client, address = signed_in(trainer_kh), reverse("certificates:renew", args=[climber.pk])
    early = client.post(address, {"note": "Still teaches."}).content.decode()
    assert "There is no certificate that can be renewed now." in early
    soon = timezone.localdate() + timedelta(days=30)
    Certificate.objects.update(issued_on=soon - timedelta(days=1095), valid_until=soon)
    assert client.post(address, {"note": "Still teaches."}).status_code == 302
    assert Recommendation.objects.get(state="waiting").purpose == "renew"


def test_a_trainer_reads_the_question_and_answers(signed_in, recommendation, trainer_kh, taskforce_kh):
    deciding.ask_for_more(recommendation=recommendation, reason="The plan, please.", by=taskforce_kh)
    client, address = signed_in(trainer_kh), reverse("certificates:answer", args=[recommendation.pk])
    list_address = reverse("certificates:recommendations", args=["probe-kh"])
    assert [part in client.get(list_address).content.decode() for part in ("The plan, please.", address)] == [True] * 2
    response = client.post(address, {"reason": "Here it is.", "version": 2})
    recommendation.refresh_from_db()
    assert (response.url, recommendation.state) == (list_address, "waiting")


def test_what_members_say_among_themselves_is_not_for_the_trainer(
    signed_in, recommendation, two_members, trainer_kh, taskforce_kh, taskforce2_kh
):
    deciding.second(recommendation=recommendation, reason="Clear lessons.", by=taskforce_kh)
    deciding.ask_for_more(recommendation=recommendation, reason="The plan, please.", by=taskforce2_kh)
    page = signed_in(trainer_kh).get(reverse("certificates:answer", args=[recommendation.pk])).content.decode()
    hidden = ["Clear lessons.", "Nhem Bopha", "Ouk Vanna"]
    assert ("The plan, please." in page, [words for words in hidden if words in page]) == (True, [])


def test_a_trainer_withdraws_with_a_reason(signed_in, recommendation, trainer_kh):
    client, address = signed_in(trainer_kh), reverse("certificates:withdraw", args=[recommendation.pk])
    assert client.post(address, {"reason": "", "version": 1}).status_code == 200
    assert client.post(address, {"reason": "She is ill.", "version": 1}).status_code == 302
    recommendation.refresh_from_db()
    assert recommendation.state == "withdrawn"


def test_a_stale_step_says_so_and_changes_nothing(signed_in, recommendation, trainer_kh, taskforce_kh):
    address = reverse("certificates:withdraw", args=[recommendation.pk])
    deciding.ask_for_more(recommendation=recommendation, reason="The plan, please.", by=taskforce_kh)
    page = signed_in(trainer_kh).post(address, {"reason": "She is ill.", "version": 1}).content.decode()
    recommendation.refresh_from_db()
    assert ("This changed since you opened the page." in page, recommendation.state) == (True, "asked")


def test_the_list_says_that_the_certificate_of_a_batch_is_on_its_way(
    signed_in, recommendation, trainer_kh, taskforce_kh
):
    deciding.approve_many(chosen=[(recommendation, 1)], reason="Taught well.", by=taskforce_kh)
    response = signed_in(trainer_kh).get(reverse("certificates:recommendations", args=["probe-kh"]))
    row = response.context["candidates"][0]
    assert (row.is_being_issued, row.is_ready, row.may_renew) == (True, False, False)
    assert "approved, the certificate is being issued" in response.content.decode()
