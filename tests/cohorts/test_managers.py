"""Naming the manager of a candidate at work."""

import factories
import pytest
from django.urls import reverse

from lms.people.models import Post


@pytest.fixture
def candidate(trainer_kh, learner_kh):
    factories.post(learner_kh, title="Former post", left_by="2026-01-01")
    factories.post(learner_kh, title="Present post")
    return factories.enrolment(factories.cohort(trainers=[trainer_kh], programme_code="tot"), learner_kh)


def page_of(enrolment):
    return reverse("cohorts:manager", args=[enrolment.cohort.code, enrolment.pk])


@pytest.mark.parametrize(
    ("who", "status"),
    {"trainer_kh": 200, "admin": 200, "learner_kh": 404, "trainer_la": 404, "observer_kh": 404}.items(),
)
def test_who_names_a_manager(request, signed_in, candidate, who, status):
    assert signed_in(request.getfixturevalue(who)).get(page_of(candidate)).status_code == status


def test_the_manager_is_named_on_the_present_post(signed_in, candidate, trainer_kh, observer_kh):
    response = signed_in(trainer_kh).post(page_of(candidate), {"manager": observer_kh.email.upper()})
    assert response.url == reverse("cohorts:people", args=[candidate.cohort.code])
    assert dict(Post.objects.values_list("title", "manager")) == {"Former post": None, "Present post": observer_kh.pk}


def test_an_empty_answer_takes_the_manager_away(signed_in, candidate, trainer_kh, observer_kh):
    Post.objects.filter(title="Present post").update(manager=observer_kh)
    signed_in(trainer_kh).post(page_of(candidate), {"manager": ""})
    assert not Post.objects.exclude(manager=None).exists()


@pytest.mark.parametrize("email", ["nobody@example.org", "learner.kh@example.org", "no address"])
def test_who_cannot_be_the_manager_is_said_at_the_field(signed_in, candidate, trainer_kh, email):
    response = signed_in(trainer_kh).post(page_of(candidate), {"manager": email})
    assert list(response.context["form"].errors) == ["manager"]
    assert not Post.objects.exclude(manager=None).exists()


def test_without_a_present_post_there_is_nothing_to_name(signed_in, candidate, trainer_kh, observer_kh):
    Post.objects.update(left_by="2026-01-01")
    response = signed_in(trainer_kh).post(page_of(candidate), {"manager": observer_kh.email})
    assert "No present post is known for this person" in response.content.decode()
    assert not Post.objects.exclude(manager=None).exists()


def test_the_province_of_the_present_post_is_named_beside(signed_in, candidate, trainer_kh, observer_kh):
    answer = {"manager": observer_kh.email, "province": "Takeo"}
    signed_in(trainer_kh).post(page_of(candidate), answer)
    assert dict(Post.objects.values_list("title", "province")) == {"Former post": "", "Present post": "Takeo"}
