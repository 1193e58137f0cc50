"""Requirements that programmes share, each from one enrolment's own rows."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.assessments import admission
from lms.assessments.models import Attempt
from lms.cohorts.models import Attendance, Enrolment
from lms.core.display import date_text, points_text
from lms.core.programmes import Requirement, State
from lms.learning import contents, queries


def pre_assessment_taken(enrolment: Enrolment) -> Requirement:
    """Met once it is handed in: it decides nothing, so nobody waits for its marks."""
    title = _("The test before the course")
    taken = list(ended_attempts(enrolment, Attempt.Phase.PRE))
    if taken:
        evidence = _("Handed in on %(date)s.") % {"date": date_text(taken[-1].submitted_at)}
        return Requirement("pre_assessment", title, State.MET, evidence)
    return Requirement("pre_assessment", title, State.NOT_YET, _("Not taken yet."), _("Take the first test."))


def lessons_finished(enrolment: Enrolment) -> Requirement:
    """All lessons that there are to read; lessons that are still to be written ask nothing of anybody."""
    code = enrolment.programme.code
    written = contents.written_keys(code)
    finished = len(written & queries.finished_keys(enrolment.person, code))
    evidence = ngettext(
        "%(finished)s of %(total)s lesson finished.", "%(finished)s of %(total)s lessons finished.", len(written)
    ) % {"finished": finished, "total": len(written)}
    title = _("All lessons read")
    if finished == len(written):
        return Requirement("lessons", title, State.MET, evidence)
    return Requirement("lessons", title, State.NOT_YET, evidence, _("Read the next lesson."))


def sessions_attended(enrolment: Enrolment) -> Requirement:
    """A share of the sessions that are past; a cohort without sessions asks nothing."""
    title = _("Sessions attended")
    starts = list(enrolment.cohort.sessions.values_list("starts_at", flat=True))
    if not starts:
        return Requirement("sessions", title, State.MET, _("No sessions are planned."))
    past = sum(start <= timezone.now() for start in starts)
    attended = Attendance.objects.filter(
        enrolment=enrolment, is_present=True, session__starts_at__lte=timezone.now()
    ).count()
    evidence = sessions_sentence(attended, past, coming=len(starts) - past)
    if past and attended / past >= enrolment.programme.attendance_share:
        return Requirement("sessions", title, State.MET, evidence)
    action = _("Speak with your trainer about the sessions you missed.") if past else _("Come to the first session.")
    return Requirement("sessions", title, State.NOT_YET, evidence, action)


def sessions_sentence(attended: int, past: int, *, coming: int) -> str:
    sentence = ngettext(
        "%(attended)s of %(past)s session attended.", "%(attended)s of %(past)s sessions attended.", past
    ) % {"attended": attended, "past": past}
    if not coming:
        return sentence
    still = ngettext("%(count)s is still to come.", "%(count)s are still to come.", coming) % {"count": coming}
    return f"{sentence} {still}"


def post_assessment_passed(enrolment: Enrolment) -> Requirement:
    """Met by one passed sitting; failed once every allowed sitting is used."""
    title = _("The test after the course, passed")
    sittings = attempts_of(enrolment, Attempt.Phase.POST)
    passed = [each for each in sittings if each.is_passed]
    if passed:
        return Requirement("post_assessment", title, State.MET, points_sentence(passed[0]))
    if awaits_marks(enrolment):
        evidence = _("Handed in. Your trainer still has to mark it.")
        return Requirement("post_assessment", title, State.NOT_YET, evidence, is_waiting=True)
    if not sittings:
        return Requirement("post_assessment", title, State.NOT_YET, _("Not taken yet."), _("Take the final test."))
    if len(sittings) >= admission.course_of(enrolment).tries_allowed:
        action = _("Speak with your trainer.")
        return Requirement("post_assessment", title, State.FAILED, points_sentence(sittings[-1]), action)
    action = _("Take the final test again.")
    return Requirement("post_assessment", title, State.REPEAT, points_sentence(sittings[-1]), action)


def awaits_marks(enrolment: Enrolment) -> bool:
    """Whether a test after the course is handed in and a trainer still has to mark its open answers."""
    return ended_attempts(enrolment, Attempt.Phase.POST).filter(max_points__isnull=True).exists()


def points_sentence(attempt: Attempt) -> str:
    return _("%(points)s of %(max)s points on %(date)s.") % {
        "points": points_text(attempt.points),
        "max": attempt.max_points,
        "date": date_text(attempt.submitted_at),
    }


def attempts_of(enrolment: Enrolment, phase: str) -> list[Attempt]:
    """The sittings that are over, oldest first; one whose open answers wait for a trainer's marks is not yet over."""
    return list(ended_attempts(enrolment, phase).filter(max_points__isnull=False))


def ended_attempts(enrolment: Enrolment, phase: str) -> QuerySet[Attempt]:
    return enrolment.attempts.filter(phase=phase).exclude(state=Attempt.State.OPEN).order_by("number")


def action_plan_accepted(enrolment: Enrolment) -> Requirement:
    title = _("An action plan, accepted by a trainer")
    plan = queries.plan_of(enrolment)
    if plan is None:
        return Requirement("action_plan", title, State.NOT_YET, _("Not written yet."), _("Write your action plan."))
    if plan.accepted_at is None:
        evidence = _("Written on %(date)s.") % {"date": date_text(plan.written_at)}
        return Requirement("action_plan", title, State.NOT_YET, evidence, _("Your trainer reads it next."))
    evidence = _("Accepted on %(date)s.") % {"date": date_text(plan.accepted_at)}
    return Requirement("action_plan", title, State.MET, evidence)


def trainers_of(enrolment: Enrolment) -> set[int]:
    """Who taught the person: ids of users."""
    return set(enrolment.cohort.trainers.values_list("pk", flat=True))
