from datetime import date

import pytest

from certificates import evidence
from certificates.models import Recommendation
from lms.core.programmes import Observed

DAY = date(2026, 11, 5)


def observed(observer, title, scores, *, is_passed=True, day=DAY):
    rows = [(criterion, level, f"text {level}") for criterion, level in scores.items()]
    return Observed(observer, title, day, is_passed, "Notes.", rows)


def test_observers_of_one_lesson_stand_side_by_side():
    found = evidence.lessons(
        [
            observed("Keo", "Safe questions", {"Accuracy": 3, "Time": 2}),
            observed("Dara", "Another lesson", {"Accuracy": 4}),
            observed("Mony", "Safe questions", {"Accuracy": 4}),
        ]
    )
    assert [(lesson.title, [row.observer for row in lesson.observers]) for lesson in found] == [
        ("Safe questions", ["Keo", "Mony"]),
        ("Another lesson", ["Dara"]),
    ]
    assert found[0].rows == [
        ("Accuracy", [("Keo", (3, "text 3")), ("Mony", (4, "text 4"))]),
        ("Time", [("Keo", (2, "text 2")), ("Mony", None)]),
    ]


def test_the_same_title_on_another_day_is_another_lesson():
    found = evidence.lessons([observed("Keo", "Safe", {}), observed("Keo", "Safe", {}, day=date(2026, 11, 6))])
    assert len(found) == 2


@pytest.mark.parametrize(("level", "codes"), [("associate", ["present"]), ("certified", ["present", "present_2"])])
def test_a_request_shows_what_its_level_demands(climber, trainer_kh, level, codes):
    asked = Recommendation(enrolment=climber, country="KH", level=level)
    assert [row.code for row in evidence.requirements_of(asked)] == codes


@pytest.mark.parametrize("purpose", ["renew", "transfer"])
def test_a_renewal_and_a_transfer_need_a_certificate(climber, purpose):
    asked = Recommendation(enrolment=climber, country="KH", level="certified", purpose=purpose)
    assert [(row.code, row.is_met) for row in evidence.requirements_of(asked)] == [("certificate", False)]


def test_a_transfer_shows_the_certificate_in_force(candidate, certificate):
    asked = Recommendation(enrolment=candidate, country="LA", purpose="transfer")
    assert [(row.is_met, row.evidence) for row in evidence.requirements_of(asked)] == [(True, certificate.number)]
