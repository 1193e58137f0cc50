"""What a report reads of the forms: those that somebody has sat, with their questions and keys."""

from datetime import date

import assessment_factories as made
import factories
import numpy as np
import pytest
from report_factories import people, sit, taken_by

from lms.assessments.actions import freezing
from lms.assessments.queries import newest_form
from lms.assessments.report.questions import forms_of
from lms.assessments.report.reading import Scope, people_in

pytestmark = pytest.mark.django_db


def test_forms_come_newest_first_and_only_those_that_somebody_has_sat():
    first = made.forms(size=4)
    codes = list(first["A"].places.order_by("position").values_list("question__code", flat=True))
    freezing.freeze_forms(programme_code="rtp", letters={"A": codes[:3]})
    one, other = people(2)
    sit(one, first["A"], "pre", "1000")
    assert [form.name for form in forms_of("rtp")] == ["A1"]
    sit(other, newest_form("rtp", "A"), "pre", "100")
    assert [(form.name, len(form.questions)) for form in forms_of("rtp")] == [("A2", 3), ("A1", 4)]


def test_a_question_has_its_place_its_options_and_its_key():
    form = taken_by(20)[0]["A"]
    found = next(row for row in forms_of("rtp") if row.id == form.pk)
    places = list(form.places.order_by("position").values_list("question_id", "position"))
    assert [(row.id, row.position) for row in found.questions] == places
    for row in found.questions:
        choices = form.places.get(position=row.position).question.choices
        assert (row.options, row.key) == (choices.count(), choices.get(is_key=True).letter)
        assert row.chance == 1 / choices.count()


def test_another_programme_has_no_forms():
    taken_by(20)
    assert forms_of("nobody") == []


def test_a_year_holds_the_people_of_its_cohorts():
    taken_by(3)
    taken_by(2, cohort=factories.cohort(starts_on=date(2024, 1, 1), ends_on=date(2024, 1, 5)))
    assert people_in(Scope("rtp", year=2024)).ids.size == 2
    assert np.unique(people_in(Scope("rtp")).years).size == 2
    assert people_in(Scope("rtp", year=10**30)).ids.size == 0
