"""The clock's job: sittings past their deadline end, whatever happens to one of them."""

import assessment_factories as make
import factories
import pytest

from lms.assessments.actions import sittings
from lms.assessments.models import Attempt
from lms.cohorts.models import Cohort

pytestmark = pytest.mark.django_db


@pytest.fixture
def overdue():
    """`overdue(n)` makes n sittings of different cohorts past their deadline, one answer each."""
    make.forms()

    def rows(number):
        attempts = [make.start(factories.enrolment()) for _row in range(number)]
        for minutes, attempt in enumerate(attempts, start=61):
            make.answer(attempt, "b")
            make.move_back(attempt, minutes=minutes)
        return attempts

    return rows


def test_one_that_cannot_be_scored_stops_no_other(overdue):
    attempts = overdue(3)
    Cohort.objects.filter(pk=attempts[1].enrolment.cohort_id).update(programme_code="gone")
    with pytest.raises(KeyError):
        sittings.submit_overdue()
    states = [Attempt.objects.get(pk=attempt.pk).state for attempt in attempts]
    assert states == ["timed_out", "open", "timed_out"]


def test_what_could_not_be_scored_is_tried_again(overdue):
    attempt = overdue(1)[0]
    cohorts = Cohort.objects.filter(pk=attempt.enrolment.cohort_id)
    cohorts.update(programme_code="gone")
    with pytest.raises(KeyError):
        sittings.submit_overdue()
    cohorts.update(programme_code="rtp")
    assert sittings.submit_overdue() == 1
    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_at, attempt.points) == ("timed_out", attempt.deadline_at, 1)


def test_many_are_ended_batch_by_batch_the_oldest_first(overdue, monkeypatch):
    monkeypatch.setattr(sittings, "OVERDUE_AT_ONCE", 2)
    attempts = overdue(5)
    assert [sittings.submit_overdue() for _run in range(4)] == [2, 2, 1, 0]
    assert {Attempt.objects.get(pk=attempt.pk).state for attempt in attempts} == {"timed_out"}
