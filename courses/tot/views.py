"""The observer's screens: whom to observe, the rubric, what was signed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from courses.tot import actions, queries, rubric
from courses.tot.errors import MayNotObserve
from courses.tot.forms import DraftForm, SignForm
from courses.tot.models import Observation
from courses.tot.permissions import why_not_observe
from lms.core import languages
from lms.core.access import found_if
from lms.core.errors import Refused


@login_required
def observations(request):
    """Whom this observer may observe, own drafts, and what is signed."""
    found_if(request.user.is_observer)
    own = list(queries.observations_by(request.user))
    context = {
        "candidates": queries.candidates_for(request.user),
        "drafts": [row for row in own if row.signed_at is None],
        "signed": [row for row in own if row.signed_at],
    }
    return render(request, "tot/observation_list.html", context)


@login_required
def observe(request, enrolment):
    """Begin to score one candidate's practice lesson; an open draft about the same person is taken up again."""
    candidate = get_object_or_404(queries.in_scope(request.user), pk=enrolment)
    reason = why_not_observe(request.user, candidate)
    if reason:
        raise MayNotObserve(reason)
    draft = Observation.objects.filter(enrolment=candidate, observer=request.user, signed_at=None).first()
    if draft and request.method == "GET":
        return redirect("tot:observation", pk=draft.pk)
    return score(request, Observation(enrolment=candidate, observer=request.user))


@login_required
def observation(request, pk):
    """An own draft to go on with, or a signed observation to read."""
    visible = Observation.objects.visible_to(request.user).select_related("enrolment__person", "enrolment__cohort")
    row = get_object_or_404(visible, pk=pk)
    if row.observer_id == request.user.pk and row.signed_at is None:
        return score(request, row)
    return render(request, "tot/observation_read.html", {"observation": row, "scores": queries.scored(row.scores)})


def score(request, row: Observation):
    """The form of one draft: save it, or sign it for good."""
    form_class = DraftForm if request.method == "POST" and "sign" not in request.POST else SignForm
    form = form_class(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            return store(request, form)
        except Refused as refusal:
            form.add_error(None, refusal.message)
    context = {
        "form": form,
        "candidate": row.enrolment,
        "rubric_language": rubric.criteria(languages.current())[0].language,
    }
    return render(request, "tot/observation_form.html", context)


def store(request, form: DraftForm):
    draft = actions.save_draft(observation=form.instance, by=request.user)
    if isinstance(form, SignForm):
        actions.sign(observation=draft, by=request.user)
        messages.success(request, _("The observation is signed."))
        return redirect("tot:observations")
    messages.success(request, _("The draft is saved."))
    return redirect("tot:observation", pk=draft.pk)
