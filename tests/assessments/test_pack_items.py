"""Sittings from before the packed columns get theirs."""

from importlib import import_module

import assessment_factories as made
import factories
import pytest
from django.apps import apps

pytestmark = pytest.mark.django_db
migration = import_module("lms.assessments.migrations.0004_pack_items")


def test_an_old_sitting_is_packed_from_its_answers_in_the_form_s_order():
    form = made.forms(size=3)["A"]
    codes = list(form.places.order_by("position").values_list("question__code", flat=True))
    answers = {codes[1]: ["b", 1, 1], codes[0]: ["a", 0, 1], codes[2]: [None, 0, 1]}
    packed = {"answers": answers, "competencies": {}}
    attempt = made.scored(factories.enrolment(), "pre", form, 1, max_points=3, packed_answers=packed)
    migration.pack(apps, None)
    attempt.refresh_from_db()
    assert (attempt.item_points, attempt.item_choices) == ("0l0", "ab-")


def test_a_sitting_without_packed_answers_stays_as_it_is():
    attempt = made.scored(factories.enrolment(), "pre", made.forms()["A"], 1, packed_answers={})
    migration.pack(apps, None)
    attempt.refresh_from_db()
    assert attempt.item_points == ""


def test_a_packed_sitting_is_left_alone():
    attempt = made.scored(factories.enrolment(), "pre", made.forms()["A"], 1, item_points="llll", item_choices="bbbb")
    migration.pack(apps, None)
    attempt.refresh_from_db()
    assert attempt.item_points == "llll"
