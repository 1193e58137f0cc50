"""An observer scores described lessons; administrators see where all observers stand."""

from datetime import timedelta

import factories
import pytest
from django.urls import reverse
from django.utils import timezone

from courses.tot import calibration, calibration_queries, rubric
from courses.tot.models import CalibrationTry

CODE = "bus-station"
AGREED = calibration.agreed_marks()[CODE]
REASON = calibration.lessons("en")[CODE].reasons["cycle"]
ADDRESS = f"/en/observations/calibration/{CODE}/"


def made(observer, *, days: int = 0, is_met: bool = True, code: str = CODE) -> CalibrationTry:
    return CalibrationTry.objects.create(
        observer=observer,
        lesson_code=code,
        scores=AGREED,
        agreed=AGREED,
        within_one=10 if is_met else 5,
        is_met=is_met,
        made_at=timezone.now() - timedelta(days=days),
    )


@pytest.mark.parametrize(
    ("page", "who", "status"),
    [
        *((page, who, 404) for page in ("calibration", CODE) for who in ("learner_kh", "trainer_kh", "taskforce_kh")),
        *((page, "admin", 404) for page in ("calibration", CODE)),
        *((page, "observer_kh", 200) for page in ("calibration", CODE)),
        *(("calibration_observers", who, 404) for who in ("learner_kh", "trainer_kh", "observer_kh", "taskforce_kh")),
        ("calibration_observers", "admin", 200),
    ],
)
def test_who_opens_the_pages_of_calibration(request, signed_in, page, who, status):
    address = ADDRESS if page == CODE else reverse(f"tot:{page}")
    assert signed_in(request.getfixturevalue(who)).get(address).status_code == status


def test_a_lesson_that_does_not_exist_is_not_found(signed_in, observer_kh):
    assert signed_in(observer_kh).get("/en/observations/calibration/nothing/").status_code == 404


def test_marks_and_reasons_are_not_shown_before_all_ten_are_chosen(signed_in, observer_kh):
    client = signed_in(observer_kh)
    assert REASON not in client.get(ADDRESS).content.decode()
    page = client.post(ADDRESS, {**AGREED, "cycle": ""})
    assert (list(page.context["form"].errors), REASON in page.content.decode()) == (["cycle"], False)
    assert CalibrationTry.objects.count() == 0


@pytest.mark.parametrize("level", ["0", "5", "x"])
def test_a_level_that_does_not_exist_is_refused(signed_in, observer_kh, level):
    page = signed_in(observer_kh).post(ADDRESS, {**AGREED, "cycle": level})
    assert (list(page.context["form"].errors), CalibrationTry.objects.count()) == (["cycle"], 0)


def test_after_scoring_the_observer_sees_own_marks_agreed_marks_and_reasons(signed_in, observer_kh):
    client = signed_in(observer_kh)
    scores = {**AGREED, "inclusion": 4, "materials": 2}
    assert client.post(ADDRESS, scores).url == ADDRESS
    row = CalibrationTry.objects.get()
    assert (row.scores, row.agreed, row.within_one, row.is_met) == (scores, AGREED, 9, True)
    page = client.get(ADDRESS)
    lines = {line.criterion.key: (line.own, line.agreed, line.apart) for line in page.context["lines"]}
    assert (lines["inclusion"], lines["materials"], lines["cycle"]) == ((4, 1, 3), (2, 1, 1), (4, 4, 0))
    assert REASON in page.content.decode()


def test_marks_agreed_later_change_no_earlier_try(signed_in, observer_kh):
    CalibrationTry.objects.filter(pk=made(observer_kh).pk).update(agreed={**AGREED, "cycle": 1})
    lines = signed_in(observer_kh).get(ADDRESS).context["lines"]
    assert [line.agreed for line in lines if line.criterion.key == "cycle"] == [1]


def test_the_same_lesson_again_within_thirty_days_is_refused_in_words(signed_in, observer_kh):
    made(observer_kh, days=29)
    page = signed_in(observer_kh).post(ADDRESS, AGREED)
    day = calibration.again_on(calibration_queries.tries_of(observer_kh), CODE)
    words = f"You have seen the agreed marks. You can score this lesson again from {day:%-d %B %Y}."
    assert (page.context["form"].non_field_errors(), CalibrationTry.objects.count()) == ([words], 1)


def test_the_same_lesson_may_be_scored_again_after_thirty_days(signed_in, observer_kh):
    made(observer_kh, days=31)
    client = signed_in(observer_kh)
    assert REASON not in client.get(ADDRESS).content.decode()
    client.post(ADDRESS, AGREED)
    assert CalibrationTry.objects.count() == 2


@pytest.mark.parametrize(
    ("days", "is_met", "sentence"),
    [
        (None, True, "Score a described lesson."),
        (10, True, "Your marks are close to the agreed ones."),
        (10, False, "Score a described lesson."),
        (400, True, "Your calibration counted until"),
    ],
)
def test_the_list_says_where_the_observer_stands(signed_in, observer_kh, days, is_met, sentence):
    if days:
        made(observer_kh, days=days, is_met=is_met)
    assert sentence in signed_in(observer_kh).get(reverse("tot:calibration")).content.decode()


def test_the_last_day_that_was_met_is_known_to_other_parts(observer_kh, learner_kh):
    made(observer_kh, days=40)
    made(observer_kh, days=5, is_met=False)
    assert calibration_queries.last_met(observer_kh) == timezone.localdate(timezone.now() - timedelta(days=40))
    assert calibration_queries.last_met(learner_kh) is None


def test_an_observer_sees_no_other_observers_result(signed_in, observer_kh):
    made(factories.person_with_role("observer", "KH"))
    page = signed_in(observer_kh).get(reverse("tot:calibration"))
    assert [row["latest"] for row in page.context["rows"]] == [None, None, None]


def test_administrators_see_observers_by_country_at_the_same_cost(
    signed_in, admin, observer_kh, django_assert_max_num_queries
):
    client, counts = signed_in(admin), []
    for country in ("", "LA", "LA"):
        if country:
            made(factories.person_with_role("observer", country), is_met=False)
        with django_assert_max_num_queries(10) as queries:
            page = client.get(reverse("tot:calibration_observers"))
        counts.append(len(queries))
    countries = {country: [row.is_current for row in rows] for country, rows in page.context["countries"].items()}
    assert (countries, page.context["late"]) == ({"KH": [False], "LA": [False, False]}, 3)
    assert counts[0] == counts[1] == counts[2]


def test_the_lesson_and_its_rubric_stand_in_the_readers_language(signed_in, observer_kh):
    page = signed_in(observer_kh).get(f"/km/observations/calibration/{CODE}/").content.decode()
    assert rubric.criteria("km")[0].level_text(1) in page
    assert '<div class="card" lang="km">' in page
