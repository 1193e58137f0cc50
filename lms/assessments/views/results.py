"""What one person's test showed, and what a cohort gained."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lms.assessments import permissions, queries, results
from lms.assessments.cohort_results import CohortResults
from lms.assessments.models import Attempt
from lms.assessments.reviews import Verdict
from lms.assessments.views.sittings import own_attempt
from lms.assessments.views.trails import trail_to
from lms.cohorts.models import Cohort

OWN_TEMPLATES = {
    Attempt.Phase.PRE: "assessments/result_pre.html",
    Attempt.Phase.POST: "assessments/result_post.html",
    Attempt.Phase.DELAYED: "assessments/result_delayed.html",
}


@login_required
@require_GET
def own_result(request, pk):
    """The own result: bands before the course; marks after it; every question once no try is left to profit."""
    attempt = own_attempt(request, pk)
    if attempt.state == Attempt.State.OPEN:
        return redirect("assessments:attempt", pk=pk)
    context = {"attempt": attempt}
    if results.awaits_marks(attempt):
        return render(request, "assessments/result_waiting.html", context)
    context["competencies"] = results.competency_rows(attempt, attempt.enrolment.programme)
    if attempt.phase != Attempt.Phase.PRE:
        context |= after_the_course(attempt)
    return render(request, OWN_TEMPLATES[attempt.phase], context)


def after_the_course(attempt):
    retake = results.retake_of(attempt)
    reviews = results.reviews_of(attempt, retake)
    return {
        "retake": retake,
        "gain": queries.gain_of(attempt.enrolment),
        "has_reviews": bool(reviews),
        "to_look_at": [review for review in reviews if review.verdict != Verdict.RIGHT],
        "right": [review for review in reviews if review.verdict == Verdict.RIGHT],
    }


@login_required
@require_GET
def cohort(request, code):
    """A cohort's gain; points by name only for its own trainers."""
    group = get_object_or_404(Cohort.objects.visible_to(request.user), code=code)
    may_read_scores = permissions.can_read_scores(request.user, group)
    found = CohortResults(group)
    may_show_all = bool(found.pairs.left_out) and (may_read_scores or found.all_hide_nobody)
    shows_all = may_show_all and request.GET.get("pairs") == "all"
    context = {
        "cohort": group,
        "results": found,
        "figures": found.with_everybody if shows_all else found.figures,
        "may_show_all": may_show_all,
        "shows_all": shows_all,
        "people": found.people() if may_read_scores else None,
        "today": timezone.localdate(),
        "trail": trail_to(group, _("Test results")),
    }
    return render(request, "assessments/results.html", context)
