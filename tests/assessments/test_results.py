"""The cohort's results: figures for who runs it, points by name for its trainers only."""

import re

import assessment_factories as make
import factories
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(cohort_kh):
    return reverse("assessments:results", args=[cohort_kh.code])


def fill(cohort, people):
    forms = make.forms(size=1)
    for number in range(people):
        enrolment = factories.enrolment(cohort, factories.person(full_name=f"Learner {number:02}"))
        make.scored(enrolment, "pre", forms["A"], 3 + number % 3)
        make.scored(enrolment, "post", forms["B"], 7 + number % 2, is_passed=True)


def text_of(response):
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


@pytest.mark.parametrize(
    ("cast", "status"),
    [("trainer_kh", 200), ("admin", 200), ("trainer_la", 404), ("taskforce_kh", 404), ("learner_kh", 404)],
)
def test_who_gets_in(signed_in, address, request, cast, status):
    assert signed_in(request.getfixturevalue(cast)).get(address).status_code == status


def test_visitors_sign_in_first(client, address):
    assert client.get(address)["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(("cast", "names"), [("trainer_kh", 12), ("admin", 0)])
def test_points_by_name_are_for_the_own_trainers(signed_in, address, cohort_kh, request, cast, names):
    fill(cohort_kh, 12)
    page = signed_in(request.getfixturevalue(cast)).get(address).content.decode()
    assert len(re.findall(r"Learner \d\d", page)) == names


def test_the_gain_stands_with_its_interval_and_its_base(signed_in, address, cohort_kh, trainer_kh):
    fill(cohort_kh, 12)
    factories.enrolment(cohort_kh)
    page = text_of(signed_in(trainer_kh).get(address))
    assert "of the 12 people who took both tests went from 40.0 to 75.0 of 100 points." in page
    assert re.search(r"The change is 35\.0 points \(95 % interval 28\.6 to 41\.4\)\.", page)
    assert "Enrolled 13 Took the test before the course 12" in page
    assert "Small group" in page


def test_nine_people_are_not_shown(signed_in, address, cohort_kh, trainer_kh):
    fill(cohort_kh, 9)
    page = text_of(signed_in(trainer_kh).get(address))
    assert "9 people have taken both tests. The gain is shown from 10 people on." in page
    assert "interval" not in page


def test_many_who_left_are_pointed_out(signed_in, address, cohort_kh, trainer_kh):
    fill(cohort_kh, 12)
    form = make.forms(size=1, competencies=("C1",))["A"]
    for _ in range(6):
        make.scored(factories.enrolment(cohort_kh), "pre", form, 2)
    assert "Many people took only the first test" in text_of(signed_in(trainer_kh).get(address))


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_costs_the_same_for_every_cohort(signed_in, address, cohort_kh, trainer_kh, people):
    fill(cohort_kh, people)
    client = signed_in(trainer_kh)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) == 8
