"""What one person must have done to complete Ethics and Human Rights."""

from lms.cohorts.models import Enrolment
from lms.core.programmes import Requirement
from lms.learning import requirements as common


def requirements(enrolment: Enrolment) -> list[Requirement]:
    return [
        common.pre_assessment_taken(enrolment),
        common.lessons_finished(enrolment),
        common.post_assessment_passed(enrolment),
    ]
