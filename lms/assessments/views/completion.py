"""Who of a cohort has taken which test, as it stands now."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lms.assessments import open_answers, permissions
from lms.assessments.completion import completion_of
from lms.assessments.completion_steps import next_step
from lms.assessments.views.trails import trail_to
from lms.cohorts.models import Cohort
from lms.core.paging import page_of

PEOPLE_A_PAGE = 100


@login_required
@require_safe
def completion(request, code):
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), code=code)
    context = {"paper_address": paper_address(cohort), "trail": trail_to(cohort, _("Tests"))}
    return render(request, "assessments/completion.html", {**context, **part_of(request, cohort)})


@login_required
@require_safe
def now(request, code):
    """The part of the page that changes, for the script that asks again."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), code=code)
    return render(request, "assessments/completion_now.html", part_of(request, cohort))


def part_of(request, cohort):
    found = completion_of(cohort, timezone.now())
    may_mark = permissions.can_read_scores(request.user, cohort)
    to_mark = open_answers.answers_for(request.user, cohort).count() if may_mark else 0
    return {
        "cohort": cohort,
        "tallies": found.tallies,
        "people": page_of(found.rows, request, size=PEOPLE_A_PAGE),
        "step": next_step(cohort, found, to_mark),
        "to_mark": to_mark,
        "updated_at": timezone.now(),
    }


def paper_address(cohort: Cohort) -> str:
    try:
        return reverse("assessments:paper", args=[cohort.code])
    except NoReverseMatch:
        return ""
