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


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (Answers(Place.RETIRED), Case.Disposition.COMPLETE),
        (Answers(Place.SAME_POST, is_cut_short=True), Case.Disposition.PARTIAL),
        (Answers(Place.UNSAID), Case.Disposition.REFUSED),
        (Answers(Place.UNSAID, worked_on_it_lately=False), Case.Disposition.REFUSED),
        (Answers(Place.SAME_MINISTRY, has_formal_duty=False), Case.Disposition.REFUSED),
    ],
)
def test_an_answer_without_a_status_counts_as_a_refusal(answers, expected):
    assert answers.disposition == expected


@pytest.mark.parametrize(
    ("duty", "lately", "expected"),
    [(True, True, Status.SAME), (True, False, Status.SAME_MIN_NOT_AT), (True, None, Status.SAME)],
)
def test_the_strict_definition_wants_duty_and_work(duty, lately, expected):
    assert Answers(Place.SAME_POST, duty, lately).status_by(Campaign.Definition.BOTH) == expected
