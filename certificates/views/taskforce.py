"""The Task Force's screens: the queue and one candidate."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from certificates import evidence, queries
from certificates import queue as waiting
from certificates.actions import deciding
from certificates.forms import DecisionForm
from certificates.models import Recommendation
from certificates.permissions import why_not_decide
from lms.core.access import found_if
from lms.core.errors import Refused
from lms.core.paging import page_of


@login_required
def queue(request):
    """What lies with the own country's Task Force, the oldest first."""
    found_if(request.user.is_task_force_member)
    page = page_of(queries.awaiting_decision(request.user), request)
    rows = waiting.rows(list(page), request.user)
    context = {
        "page": page,
        "rows": rows,
        "first": next((row.recommendation for row in rows if row.can_be_chosen), None),
        "waiting": queries.awaiting_decision(request.user).waiting().count(),
    }
    return render(request, "certificates/queue.html", context)


@login_required
def candidate(request, pk):
    """One candidate: who, what was met, what observers and the trainer wrote, then the decision."""
    recommendation = own_recommendation(request, pk)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            step = decide(request, recommendation, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message)
            recommendation = own_recommendation(request, pk)
        else:
            return redirect("certificates:queue") if step else redirect("certificates:candidate", pk=pk)
    return render(request, "certificates/candidate.html", candidate_context(request.user, recommendation, form))


def own_recommendation(request, pk: int) -> Recommendation:
    return get_object_or_404(queries.candidate_recommendations(request.user), pk=pk)


def decide(request, recommendation: Recommendation, given: dict) -> bool:
    """What the pressed button says; False where none was."""
    for button, step, words in (
        ("approve", deciding.approve, _("The certificate is issued.")),
        ("second", deciding.second, _("Your approval is kept. A second member decides next.")),
        ("ask", deciding.ask_for_more, _("The trainer gets your question. The recommendation comes back here.")),
        ("decline", deciding.decline, _("The recommendation is declined. The trainer gets your reason.")),
    ):
        if button in request.POST:
            step(recommendation=recommendation, reason=given["reason"], by=request.user, seen=given["version"])
            messages.success(request, words)
            return True
    return False


def candidate_context(user, recommendation: Recommendation, form: DecisionForm) -> dict:
    enrolment = recommendation.enrolment
    requirements = evidence.requirements_of(recommendation)
    return {
        "recommendation": recommendation,
        "enrolment": enrolment,
        "person": enrolment.person,
        "background": enrolment.programme.background(enrolment),
        "requirements": requirements,
        "is_all_met": all(row.is_met for row in requirements),
        "lessons": evidence.lessons(enrolment.programme.observations(enrolment)),
        "steps": recommendation.steps.select_related("made_by"),
        "earlier": queries.earlier_recommendations(recommendation),
        "is_first_of_two": queries.awaits_first_of_two(recommendation),
        "why_not": why_not_decide(user, recommendation),
        "form": form,
    }
