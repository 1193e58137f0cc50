"""What an answer means."""

import pytest

from lms.alumni.models import Campaign, Case
from lms.alumni.status import Answers, Place

Status = Case.Status


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
    assert Answers(Place.UNSAID, worked_on_it_lately=False).disposition == Case.Disposition.PARTIAL
    assert Answers(Place.RETIRED).disposition == Case.Disposition.COMPLETE


def test_saying_too_little_to_know_is_an_answer_in_part():
    assert Answers(Place.SAME_MINISTRY, has_formal_duty=False).disposition == Case.Disposition.PARTIAL


@pytest.mark.parametrize(
    ("duty", "lately", "expected"),
    [(True, True, Status.SAME), (True, False, Status.SAME_MIN_NOT_AT), (True, None, Status.SAME)],
)
def test_the_strict_definition_wants_duty_and_work(duty, lately, expected):
    assert Answers(Place.SAME_POST, duty, lately).status_by(Campaign.Definition.BOTH) == expected
