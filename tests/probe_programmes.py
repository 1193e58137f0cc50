"""Two small programmes of the tests' own: a person has met everything once present at a session."""

from datetime import date

from lms.core.programmes import Observed, PassRule, Programme, Requirement, State


def requirements(enrolment):
    is_present = enrolment.attendance.filter(is_present=True).exists()
    return [Requirement("present", "Was present", State.MET if is_present else State.NOT_YET, "One session.")]


def involved(enrolment):
    """The cohort's trainers, and whoever marked the attendance: the observer's place."""
    marked = enrolment.attendance.values_list("marked_by_id", flat=True)
    return set(enrolment.cohort.trainers.values_list("pk", flat=True)) | set(marked)


def observations(enrolment):
    return [
        Observed("Keo Pisey", "Safe questions", date(2026, 11, 5), True, "Listens well.", [("Accuracy", 3, "Correct.")])
    ]


def probe(code: str, kind: str, years: int | None) -> Programme:
    return Programme(
        code=code,
        title="Probe programme",
        short_title="Probe",
        certificate_kind=kind,
        certificate_years=years,
        pass_rule=PassRule(share=0.8),
        attempts_allowed=2,
        test_minutes=30,
        attendance_share=0.9,
        competencies={},
        requirements=requirements,
        involved=involved,
        observations=observations,
    )


TRAINER = probe("probe-trainer", "trainer", 3)
COMPLETION = probe("probe-completion", "completion", None)
