"""The observer's screens: which lessons to observe, the rubric, what was signed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.tot import queries, rubric
from courses.tot.actions import observing
from courses.tot.forms import DraftForm, SignForm
from courses.tot.models import Observation
from courses.tot.permissions import can_observe
from courses.tot.views.saving import frame_of
from lms.core import languages
from lms.core.access import found_if
from lms.core.errors import Refused
from lms.core.paging import page_of

CANDIDATES_A_PAGE = 25


@login_required
def observations(request):
    """Whom this observer may observe and what each lesson needs, own drafts, and what is signed."""
    found_if(request.user.is_observer)
    waiting, others = queries.candidates_by_need(request.user)
    own = list(queries.observations_by(request.user))
    context = {
        "page": page_of(waiting, request, size=CANDIDATES_A_PAGE),
        "others": others,
        "drafts": [row for row in own if row.signed_at is None],
        "signed": [row for row in own if row.signed_at],
        "is_calibrated": queries.is_calibrated(request.user),
    }
    return render(request, "tot/observation_list.html", context)


@login_required
@require_POST
def begin(request, session):
    """Open the draft of one lesson, so that it has an address before the first mark."""
    found_if(request.user.is_observer)
    lesson = get_object_or_404(queries.sessions_visible_to(request.user), pk=session)
    draft = observing.begin(session=lesson, by=request.user)
    return redirect("tot:observation", pk=draft.pk)


@login_required
def observation(request, pk):
    """An own draft to go on with, or a signed observation to read."""
    visible = Observation.objects.visible_to(request.user).select_related(
        "session", "observer", "enrolment__person", "enrolment__cohort"
    )
    row = get_object_or_404(visible, pk=pk)
    is_own = row.observer_id == request.user.pk
    found_if(is_own or not can_observe(request.user, row.session))  # who may still score it sees no other's marks
    if row.observer_id == request.user.pk and row.signed_at is None:
        return score(request, row)
    return render(request, "tot/observation_read.html", {"observation": row, "scores": queries.scored(row.scores)})


def score(request, row: Observation):
    """The form of one draft: save it, or sign it for good."""
    form_class = SignForm if "sign" in request.POST else DraftForm
    form = form_class(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            return store(request, form)
        except Refused as refusal:
            form.add_error(None, refusal.message)
    context = {
        "form": form,
        "observation": row,
        "candidate": row.enrolment,
        "rule": row.session.rule,
        "rubric_keys": rubric.KEYS,
        "rubric_language": rubric.criteria(languages.current())[0].language,
        "is_calibrated": queries.is_calibrated(request.user),
        **frame_of(row),
    }
    return render(request, "tot/observation_form.html", context)


def store(request, form: DraftForm):
    draft = observing.save_draft(observation=form.instance, known=form.known, by=request.user)
    if isinstance(form, SignForm):
        observing.sign(observation=draft, by=request.user)
        messages.success(request, _("The observation is signed."))
        return redirect("tot:observations")
    messages.success(request, _("The draft is saved."))
    return redirect("tot:observation", pk=draft.pk)
