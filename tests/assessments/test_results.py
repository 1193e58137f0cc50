"""The cohort's results: figures for who runs it, points by name for its trainers only."""

import re

import assessment_factories as make
import factories
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lms.assessments import queries

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
    assert "Enrolled 13 Came to a session not noted Took the test before the course 12" in page
    assert "Took both 12 ( 100% of those with the first test)" in page.replace("(100", "( 100")
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
    with CaptureQueriesContext(connection) as made:
        client.get(address)
    assert len(made) == 12


@pytest.fixture
def two_forms(db):
    return make.forms(size=1)


def pair(cohort, forms, pre, post, *, language="en", country="KH", **fields):
    enrolment = factories.enrolment(cohort, factories.person(country=country))
    make.scored(enrolment, "pre", forms["A"], pre, language=language)
    return make.scored(enrolment, "post", forms["B"], post, language=language, **fields)


def late(cohort, forms, people):
    for _ in range(people):
        pair(cohort, forms, 0, 10, submitted_at=queries.window_end(cohort))


def test_late_pairs_are_left_out_and_counted(signed_in, address, cohort_kh, trainer_kh, two_forms):
    for number in range(12):
        pair(cohort_kh, two_forms, number % 3, number % 3 + 2 + number % 2)
    late(cohort_kh, two_forms, 3)
    client = signed_in(trainer_kh)
    page = text_of(client.get(address))
    assert "3 pairs left out: the test after the course came more than 3 days after its end." in page
    assert "The mean score of the 12 people" in page
    everybody = text_of(client.get(address, {"pairs": "all"}))
    assert "The mean score of the 15 people" in everybody
    assert "The figures on this page hold these pairs too." in everybody


@pytest.mark.parametrize(("left_out", "people"), [(3, 12), (10, 22)])
def test_nobody_is_told_apart_by_two_figures(signed_in, address, cohort_kh, admin, two_forms, left_out, people):
    for number in range(12):
        pair(cohort_kh, two_forms, number % 3, number % 3 + 2 + number % 2)
    late(cohort_kh, two_forms, left_out)
    assert f"The mean score of the {people} people" in text_of(signed_in(admin).get(address, {"pairs": "all"}))


@pytest.mark.parametrize(("in_laos", "shown"), [(9, False), (10, True)])
def test_countries_stand_only_where_each_has_ten_people(
    signed_in, address, cohort_kh, admin, two_forms, in_laos, shown
):
    for number in range(12):
        pair(cohort_kh, two_forms, number % 3, 5 + number % 2)
    for number in range(in_laos):
        pair(cohort_kh, two_forms, number % 3, 5 + number % 2, country="LA")
    assert ("By country" in text_of(signed_in(admin).get(address))) is shown


def test_languages_do_not_tell_a_few_of_a_country_apart(signed_in, address, cohort_kh, admin, two_forms):
    for number in range(32):
        language, country = ("km", "KH") if number < 12 else ("en", "KH" if number < 15 else "LA")
        pair(cohort_kh, two_forms, number % 3, 5 + number % 2, language=language, country=country)
    page = text_of(signed_in(admin).get(address))
    assert ("By country" in page, "By language" in page) == (True, False)


def test_what_stayed_is_told_beside_the_gain(signed_in, address, cohort_kh, admin, two_forms):
    for number in range(12):
        post = pair(cohort_kh, two_forms, number % 3, number % 3 + 4 + number % 2)
        make.scored(post.enrolment, "delayed", two_forms["A"], number % 3 + 2)
    page = text_of(signed_in(admin).get(address))
    assert "changed by -25.0 points" in page
    assert "44% of the gain was still there" in page


def test_people_who_wait_for_points_are_counted_in_words(signed_in, address, cohort_kh, admin, two_forms):
    pair(cohort_kh, two_forms, 4, None, max_points=None)
    page = text_of(signed_in(admin).get(address))
    assert "1 person has a test that waits for a trainer" in page


def test_points_by_person_come_with_the_warning_and_another_try(signed_in, address, cohort_kh, trainer_kh, two_forms):
    post = pair(cohort_kh, two_forms, 4, 5.5, is_passed=False)
    for number in (2, 3):
        make.scored(post.enrolment, "post", two_forms["A"], 5.25, number=number, is_passed=False)
    response = signed_in(trainer_kh).get(address)
    page = text_of(response)
    assert "Do not rank people by their change" in page
    assert "5.25 of 10 points" in page
    assert reverse("assessments:grant_try", args=[cohort_kh.code, post.enrolment_id]) in response.content.decode()


def test_the_error_of_a_score_is_for_the_trainer_and_needs_thirty_people(
    signed_in, address, cohort_kh, trainer_kh, two_forms
):
    for number in range(30):
        line = "l" * (number % 5) + "0" * (4 - number % 5)
        enrolment = factories.enrolment(cohort_kh)
        make.scored(enrolment, "pre", two_forms["A"], number % 5, max_points=4, item_points=line)
    page = text_of(signed_in(trainer_kh).get(address))
    assert len(re.findall(r"points \(± \d\.\d\)", page)) == 30
