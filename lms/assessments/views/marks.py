"""Marking open answers: one at a time, without a name."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lms.assessments import open_answers, permissions
from lms.assessments.actions import marks
from lms.assessments.decision_forms import MarkForm
from lms.assessments.models import Answer, Attempt
from lms.assessments.views.trails import trail_to
from lms.cohorts.models import Cohort
from lms.core.access import found_if
from lms.core.telling import told

LONGEST_ID = 18  # digits; more is no row's number


@login_required
@require_safe
def marking(request, code):
    """The next answer that waits; `after` leaves one for later."""
    cohort = cohort_to_mark(request, code)
    waiting = open_answers.answers_for(request.user, cohort).select_related("attempt")
    rows = list(waiting.values_list("pk", flat=True))
    chosen = next_after(rows, request.GET.get("after", ""))
    answer = waiting.get(pk=chosen) if chosen else None
    return page(request, cohort, answer, MarkForm(), len(rows))


@login_required
@require_POST
def mark(request, code, pk):
    cohort = cohort_to_mark(request, code)
    answers = Answer.objects.filter(attempt__enrolment__cohort=cohort).exclude(attempt__state=Attempt.State.OPEN)
    answers = answers.exclude(attempt__enrolment__person=request.user).select_related("question")
    answer = get_object_or_404(answers.select_related("attempt__enrolment__cohort"), pk=pk, question__kind="open")
    form = MarkForm(request.POST)
    if not form.is_valid():
        waiting = open_answers.answers_for(request.user, cohort).count()
        return page(request, cohort, answer, form, waiting)

    def keep():
        is_last = marks.mark_answer(answer=answer, points=form.cleaned_data["points"], by=request.user)
        return _("Saved. This test has all its marks now: its result is open.") if is_last else _("Saved.")

    told(request, keep)
    return redirect("assessments:marking", code=code)


def cohort_to_mark(request, code) -> Cohort:
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), code=code)
    found_if(permissions.can_read_scores(request.user, cohort))
    return cohort


def page(request, cohort, answer, form, waiting):
    context = {
        "cohort": cohort,
        "item": open_answers.to_mark(answer) if answer else None,
        "form": form,
        "waiting": waiting,
        "trail": trail_to(cohort, _("Tests"), over_tests=_("Mark open answers")),
    }
    return render(request, "assessments/marks.html", context)


def next_after(rows: list[int], sent: str) -> int | None:
    """The answer after the one that is left for later; the first where there is none after it."""
    asked = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) <= LONGEST_ID else 0
    later = rows.index(asked) + 1 if asked in rows else 0
    return (rows[later:] or rows or [None])[0]
