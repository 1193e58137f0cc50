"""What an answer means, and how sure its dates are."""

from datetime import date

import pytest

from lms.alumni.models import Case
from lms.alumni.status import Answers, Place, left_between

Status = Case.Status
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("place", "duty", "lately", "expected"),
    [
        (Place.SAME_POST, True, None, Status.SAME),
        (Place.SAME_POST, None, None, Status.SAME),
        (Place.SAME_POST, False, False, Status.SAME_MIN_NOT_AT),
        (Place.SAME_MINISTRY, False, True, Status.OTHER_AT_SAME),
        (Place.SAME_MINISTRY, False, False, Status.SAME_MIN_NOT_AT),
        (Place.SAME_MINISTRY, False, None, Status.UNKNOWN),
        (Place.OTHER_MINISTRY, True, False, Status.OTHER_AT_OTHER),
        (Place.OTHER_MINISTRY, False, False, Status.OTHER_GOVT),
        (Place.NGO_IO, True, True, Status.AT_NGO_IO),
        (Place.NGO_IO, False, False, Status.LEFT_GOVT),
        (Place.OUTSIDE, True, True, Status.LEFT_GOVT),
        (Place.ON_LEAVE, False, False, Status.LEAVE),
        (Place.RETIRED, None, None, Status.RETIRED),
        (Place.UNSAID, True, True, Status.UNKNOWN),
    ],
)
def test_status_of_an_answer(place, duty, lately, expected):
    assert Answers(place, duty, lately).status == expected


def test_saying_nothing_is_a_refusal_and_saying_something_is_not():
    assert Answers(Place.UNSAID).disposition == Case.Disposition.REFUSED
    assert Answers(Place.UNSAID, worked_on_it_lately=False).disposition == Case.Disposition.ANSWERED
    assert Answers(Place.RETIRED).disposition == Case.Disposition.ANSWERED


@pytest.mark.parametrize(
    ("changed_on", "known_in", "expected"),
    [
        (date(2026, 2, 1), None, (date(2026, 2, 1), date(2026, 2, 28))),
        (date(2026, 11, 1), None, (date(2026, 11, 1), TODAY)),
        (None, date(2024, 3, 1), (date(2024, 3, 1), TODAY)),
        (None, None, (None, TODAY)),
        (None, TODAY, (date(2026, 11, 20), TODAY)),
    ],
)
def test_a_post_was_left_within_an_interval(changed_on, known_in, expected):
    assert left_between(changed_on, known_in=known_in, today=TODAY) == expected


def test_an_interval_on_the_first_of_the_month_is_not_empty():
    first = date(2026, 11, 1)
    assert left_between(first, known_in=None, today=first) == (date(2026, 10, 31), first)
