"""Scored sittings in numbers, for the tests of the report."""

import assessment_factories as made
import factories

from lms.cohorts.models import Enrolment

FULL = "l"  # the packed sign of one point


def sit(enrolment, form, phase, marks, **fields):
    """A scored sitting from marks like "1101": 1 is the key b, 0 the option a."""
    points = marks.count("1")
    packed = {"item_points": marks.replace("1", FULL), "item_choices": marks.replace("1", "b").replace("0", "a")}
    return made.scored(enrolment, phase, form, points, max_points=len(marks), **{**packed, **fields})


def people(count, cohort=None) -> list[Enrolment]:
    group = cohort or factories.cohort()
    return [factories.enrolment(group) for _ in range(count)]


def stairs(place: int, size: int = 4) -> str:
    """Person 0 answers nothing right, the next one question, and so on in turn."""
    return "".join("1" if number < place % (size + 1) else "0" for number in range(size))


def taken_by(count: int, *, cohort=None, forms=None, after="1110", **fields):
    """`count` people, each on A before and B after, or the other way round."""
    forms = forms or made.forms()
    rows = people(count, cohort)
    for place, enrolment in enumerate(rows):
        first, second = (forms["A"], forms["B"]) if place % 2 == 0 else (forms["B"], forms["A"])
        sit(enrolment, first, "pre", stairs(place // 2), **fields)
        sit(enrolment, second, "post", after, **fields)
    return forms, rows
