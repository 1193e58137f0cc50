import pytest
from django.urls import reverse

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
