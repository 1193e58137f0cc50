"""Who reads the capacity of which country, and what the page says with and without a follow-up behind it."""

import re
from datetime import timedelta

import alumni_scenes
import capacity_scenes as scenes
import factories
import pytest
from django.urls import reverse

from lms.alumni.models import Campaign

CAPACITY = reverse("dashboards:capacity")
CAST = {
    "admin": 200,
    "taskforce_kh": 200,
    "taskforce_la": 200,
    "trainer_kh": 404,
    "observer_kh": 404,
    "learner_kh": 404,
}


@pytest.fixture
def followed_up(cohort_kh, admin):
    """Forty people of Cambodia trained three years ago, and a follow-up by which twelve of them left."""
    office = factories.organisation(name="Border police")
    for person in alumni_scenes.alumni(cohort_kh, 40, completed_on=scenes.TODAY - timedelta(days=1000)):
        factories.post(person, organisation=office, province="Kampot")
    row = alumni_scenes.fielded(admin, design=Campaign.Design.CENSUS)
    scenes.follow_up(row, left=12, by=admin)


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode().split("<main", 1)[1]).split())


@pytest.mark.parametrize(("name", "status"), CAST.items())
def test_who_gets_in(request, signed_in, name, status):
    assert signed_in(request.getfixturevalue(name)).get(CAPACITY).status_code == status


def test_a_visitor_is_sent_to_the_door(client, db):
    assert client.get(CAPACITY).status_code == 302


@pytest.mark.parametrize(("name", "country", "status"), [
    ("taskforce_kh", "KH", 200),
    ("taskforce_kh", "LA", 404),
    ("admin", "LA", 200),
    ("admin", "XX", 404),
])  # fmt: skip
def test_a_country_of_others_does_not_exist(request, signed_in, name, country, status):
    assert signed_in(request.getfixturevalue(name)).get(CAPACITY, {"country": country}).status_code == status


def test_without_a_closed_follow_up_the_page_says_what_is_missing(signed_in, admin, taskforce_kh):
    page = signed_in(admin).get(CAPACITY).content.decode()
    assert ('class="empty"' in page, reverse("alumni:campaigns") in page) == (True, True)
    assert "Open the follow-ups" not in signed_in(taskforce_kh).get(CAPACITY).content.decode()


def test_the_page_opens_with_the_number_and_its_interval(signed_in, taskforce_kh, followed_up):
    response = signed_in(taskforce_kh).get(CAPACITY)
    overall = response.context["overall"]
    assert (overall.people, overall.now.expected, overall.now.low, overall.now.high) == (40, 28, 28, 28)
    assert "Of 40 people trained, about 28 are expected to be in an anti-trafficking post today" in text_of(response)


def test_the_units_of_the_country_are_listed(signed_in, taskforce_kh, followed_up):
    context = signed_in(taskforce_kh).get(CAPACITY).context
    assert [(line.name, line.people) for line in context["organisations"]] == [("Border police", 40)]
    assert [(line.name, line.people) for line in context["provinces"]] == [("Kampot", 40)]


def test_the_form_answers_with_a_range_and_a_line(signed_in, taskforce_kh, followed_up):
    response = signed_in(taskforce_kh).get(CAPACITY, {"country": "KH", "target": 60, "intake": 6})
    assert (response.context["plan"].target, response.context["intake"]) == (60, 6)
    assert response.context["is_short_of_target"] is True
    assert "To hold 60 people in post in the long run" in text_of(response)


def test_a_number_that_is_none_is_said_so(signed_in, taskforce_kh, followed_up):
    response = signed_in(taskforce_kh).get(CAPACITY, {"country": "KH", "target": "many"})
    assert response.context["form"].errors.keys() == {"target"}
    assert response.context["plan"].target == 28


def test_a_reader_of_one_country_is_not_told_of_a_hidden_one(signed_in, taskforce_kh, taskforce_la, followed_up):
    """Lao PDR has three people: Cambodia would give them away, and stays hidden with them, for everybody."""
    alumni_scenes.alumni(factories.cohort(country="LA"), 3)
    for reader in (taskforce_kh, taskforce_la):
        context = signed_in(reader).get(CAPACITY).context
        assert (context["overall"], context["lines"][0].people) == (None, None)


def test_an_administrator_reads_the_sum_of_all(signed_in, admin, followed_up):
    alumni_scenes.alumni(factories.cohort(country="LA"), 3)
    assert signed_in(admin).get(CAPACITY).context["overall"].people == 43


@pytest.mark.parametrize("more", [0, 30])
def test_the_page_costs_the_same_for_few_and_many(signed_in, admin, followed_up, django_assert_max_num_queries, more):
    alumni_scenes.alumni(factories.cohort(country="LA"), more)
    client = signed_in(admin)
    client.get(CAPACITY)  # the curves are held from now on
    with django_assert_max_num_queries(8):
        client.get(CAPACITY)


def test_the_figures_lead_here(signed_in, taskforce_kh, trainer_kh):
    links = [f'href="{reverse(f"dashboards:{name}")}"' for name in ("capacity", "logframe")]
    own, others = (
        signed_in(who).get(reverse("dashboards:figures")).content.decode() for who in (taskforce_kh, trainer_kh)
    )
    assert [link in own for link in links] == [True, True]
    assert [link in others for link in links] == [False, False]
