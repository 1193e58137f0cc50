"""A trainer's screens: who is ready, whom to recommend, what the Task Force asks, whose certificate to issue."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from certificates import queries, renewals
from certificates.actions import completing, recommending
from certificates.candidates import Candidate, candidates, enrolments_of
from certificates.forms import AnswerForm, RecommendationForm, RenewalForm, StepForm, WithdrawalForm
from certificates.models import Recommendation, RecommendationStep
from certificates.permissions import can_recommend, can_speak_for
from lms.cohorts.models import Cohort, Enrolment
from lms.core.access import found_if
from lms.core.errors import Refused
from lms.core.paging import page_of
from lms.core.telling import accepted

CANDIDATES_A_PAGE = 20  # each one's requirements cost queries of their own


@login_required
def recommendations(request, code):
    """Each person of the cohort with what is met and what is still missing."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), code=code)
    page = page_of(enrolments_of(cohort), request, size=CANDIDATES_A_PAGE)
    context = {
        "cohort": cohort,
        "page": page,
        "candidates": candidates(list(page)),
        "needs_task_force": cohort.programme.certificate_kind == "trainer",
    }
    return render(request, "certificates/recommendation_list.html", context)


@login_required
def recommend(request, pk):
    """Ask the Task Force for a decision on one person, at one level."""
    enrolment = own_enrolment(request, pk)
    candidate = candidates([enrolment])[0]
    level = level_asked(request, candidate)
    form = RecommendationForm(request.POST or None, choices=candidate.level_choices, initial={"level": level})

    def ask():
        recommending.recommend(enrolment=enrolment, by=request.user, **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and accepted(form, ask):
        return recommended(request, enrolment)
    context = {"form": form, "candidate": candidate, "requirements": candidate.requirements_of(level)}
    return render(request, "certificates/recommend.html", context)


def level_asked(request, candidate: Candidate) -> str:
    """The level of the form, or of the address; else the highest that is ready."""
    asked = (request.POST or request.GET).get("level", "")
    return asked if asked in [level.code for level in candidate.open_levels] else candidate.best_level


@login_required
def renew(request, pk):
    """Ask the Task Force for a new certificate of the level held, in the months around its end."""
    enrolment = own_enrolment(request, pk)
    paper = queries.last_paper(enrolment)
    found_if(paper is not None)
    form = RenewalForm(request.POST or None)

    def ask():
        recommending.recommend_renewal(enrolment=enrolment, by=request.user, **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and accepted(form, ask):
        return recommended(request, enrolment)
    context = {
        "form": form,
        "candidate": candidates([enrolment])[0],
        "paper": paper,
        "requirements": renewals.checklist(paper),
    }
    return render(request, "certificates/recommend_renewal.html", context)


def recommended(request, enrolment: Enrolment):
    messages.success(request, _("The recommendation is with the Task Force."))
    return redirect("certificates:recommendations", code=enrolment.cohort.code)


@login_required
def answer(request, pk):
    """Give the Task Force what it asked for."""
    done = _("Your answer is with the Task Force.")
    return take_step(request, pk, AnswerForm, recommending.answer, "certificates/recommend_answer.html", done)


@login_required
def withdraw(request, pk):
    """Take a recommendation back before it is decided."""
    done = _("The recommendation is withdrawn.")
    return take_step(request, pk, WithdrawalForm, recommending.withdraw, "certificates/recommend_withdraw.html", done)


def take_step(request, pk: int, form_class: type[StepForm], action, template: str, done: str):
    recommendation = spoken_for(request, pk)
    form = form_class(request.POST or None)
    back = place_of(request.user, recommendation)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            action(recommendation=recommendation, reason=given["reason"], by=request.user, seen=given["version"])
        except Refused as refusal:
            form.add_error(None, refusal.message)
            recommendation = spoken_for(request, pk)
        else:
            messages.success(request, done)
            return redirect(back)
    steps = recommendation.steps.exclude(kind=RecommendationStep.Kind.SECONDED).select_related("made_by")
    context = {"form": form, "recommendation": recommendation, "steps": steps, "back": back}
    return render(request, template, context)


def spoken_for(request, pk: int) -> Recommendation:
    """A recommendation that this person may answer for; for everybody else it does not exist."""
    related = ("enrolment__person", "enrolment__cohort", "recommended_by")
    found = get_object_or_404(Recommendation.objects.select_related(*related), pk=pk)
    found_if(can_speak_for(request.user, found))
    return found


def place_of(user, recommendation: Recommendation) -> str:
    """Where the person came from: the cohort's list, or for a transfer the country's certificates."""
    if can_recommend(user, recommendation.enrolment):
        return reverse("certificates:recommendations", args=[recommendation.enrolment.cohort.code])
    return reverse("certificates:issued")


@login_required
@require_POST
def issue_completion(request, pk):
    enrolment = own_enrolment(request, pk)
    try:
        certificate = completing.issue_completion(enrolment=enrolment, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Certificate %(number)s is issued.") % {"number": certificate.number})
    return redirect("certificates:recommendations", code=enrolment.cohort.code)


def own_enrolment(request, pk: int) -> Enrolment:
    """An enrolment of a cohort that this person trains: never the own place in somebody else's cohort."""
    taught = Enrolment.objects.active().filter(cohort__in=Cohort.objects.visible_to(request.user))
    return get_object_or_404(taught.select_related("person", "cohort"), pk=pk)
