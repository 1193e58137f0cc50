"""What the script of an open observation asks: save the draft, tell what stands, keep the page for later."""

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.tot import rubric
from courses.tot.actions import saving as actions
from courses.tot.errors import AlreadySigned, NewerDraft
from courses.tot.models import Observation
from courses.tot.saving_forms import MALFORMED, SaveForm
from lms.assessments.options import person_mark
from lms.core import saving
from lms.core.saving import refused, sent


@require_POST
def save(request, pk):
    """Autosave: one statement that both checks and writes."""
    if not request.user.is_authenticated:
        return signed_out(pk)
    form = SaveForm(sent(request))
    if not form.is_valid():
        return refused(form.words, 400)
    try:
        sequence = form.cleaned_data["sequence"]
        actions.save(pk, form.content, sequence=sequence, known=form.cleaned_data["known"], by=request.user)
    except Observation.DoesNotExist:
        return refused(MALFORMED, 404)
    except NewerDraft as refusal:
        return refused(refusal.message, 409, **standing(refusal.draft))
    except AlreadySigned as refusal:
        return refused(refusal.message, 409, is_over=True)
    return saving.saved(request, sequence)


@require_GET
def state(request, pk):
    """What stands, for a page that was asleep or offline, or has a newer sister elsewhere."""
    if not request.user.is_authenticated:
        return signed_out(pk)
    try:
        return JsonResponse(standing(actions.draft_of(pk, request.user)))
    except Observation.DoesNotExist:
        return refused(MALFORMED, 404)
    except AlreadySigned as refusal:
        return refused(refusal.message, 409, is_over=True)


@require_GET
def worker(request):
    """The script that opens a kept form without a network. Its place in the address is all that it may answer for."""
    return render(request, "tot/worker.js", content_type="text/javascript")


def standing(draft):
    """`{sequence, answer}`, the answer as the fields of the form; an open criterion is empty."""
    levels = {key: str(draft.scores.get(key, "")) for key in rubric.KEYS}
    return {"sequence": draft.sequence, "answer": {"seen": draft.seen, **levels, "notes": draft.notes}}


def frame_of(draft):
    """What the page of an open draft shows around its form, for its script."""
    return {
        "person": person_mark(draft.observer_id),
        "token_cookie": settings.CSRF_COOKIE_NAME,
        "now_ms": saving.milliseconds(timezone.now()),
    }


def signed_out(pk):
    words = _("You are signed out. What you wrote is kept on this device. Sign in again to save it.")
    return saving.signed_out(words, here=reverse("tot:observation", args=[pk]))
