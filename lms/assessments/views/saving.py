"""What the script of an open sitting asks: save one answer, and tell what stands."""

from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lms.assessments import answering, errors, queries
from lms.assessments.actions import sittings
from lms.assessments.forms import MALFORMED, SaveForm
from lms.assessments.models import Attempt
from lms.assessments.responses import WrongShape
from lms.core import saving
from lms.core.errors import Refused
from lms.core.saving import refused, sent


@require_POST
def save(request, pk):
    """Autosave: three queries for one option, the third of which both checks and writes; one more for other kinds."""
    if not request.user.is_authenticated:
        return signed_out(pk)
    form = SaveForm(sent(request))
    if not form.is_valid():
        return refused(first_error(form), 400)
    try:
        draft = answering.draft_of(pk, form.cleaned_data, by=request.user)
        sequence = sittings.save_answer(draft, by=request.user)
    except WrongShape:
        return refused(MALFORMED, 400)
    except Attempt.DoesNotExist:
        return refused(MALFORMED, 404)
    except errors.NewerAnswer as refusal:
        return refused(refusal.message, 409, **standing_at(request, pk, form.cleaned_data["position"]))
    except Refused as refusal:
        return refused(refusal.message, 409, is_over=True)
    return saving.saved(request, sequence)


@require_GET
def state(request, pk, position):
    """What stands at one question, for a page that was asleep or offline, or has a newer sister elsewhere."""
    if not request.user.is_authenticated:
        return signed_out(pk)
    try:
        mine = Attempt.objects.visible_to(request.user).select_related("enrolment").get(pk=pk)
        sittings.check_open(mine, timezone.now())
        return JsonResponse(standing_at(request, pk, position))
    except Attempt.DoesNotExist:
        return refused(MALFORMED, 404)
    except Refused as refusal:
        return refused(refusal.message, 409, is_over=True)


def standing_at(request, pk, position):
    """The answer that stands, as the fields of its page; an empty `answer` where none does."""
    asked = answering.asked_at(pk, position, by=request.user)
    answer = queries.answer_at(pk, position)
    return {"sequence": answer.sequence if answer else 0, "answer": answering.shown(pk, asked, answer)}


def signed_out(pk):
    words = _("You are signed out. Your answer is kept on this device. Sign in again to save it.")
    return saving.signed_out(words, here=reverse("assessments:attempt", args=[pk]))


def first_error(form):
    """Words too long are the person's to mend and say so; anything else no page sends."""
    return form.errors["text"][0] if "text" in form.errors else MALFORMED
