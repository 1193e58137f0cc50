"""What an erased person read and planned."""

from lms.learning.models import ActionPlan, LessonProgress
from lms.people.models import User

TEXTS = ("change", "first_step", "second_step", "ally", "measure")


def erase_learning(person: User) -> dict[str, int]:
    """The words of the plans go, that there was one stays; what was read goes."""
    return {
        "action_plans": ActionPlan.objects.filter(enrolment__person=person).update(**dict.fromkeys(TEXTS, "")),
        "lessons_read": LessonProgress.objects.filter(person=person).delete()[0],
    }
