"""The report: what it shows of whom, and that it agrees with the plain statistics."""

from datetime import date

import assessment_factories as made
import factories
import numpy as np
import pytest
from report_factories import people, sit, stairs, taken_by

from lms.assessments import item_analysis, queries
from lms.assessments.models import Attempt
from lms.assessments.packing import STEPS, ZERO
from lms.assessments.report import bits, building, tallies
from lms.assessments.report.marks import marks_of
from lms.assessments.report.questions import forms_of
from lms.assessments.report.reading import Scope, people_in, sheets_of

pytestmark = pytest.mark.django_db


def gain_of(cohort):
    return queries.cohort_gains([cohort])[cohort.pk]


def only(report, name):
    return next(form for form in report.forms if form.name == name)


def test_facility_is_the_share_of_points_on_each_question():
    taken_by(40)
    form = only(building.report(Scope("rtp")), "A1")
    assert [item.phases["pre"].facility for item in form.items] == [0.8, 0.6, 0.4, 0.2]
    assert [item.phases["post"].facility for item in form.items] == [1.0, 1.0, 1.0, 0.0]


def test_figures_are_those_of_the_plain_statistics():
    taken_by(40)
    table = np.array([[int(sign) for sign in stairs(place)] for place in range(20)], float)
    expected = item_analysis.analyse(table)
    found = only(building.report(Scope("rtp")), "A1")
    assert found.phases["pre"].alpha == pytest.approx(expected.reliability.alpha)
    assert [item.phases["pre"].r for item in found.items] == pytest.approx(expected.r_rest.tolist())
    assert [item.phases["pre"].d27 for item in found.items] == pytest.approx(expected.d27_fraction.tolist())


def test_tallies_of_options_agree_with_the_table_made_one_by_one():
    random = np.random.default_rng(1)
    choices = random.integers(0, 4, (200, 6))
    points = (choices == 1).astype(float)
    one_by_one = item_analysis.distractor_tables(choices, np.ones(6, int), points)
    marks = marks_of((ZERO + STEPS * points.T).astype(np.uint8))
    group = item_analysis.groups(points.sum(1))
    outer = tuple(bits.sets_of(group == one) for one in range(3))
    letters = (choices.T + tallies.FIRST).astype(np.uint8)
    at_once = tallies.option_lines(letters, marks, outer, ["b"] * 6, [4] * 6)
    for expected, found in zip(one_by_one, at_once, strict=True):
        assert [(row.letter, row.is_key, row.count) for row in found] == [
            ("abcd"[row.option], row.is_key, row.count) for row in expected
        ]
        for name, same in {"share": "share", "top": "upper", "bottom": "lower", "r": "r"}.items():
            assert [getattr(row, name) for row in found] == pytest.approx([getattr(row, same) for row in expected])


def test_gain_of_one_cohort_is_that_of_its_results_page():
    cohort = factories.cohort()
    taken_by(20, cohort=cohort)
    learned = building.report(Scope("rtp", cohort=cohort)).learned
    assert learned.gain.gain == pytest.approx(gain_of(cohort).gain)
    assert learned.gain.n == gain_of(cohort).n


def test_people_of_several_cohorts_are_no_one_sample():
    forms, _rows = taken_by(20)
    taken_by(20, forms=forms)
    learned = building.report(Scope("rtp")).learned
    assert (learned.gain.n, learned.gain.ci_low, learned.gain.p_value) == (40, None, None)
    assert [run.n for run in learned.runs] == [20, 20]
    assert learned.over_runs.gain is None


def test_change_compares_the_halves_where_nobody_meets_a_question_twice():
    taken_by(40)
    change = only(building.report(Scope("rtp")), "A1").items[0].change
    assert (change.n_before, change.n_after, change.before, change.after, change.counts) == (20, 20, 0.8, 1.0, None)
    assert change.low < 0.2 < change.high


def test_change_counts_learned_and_forgotten_where_people_met_the_question_twice():
    form = made.forms()["A"]
    for place, enrolment in enumerate(people(30)):
        sit(enrolment, form, "pre", "1000" if place < 10 else "0000")
        sit(enrolment, form, "post", "0000" if place < 1 else "1000")
    counts = only(building.report(Scope("rtp")), "A1").items[0].change.counts
    assert (counts.learned, counts.forgotten, counts.kept, counts.never) == (20, 1, 9, 0)


def test_under_30_people_neither_the_four_counts_nor_the_options_are_told():
    form = made.forms()["A"]
    for enrolment in people(29):
        sit(enrolment, form, "pre", "1000")
        sit(enrolment, form, "post", "1100")
    item = only(building.report(Scope("rtp")), "A1").items[1]
    assert (item.change.index, item.change.is_of_same_people, item.change.counts) == (1.0, True, None)
    assert item.phases["pre"].options == []


