"""The way to the test screens of a cohort, and of the bank."""

from django.urls import reverse
from django.utils.translation import gettext as _

from lms.cohorts.models import Cohort
from lms.questionnaires.models import Question


def trail_to(cohort: Cohort, words: str, *, over_tests: str = "") -> list[tuple[str, str]]:
    """Cohorts, this cohort, and this page; `over_tests` is a page under the cohort's tests."""
    trail = [(reverse("cohorts:list"), _("Cohorts")), (reverse("dashboards:cohort", args=[cohort.code]), cohort.title)]
    if over_tests:
        return [*trail, (reverse("assessments:completion", args=[cohort.code]), words), ("", over_tests)]
    return [*trail, ("", words)]


def bank_trail(question: Question, words: str) -> list[tuple[str, str]]:
    """The bank, the question, and this page."""
    bank, address = reverse("questionnaires:bank"), reverse("questionnaires:question", args=[question.code])
    return [(bank, _("Question bank")), (address, question.code), ("", words)]
