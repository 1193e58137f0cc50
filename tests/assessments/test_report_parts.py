"""Parts of the report that few programmes fill: confidence, the delayed test, drift, very small groups, the forest."""

from datetime import date

import assessment_factories as made
import factories
import numpy as np
import pytest
from report_factories import people, sit, stairs, taken_by

from lms.assessments import item_analysis
from lms.assessments.actions import freezing, sittings
from lms.assessments.packing import STEPS, ZERO
from lms.assessments.report import building, forest, marks
from lms.assessments.report.figures import Run
from lms.assessments.report.reading import Scope
from lms.assessments.report.small_groups import kept_of_all, kept_of_parts

pytestmark = pytest.mark.django_db
LAST_YEAR = {"starts_on": date(2024, 1, 1), "ends_on": date(2024, 1, 5)}


def test_confidence_is_what_was_stated_beside_what_was_right():
    form = made.forms(asks_confidence=True)["A"]
    for place, enrolment in enumerate(people(20)):
        rating = "3" if place < 10 else "1"
        sit(enrolment, form, "pre", "1000" if place < 5 else "0000", item_confidence=f"{rating}000")
    items = building.report(Scope("rtp")).forms[0].items
    found = items[0].phases["pre"].confidence
    assert (found.n, found.stated, found.right, found.sure_and_wrong) == (20, pytest.approx(2 / 3), 0.25, 0.25)
    assert found.calibration == pytest.approx(2 / 3 - 0.25)
    assert items[1].phases["pre"].confidence is None


def test_confidence_of_fewer_than_ten_is_not_told():
    form = made.forms(asks_confidence=True)["A"]
    for place, enrolment in enumerate(people(20)):
        sit(enrolment, form, "pre", "1000", item_confidence="3000" if place < 9 else "")
    assert building.report(Scope("rtp")).forms[0].items[0].phases["pre"].confidence is None


def test_what_a_person_said_about_being_sure_is_packed_at_hand_in(learner_kh):
    made.forms(asks_confidence=True)
    attempt = made.start(factories.enrolment(user=learner_kh))
    made.answer(attempt, "bb")
    attempt.answers.filter(question=attempt.form.places.get(position=2).question).update(confidence=3)
    sittings.hand_in(attempt=attempt, by=learner_kh)
    attempt.refresh_from_db()
    assert attempt.item_confidence == "0300"


def test_the_share_kept_months_later_is_of_those_with_all_three_tests():
    forms, rows = taken_by(20)
    for enrolment in rows[:12]:
        sit(enrolment, forms["A"], "delayed", "1110")
    report = building.report(Scope("rtp"))
    assert (report.counts.delayed, report.learned.delayed.n) == (12, 12)
    assert report.learned.delayed.ratio == pytest.approx(1.0)


def test_a_question_that_leaked_drifts_from_the_line_of_the_others():
    first = made.forms(size=12)["A"]
    codes = list(first.places.order_by("position").values_list("question__code", flat=True))
    second = freezing.freeze_forms(programme_code="rtp", letters={"A": [*codes[:11], made.question().code]})[0]
    for place, enrolment in enumerate(people(60)):
        line = stairs(place, 11)
        sit(enrolment, first, "pre", ("1" if place % 5 == 0 else "0") + line)
    for place, enrolment in enumerate(people(60)):
        sit(enrolment, second, "pre", ("0" if place % 20 == 0 else "1") + stairs(place, 11))
    drift = building.report(Scope("rtp")).drift
    assert [row.code for row in drift if row.drifted] == [codes[0]]
    assert next(row for row in drift if row.drifted).became_easier


def test_people_of_another_year_cannot_be_found_by_taking_one_year_from_all():
    forms, _rows = taken_by(20)
    taken_by(6, forms=forms, cohort=factories.cohort(**LAST_YEAR))
    taken_by(14, forms=forms, cohort=factories.cohort(**LAST_YEAR))
    whole, year = building.report(Scope("rtp")), building.report(Scope("rtp", year=2024))
    assert (whole.counts.pre, year.counts.pre) == (34, 14)
    assert [test.phases["pre"].n for test in whole.forms] == [10, 10]


def test_a_year_of_very_few_stays_out_of_the_whole():
    years = np.array([0] * 30 + [1] * 9)
    assert kept_of_all(years).sum() == 30


def test_who_is_left_out_by_year_must_not_show_another_cohort():
    cohorts = np.array([0] * 5 + [1] * 4 + [2] * 6 + [3] * 40)
    years = np.array([0] * 9 + [1] * 46)
    assert kept_of_all(cohorts, years).tolist() == [False] * 15 + [True] * 40


def test_a_language_of_very_few_in_one_cohort_stays_out_of_its_line():
    languages = np.array([0] * 30 + [1] * 30)
    cohorts = np.array([0] * 25 + [1] * 5 + [0] * 15 + [1] * 15)
    assert kept_of_parts(languages, cohorts).tolist() == [True] * 25 + [False] * 5 + [True] * 30


def test_points_counted_on_sets_of_people_are_those_of_the_table():
    random = np.random.default_rng(3)
    steps = random.choice([0, 30, 60], (150, 7))
    found, expected = marks.marks_of((ZERO + steps.T).astype(np.uint8)), item_analysis.analyse(steps / STEPS)
    assert found.sums.tolist() == pytest.approx((steps.sum(0) / STEPS).tolist())
    assert found.products == pytest.approx(steps.T @ steps / STEPS**2)
    assert found.upper_less_lower() == pytest.approx(expected.d27_fraction)


def test_the_forest_holds_zero_and_every_interval():
    plot = forest.drawn([("One", Run(1, 20, 12.0, 3.0, 21.0)), ("Two", Run(2, 20, -4.0, -9.0, 1.0))])
    assert [points for _x, points in plot.ticks] == [-10, 0, 10, 20, 30]
    assert [row.interval[0] >= plot.left and row.interval[1] <= plot.right for row in plot.rows] == [True, True]
