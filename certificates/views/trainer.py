"""A trainer's screen: who is ready, whom to recommend, whose certificate of completion to issue."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from certificates import actions, queries
from certificates.forms import RecommendationForm
from lms.cohorts.models import Cohort, Enrolment
from lms.core.errors import Refused
from lms.core.paging import page_of

CANDIDATES_A_PAGE = 20  # each one's requirements cost queries of their own


@login_required
def recommendations(request, code):
    """Each person of the cohort with what is met and what is still missing."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), code=code)
    page = page_of(queries.enrolments_of(cohort), request, size=CANDIDATES_A_PAGE)
    context = {
        "cohort": cohort,
        "page": page,
        "candidates": queries.candidates(list(page)),
        "needs_task_force": cohort.programme.certificate_kind == "trainer",
    }
    return render(request, "certificates/recommendation_list.html", context)


@login_required
def recommend(request, pk):
    """Ask the Task Force for a decision on one person."""
    enrolment = own_enrolment(request, pk)
    form = RecommendationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.recommend(enrolment=enrolment, note=form.cleaned_data["note"], by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The recommendation is with the Task Force."))
            return redirect("certificates:recommendations", code=enrolment.cohort.code)
    context = {"form": form, "candidate": queries.candidates([enrolment])[0]}
    return render(request, "certificates/recommend.html", context)


@login_required
@require_POST
def issue_completion(request, pk):
    enrolment = own_enrolment(request, pk)
    try:
        certificate = actions.issue_completion(enrolment=enrolment, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Certificate %(number)s is issued.") % {"number": certificate.number})
    return redirect("certificates:recommendations", code=enrolment.cohort.code)


def own_enrolment(request, pk: int) -> Enrolment:
    """An enrolment of a cohort that this person trains: never the own place in somebody else's cohort."""
    taught = Enrolment.objects.active().filter(cohort__in=Cohort.objects.visible_to(request.user))
    return get_object_or_404(taught.select_related("person", "cohort"), pk=pk)
