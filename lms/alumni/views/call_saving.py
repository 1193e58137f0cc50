"""What the script of an open call sends: the filled form, at once or when the network is back."""

from django.conf import settings
from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lms.alumni import actions
from lms.alumni.forms.calls import CallForm, ProxyForm
from lms.alumni.forms.sent import MALFORMED, PlaceForm
from lms.alumni.models import Case, Submission
from lms.alumni.permissions import can_open_calls
from lms.assessments.options import person_mark
from lms.core import saving
from lms.core.access import found_if
from lms.core.errors import Refused

FORMS = {"call": CallForm, "proxy": ProxyForm}


@require_POST
def save(request):
    """One form of one case, taken once whatever the network did to the answer."""
    if not request.user.is_authenticated:
        return signed_out()
    found_if(can_open_calls(request.user))
    sent = saving.sent(request)
    place = PlaceForm(sent)
    if not place.is_valid():
        return saving.refused(MALFORMED, 400)
    sequence = place.cleaned_data["sequence"]
    if Submission.objects.filter(key=place.cleaned_data["key"], made_by=request.user).exists():
        return saving.saved(request, sequence)
    assigned = Case.objects.filter(pk=place.cleaned_data["case"], assigned_to=request.user)
    case = assigned.select_related("campaign", "person", "stratum").first()
    if case is None:
        return saving.refused(MALFORMED, 404)
    form = FORMS[place.cleaned_data["kind"]](sent, case=case)
    return answer_to(request, case, form, sequence)


def answer_to(request, case: Case, form, sequence: int) -> JsonResponse:
    if not form.is_valid():
        return saving.refused(form.words, 400)
    try:
        keep(form, case=case, by=request.user)
    except Refused as refusal:
        return saving.refused(refusal.message, 409)
    return saving.saved(request, sequence)


def keep(form: CallForm | ProxyForm, *, case: Case, by) -> None:
    """Keep what a form without faults says. Raises CannotCall, AnsweredAlready, CannotAskOthers."""
    key = form.cleaned_data["key"]
    if isinstance(form, CallForm):
        actions.record_call(case=case, call=form.call(), key=key, by=by)
    else:
        actions.ask_others(case=case, statement=form.statement(), asked_at=form.filled_in_at(), key=key, by=by)


def frame_of(user):
    """What the script finds on every page of calls."""
    return {
        "person_mark": person_mark(user.pk),
        "token_cookie": settings.CSRF_COOKIE_NAME,
        "now_ms": saving.milliseconds(timezone.now()),
    }


def signed_out() -> JsonResponse:
    words = _("You are signed out. What you wrote is kept on this device. Sign in again to save it.")
    return saving.signed_out(words, here=reverse("alumni:calls"))
