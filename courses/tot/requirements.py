"""What one person must have done before a Task Force decides on the trainer's certificate."""

from django.utils.translation import gettext as _

from courses.tot.models import Observation
from lms.cohorts.models import Enrolment
from lms.core.programmes import Requirement, State
from lms.learning import requirements as common


def requirements(enrolment: Enrolment) -> list[Requirement]:
    return [
        common.pre_assessment_taken(enrolment),
        common.lessons_finished(enrolment),
        common.sessions_attended(enrolment),
        common.post_assessment_passed(enrolment),
        practice_lesson_passed(enrolment),
    ]


def practice_lesson_passed(enrolment: Enrolment) -> Requirement:
    """Met by one signed observation that passed; a signed one that did not asks for another practice lesson."""
    signed = list(Observation.objects.filter(enrolment=enrolment).exclude(signed_at=None))
    passed = [observation for observation in signed if observation.is_passed]
    title = _("A practice lesson, observed and passed")
    if passed:
        evidence = _("Observed: “%(lesson)s”.") % {"lesson": passed[0].lesson_title}
        return Requirement("practice", title, State.MET, evidence)
    if signed:
        evidence = _("Observed: “%(lesson)s”, not passed.") % {"lesson": signed[0].lesson_title}
        return Requirement("practice", title, State.REPEAT, evidence, _("Prepare another practice lesson."))
    return Requirement("practice", title, State.NOT_YET, action=_("Agree a practice lesson with your observer."))


def involved(enrolment: Enrolment) -> set[int]:
    """Who taught or observed the person: ids of users."""
    observers = Observation.objects.filter(enrolment=enrolment).values_list("observer_id", flat=True)
    return common.trainers_of(enrolment) | set(observers)
