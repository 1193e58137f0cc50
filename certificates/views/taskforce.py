"""The Task Force's screens: the queue, one candidate, the country's certificates."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from certificates import actions, queries
from certificates.forms import DecisionForm, RevocationForm
from certificates.models import Certificate, Recommendation
from certificates.permissions import can_revoke, why_not_decide
from lms.core.access import found_if
from lms.core.errors import Refused
from lms.core.paging import page_of


@login_required
def queue(request):
    """What the own country's Task Force has to decide, the oldest first."""
    found_if(request.user.is_task_force_member)
    page = page_of(queries.awaiting_decision(request.user), request)
    return render(request, "certificates/queue.html", {"page": page})


@login_required
def candidate(request, pk):
    """One candidate: who, what was met, what observers and the trainer wrote, then the decision."""
    recommendation = get_object_or_404(queries.candidate_recommendations(request.user), pk=pk)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decide(request, recommendation, form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("certificates:queue")
    return render(request, "certificates/candidate.html", candidate_context(request.user, recommendation, form))


def decide(request, recommendation: Recommendation, reason: str) -> None:
    if "approve" in request.POST:
        certificate = actions.approve(recommendation=recommendation, reason=reason, by=request.user)
        messages.success(request, _("Certificate %(number)s is issued.") % {"number": certificate.number})
    elif "decline" in request.POST:
        actions.decline(recommendation=recommendation, reason=reason, by=request.user)
        messages.success(request, _("The recommendation is declined. The trainer gets your reason."))


def candidate_context(user, recommendation: Recommendation, form: DecisionForm) -> dict:
    enrolment = recommendation.enrolment
    requirements = enrolment.programme.requirements(enrolment)
    return {
        "recommendation": recommendation,
        "enrolment": enrolment,
        "person": enrolment.person,
        "requirements": requirements,
        "is_all_met": all(row.is_met for row in requirements),
        "observations": enrolment.programme.observations(enrolment),
        "why_not": why_not_decide(user, recommendation),
        "form": form,
    }


@login_required
def issued(request):
    """Every certificate of the own country, newest first."""
    found_if(request.user.is_task_force_member)
    page = page_of(queries.issued_in_country(request.user), request)
    return render(request, "certificates/certificate_list.html", {"page": page})


@login_required
def revoke(request, pk):
    """End one certificate of the own country, with a reason."""
    certificate = get_object_or_404(Certificate.objects.for_task_force(request.user), pk=pk)
    found_if(can_revoke(request.user, certificate))
    form = RevocationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.revoke(certificate=certificate, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Certificate %(number)s is revoked.") % {"number": certificate.number})
            return redirect("certificates:issued")
    return render(request, "certificates/certificate_revoke.html", {"certificate": certificate, "form": form})