def test_under_ten_people_nothing_is_shown_but_their_number():
    form = made.forms()["A"]
    for enrolment in people(9):
        sit(enrolment, form, "pre", "1000")
    report = building.report(Scope("rtp"))
    assert report.forms[0].phases["pre"].suppressed
    assert (report.forms[0].phases["pre"].n, report.forms[0].phases["pre"].mean) == (9, None)
    assert [item.phases for item in report.forms[0].items] == [{}, {}, {}, {}]
    assert report.learned.gain.suppressed


def test_ten_to_29_people_get_figures_but_no_flag_and_no_verdict():
    form = made.forms()["A"]
    for enrolment in people(29):
        sit(enrolment, form, "pre", "1000")
    report = building.report(Scope("rtp"))
    assert report.forms[0].items[0].phases["pre"].facility == 1.0
    assert report.forms[0].phases["pre"].verdict == "too_few"
    assert [item.flags for item in report.forms[0].items] == [[], [], [], []]


def test_from_30_people_a_question_that_everybody_knows_before_the_course_is_flagged():
    form = made.forms()["A"]
    for place, enrolment in enumerate(people(30)):
        sit(enrolment, form, "pre", "1" + stairs(place, 3))
    flags = building.report(Scope("rtp")).forms[0].items[0].flags
    assert [(str(flag.flag), str(flag.phase)) for flag in flags] == [("easy", "pre"), ("unused_option", "pre")]


def test_a_language_under_ten_people_cannot_be_found_by_taking_away_the_others():
    form = made.forms()["A"]
    for place, enrolment in enumerate(people(40)):
        sit(enrolment, form, "pre", stairs(place), language="en" if place < 20 else "km" if place < 35 else "th")
    lines = building.report(Scope("rtp")).forms[0].items[0].phases["pre"].languages
    assert [(line.language, line.n) for line in lines] == [("en", 20)]


def test_a_question_much_harder_in_one_language_goes_to_translation_review():
    form = made.forms()["A"]
    for place, enrolment in enumerate(people(100)):
        in_khmer = place % 2
        first = "0" if in_khmer and place % 4 == 1 else "1"
        sit(enrolment, form, "pre", first + stairs(place, 3), language="km" if in_khmer else "en")
    flags = building.report(Scope("rtp")).forms[0].items[0].flags
    found = [(flag.language, flag.figures["harder_by"]) for flag in flags if flag.flag == "harder_in_language"]
    assert found == [("km", 0.5)]


def test_a_very_small_cohort_alone_stays_out_of_the_whole():
    forms, _rows = taken_by(20)
    taken_by(4, forms=forms)
    report = building.report(Scope("rtp"))
    assert (report.counts.pre, report.counts.matched) == (20, 20)


def test_later_tries_and_people_who_left_do_not_count():
    form = made.forms()["A"]
    rows = people(12)
    for enrolment in rows:
        sit(enrolment, form, "post", "1000")
        sit(enrolment, form, "post", "1111", number=2)
    rows[0].withdrawn_at = rows[0].enrolled_at
    rows[0].save()
    report = building.report(Scope("rtp"))
    assert report.counts.post == 11
    assert [item.phases["post"].facility for item in report.forms[0].items] == [1.0, 0.0, 0.0, 0.0]


def test_a_sitting_packed_for_another_length_is_left_out():
    form = made.forms()["A"]
    rows = people(12)
    for enrolment in rows[1:]:
        sit(enrolment, form, "pre", "1000")
    sit(rows[0], form, "pre", "10000")
    assert building.report(Scope("rtp")).forms[0].phases["pre"].n == 11


def test_the_years_and_cohorts_of_others_stay_out():
    forms, _rows = taken_by(20)
    taken_by(20, forms=forms, cohort=factories.cohort(starts_on=date(2024, 1, 1), ends_on=date(2024, 1, 5)))
    scope = Scope("rtp", year=2024)
    assert people_in(scope).ids.size == 20
    assert [sheet.n for sheet in sheets_of(scope, forms_of("rtp"), people_in(scope))] == [10, 10, 10, 10]


def test_nobody_has_sat_anything():
    report = building.report(Scope("rtp"))
    assert (report.counts.enrolled, report.forms, report.learned.gain.suppressed) == (0, [], True)
    assert Attempt.objects.count() == 0


@pytest.mark.parametrize("marks", ["0000", "1111"])
def test_people_who_all_got_everything_wrong_or_right_still_have_a_report(marks):
    form = made.forms()["A"]
    for enrolment in people(30):
        sit(enrolment, form, "pre", marks)
    found = only(building.report(Scope("rtp")), "A1")
    assert [item.phases["pre"].facility for item in found.items] == [float(marks[0])] * 4
    assert found.phases["pre"].alpha is None
