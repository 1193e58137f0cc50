"""The one next step with a cohort's tests, in words, with the address of its button."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.assessments.completion import POST, PRE, Completion
from lms.cohorts.models import Cohort


@dataclass(frozen=True)
class NextStep:
    """Where things stand; `address` is empty where there is nothing to press."""

    sentence: str
    words: str = ""
    address: str = ""


def next_step(cohort: Cohort, found: Completion, to_mark: int) -> NextStep:
    """The first thing that is open: somebody sits, answers wait for marks, a test is not taken."""
    if not found.rows:
        return NextStep(_("Nobody is enrolled yet."), _("Enrol from a list"), address_of("cohorts:upload", cohort))
    if found.sitting:
        return NextStep(sitting(found.sitting))
    if to_mark:
        return NextStep(waiting(to_mark), _("Mark answers"), address_of("assessments:marking", cohort))
    people = (_("See the people"), address_of("cohorts:people", cohort))
    if count := found.tally(PRE).not_started:
        return NextStep(without_pre(count), *people)
    if count := found.tally(POST).not_started:
        return NextStep(without_post(count), *people)
    results = (_("See the results"), address_of("assessments:results", cohort))
    return NextStep(_("Everyone has taken both tests."), *results)


def address_of(name: str, cohort: Cohort) -> str:
    return reverse(name, args=[cohort.code])


def sitting(count: int) -> str:
    words = ngettext("%(count)s person is taking a test now.", "%(count)s people are taking a test now.", count)
    return words % {"count": count}


def waiting(count: int) -> str:
    words = ngettext("%(count)s answer waits for your points.", "%(count)s answers wait for your points.", count)
    return words % {"count": count}


def without_pre(count: int) -> str:
    words = ngettext(
        "%(count)s person has not taken the test before the course.",
        "%(count)s people have not taken the test before the course.",
        count,
    )
    return words % {"count": count}


def without_post(count: int) -> str:
    words = ngettext(
        "%(count)s person has not taken the test after the course.",
        "%(count)s people have not taken the test after the course.",
        count,
    )
    return words % {"count": count}
