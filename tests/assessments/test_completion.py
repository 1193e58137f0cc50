"""Who has taken which test: states, never answers; for those who run the cohort."""

import re
from datetime import timedelta

import assessment_factories as make
import factories
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lms.assessments.completion import Where, completion_of
from lms.assessments.models import PaperSheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def forms(db):
    return make.forms(size=4)


def text_of(response):
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def page(signed_in, person, cohort, name="completion"):
    return text_of(signed_in(person).get(reverse(f"assessments:{name}", args=[cohort.code])))


@pytest.mark.parametrize("name", ["completion", "completion_now"])
@pytest.mark.parametrize(
    ("cast", "status"),
    [("trainer_kh", 200), ("admin", 200), ("trainer_la", 404), ("taskforce_kh", 404), ("learner_kh", 404)],
)
def test_who_gets_in(signed_in, cohort_kh, request, cast, status, name):
    address = reverse(f"assessments:{name}", args=[cohort_kh.code])
    assert signed_in(request.getfixturevalue(cast)).get(address).status_code == status


def test_visitors_sign_in_first(client, cohort_kh):
    address = reverse("assessments:completion_now", args=[cohort_kh.code])
    assert client.get(address)["Location"].startswith(reverse("account_login"))


def test_each_person_stands_in_one_state(cohort_kh, forms):
    people = [factories.enrolment(cohort_kh) for _ in range(6)]
    open_one = make.start(people[1])
    make.answer(open_one, "bb")
    make.scored(people[2], "pre", forms["A"], 3, max_points=4)
    make.scored(people[3], "pre", forms["A"], None, max_points=None)
    make.scored(people[4], "pre", forms["A"], 2, max_points=4, source="paper")
    PaperSheet.objects.create(enrolment=people[5], phase="pre", form=forms["A"], language="en", code="X1")
    found = completion_of(cohort_kh, open_one.started_at)
    sheets = {row.enrolment.pk: row.sheets[0] for row in found.rows}
    assert [(sheets[each.pk].where, sheets[each.pk].is_paper) for each in people] == [
        (Where.NOT_STARTED, False),
        (Where.SITTING, False),
        (Where.HANDED_IN, False),
        (Where.WAITS, False),
        (Where.HANDED_IN, True),
        (Where.NOT_STARTED, True),
    ]
    sitting = sheets[people[1].pk]
    assert (sitting.answered, sitting.total, sitting.time_left) == (2, 4, "60 minutes left")
    tally = found.tally("pre")
    assert (tally.not_started, tally.sitting, tally.waits, tally.handed_in, tally.paper) == (2, 1, 1, 2, 2)
    assert found.tally("post").not_started == 6


def test_the_delayed_test_shows_once_it_opens(cohort_kh, forms):
    make.scored(factories.enrolment(cohort_kh), "pre", forms["A"], 3)
    now = timezone.make_aware(timezone.datetime(2026, 12, 1))
    assert [row.phase for row in completion_of(cohort_kh, now).tallies] == ["pre", "post"]
    later = now + timedelta(days=90)
    assert [row.phase for row in completion_of(cohort_kh, later).tallies] == ["pre", "post", "delayed"]


def test_the_withdrawn_do_not_count(cohort_kh, forms):
    enrolment = factories.enrolment(cohort_kh, withdrawn_at=timezone.now())
    make.scored(enrolment, "pre", forms["A"], 3)
    assert completion_of(cohort_kh, timezone.now()).rows == []


def test_the_sentence_says_what_is_open(signed_in, cohort_kh, trainer_kh, forms):
    assert "Nobody is enrolled yet." in page(signed_in, trainer_kh, cohort_kh)
    first, second = factories.enrolment(cohort_kh), factories.enrolment(cohort_kh)
    assert "2 people have not taken the test before the course." in page(signed_in, trainer_kh, cohort_kh)
    make.taken(first, "pre", "bbbb")
    make.start(second)
    assert "1 person is taking a test now." in page(signed_in, trainer_kh, cohort_kh)
    second.attempts.update(state="submitted", points=1, max_points=4, submitted_at=timezone.now())
    assert "2 people have not taken the test after the course." in page(signed_in, trainer_kh, cohort_kh)
    for enrolment in (first, second):
        make.scored(enrolment, "post", forms["B"], 3, max_points=4)
    assert "Everyone has taken both tests." in page(signed_in, trainer_kh, cohort_kh)


def test_neither_points_nor_answers_are_told(signed_in, cohort_kh, trainer_kh, forms):
    make.scored(factories.enrolment(cohort_kh), "pre", forms["A"], 3.25)
    body = page(signed_in, trainer_kh, cohort_kh)
    assert "3.25" not in body
    assert "stem" not in body


def test_the_part_for_the_script_is_the_same_part(signed_in, cohort_kh, trainer_kh):
    factories.enrolment(cohort_kh, factories.person(full_name="Sok Dara"))
    part = page(signed_in, trainer_kh, cohort_kh, "completion_now")
    assert "Sok Dara not started" in part
    assert "Tests –" not in part


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_costs_the_same_for_every_cohort(signed_in, cohort_kh, trainer_kh, forms, people):
    for _ in range(people):
        make.start(factories.enrolment(cohort_kh))
    client = signed_in(trainer_kh)
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("assessments:completion", args=[cohort_kh.code]))
    assert len(queries) == 11
