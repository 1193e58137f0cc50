"""Small programmes of the tests' own: a person has met everything once present at a session; levels ask for more."""

from datetime import date

from lms.cohorts.models import Attendance, Cohort
from lms.core.programmes import Blueprint, Level, Observed, PassRule, Programme, Requirement, State


def present(enrolment):
    is_present = enrolment.attendance.filter(is_present=True).exists()
    return Requirement("present", "Was present", State.MET if is_present else State.NOT_YET, "One session.")


def present_times(times: int):
    """The demand of a level: present at so many sessions."""

    def check(enrolment):
        number = enrolment.attendance.filter(is_present=True).count()
        state = State.MET if number >= times else State.NOT_YET
        return Requirement(f"present_{times}", f"Was present {times} times", state, f"{number} times.", "Come again.")

    return check


def present_since(person, since):
    came = Attendance.objects.filter(enrolment__person=person, is_present=True, marked_at__date__gt=since).exists()
    return [Requirement("came", "Came again", State.MET if came else State.NOT_YET)]


def involved_in(enrolments):
    """The cohort's trainers, and whoever marked the attendance: the observer's place."""
    marks = Attendance.objects.filter(enrolment__in=enrolments).values_list("enrolment", "marked_by")
    through = Cohort.trainers.through.objects.filter(cohort__enrolments__in=enrolments)
    ids = {enrolment.pk: set() for enrolment in enrolments}
    for enrolment, person in [*marks, *through.values_list("cohort__enrolments", "user")]:
        ids.get(enrolment, set()).add(person)
    return ids


def involved(enrolment):
    return involved_in([enrolment])[enrolment.pk]


def observations(enrolment):
    return [
        Observed("Keo Pisey", "Safe questions", date(2026, 11, 5), True, "Listens well.", [("Accuracy", 3, "Correct.")])
    ]


def probe(code: str, kind: str, years: int | None, **more) -> Programme:
    return Programme(
        code=code,
        title="Probe programme",
        short_title="Probe",
        certificate_kind=kind,
        certificate_years=years,
        pass_rule=PassRule(share=0.8),
        attempts_allowed=2,
        test_minutes=30,
        blueprint=Blueprint({}),
        attendance_share=0.9,
        competencies={},
        checks=(present,),
        involved=involved,
        involved_in=involved_in,
        observations=observations,
        **more,
    )


TRAINER = probe("probe-trainer", "trainer", 3)
COMPLETION = probe("probe-completion", "completion", None)
LEVELS = probe(
    "probe-levels",
    "trainer",
    3,
    levels=(
        Level("associate", "Associate"),
        Level("certified", "Certified", checks=(present_times(2),)),
        Level("assessor", "Assessor", checks=(present_times(3),)),
    ),
    usual_level="certified",
    renewal=present_since,
    background=lambda enrolment: [("Years of work", "7")],
)
