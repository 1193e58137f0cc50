"""What a candidate brings along: two other courses, experience, and the agreement to the trainers' code."""

from datetime import date

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.tot import trainer_code
from courses.tot.models import Candidacy
from lms.assessments.entry import months_after
from lms.cohorts.models import Enrolment
from lms.core.display import date_text, number_text
from lms.core.languages import Language
from lms.core.programmes import Requirement, State

RTP_MONTHS = 24  # before the course's first day
YEARS_OF_WORK = 2


def rtp_completed(enrolment: Enrolment) -> Requirement:
    title = _("Regional Training Programme, completed in the two years before this course")
    completed_on = last_completed(enrolment.person_id, "rtp")
    if completed_on is None:
        return course_missing("rtp", title)
    evidence = _("Completed on %(date)s.") % {"date": date_text(completed_on)}
    if completed_on >= months_after(enrolment.cohort.starts_on, -RTP_MONTHS):
        return Requirement("rtp", title, State.MET, evidence)
    action = _("That is more than two years before this course. Ask your trainer for a place to take it again.")
    return Requirement("rtp", title, State.REPEAT, evidence, action, is_waiting=True)


def ethics_completed(enrolment: Enrolment) -> Requirement:
    title = _("Ethics and Human Rights, completed")
    completed_on = last_completed(enrolment.person_id, "ethics")
    if completed_on is None:
        return course_missing("ethics", title)
    evidence = _("Completed on %(date)s.") % {"date": date_text(completed_on)}
    return Requirement("ethics", title, State.MET, evidence)


def last_completed(person_id: int, programme_code: str) -> date | None:
    """The newest day on which the person completed this programme, in whatever cohort."""
    rows = Enrolment.objects.filter(person=person_id, cohort__programme_code=programme_code)
    return rows.aggregate(newest=Max("completed_on"))["newest"]


def course_missing(code: str, title: str) -> Requirement:
    action = _("Ask your trainer for a place in this course.")
    return Requirement(code, title, State.NOT_YET, _("Not completed here yet."), action, is_waiting=True)


def candidacy_complete(enrolment: Enrolment) -> Requirement:
    title = _("Candidacy and the trainers' code")
    candidacy = candidacy_of(enrolment)
    way = {"words": _("Fill in your candidacy"), "address": reverse("tot:candidacy", args=[enrolment.pk])}
    missing = candidacy_gaps(candidacy)
    if missing:
        evidence = _("Still missing: %(parts)s.") % {"parts": ", ".join(missing)}
        return Requirement("candidacy", title, State.NOT_YET, evidence, _("Fill in your candidacy."), **way)
    if candidacy.years_of_work < YEARS_OF_WORK:
        action = _("Two years of work are asked for. Come back to this course then.")
        return Requirement("candidacy", title, State.NOT_YET, candidacy_sentence(candidacy), action, is_waiting=True)
    return Requirement("candidacy", title, State.MET, candidacy_sentence(candidacy))


def candidacy_of(enrolment: Enrolment) -> Candidacy:
    """What is stored, or an empty one that is not."""
    return getattr(enrolment, "candidacy", None) or Candidacy(enrolment=enrolment)


def candidacy_gaps(candidacy: Candidacy) -> list[str]:
    parts = {
        _("who nominated the candidate"): candidacy.nominated_by,
        _("years of work"): candidacy.years_of_work is not None,
        _("language of the lessons"): candidacy.teaching_language,
        _("agreement to the trainers' code"): candidacy.code_version == trainer_code.VERSION,
    }
    return [name for name, content in parts.items() if not content]


def candidacy_sentence(candidacy: Candidacy) -> str:
    return " · ".join(f"{label}: {words}" for label, words in facts_of(candidacy))


def background(enrolment: Enrolment) -> list[tuple[str, str]]:
    """`[(label, words)]` of what the candidate has filled in."""
    return [(label, words) for label, words in facts_of(candidacy_of(enrolment)) if words]


def facts_of(candidacy: Candidacy) -> list[tuple[str, str]]:
    years, language = candidacy.years_of_work, candidacy.teaching_language
    return [
        (_("Nominated by"), candidacy.nominated_by),
        (_("Years of work against trafficking"), "" if years is None else number_text(years)),
        (_("Teaches in"), str(Language(language).label) if language else ""),
        (_("Agreed to the trainers' code"), date_text(candidacy.agreed_at) if candidacy.agreed_at else ""),
    ]
