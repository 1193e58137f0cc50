"""What one person must have done to complete the Regional Training Programme."""

from lms.cohorts.models import Enrolment
from lms.core.programmes import Requirement
from lms.learning import requirements as common


def requirements(enrolment: Enrolment) -> list[Requirement]:
    return [
        common.pre_assessment_taken(enrolment),
        common.lessons_finished(enrolment),
        common.sessions_attended(enrolment),
        common.post_assessment_passed(enrolment),
        common.action_plan_accepted(enrolment),
    ]
