"""What forms share that a script saves: the body as it was sent, and answers that the page can say."""

import json
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from lms.core import display


def sent(request: HttpRequest) -> MultiValueDict:
    """The body as a mapping: a form's, or a JSON object's; empty where it is neither."""
    if request.content_type != "application/json":
        return request.POST
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):  # the second: thousands of brackets
        return MultiValueDict()
    return as_form(data) if isinstance(data, dict) else MultiValueDict()


def as_form(data: dict) -> MultiValueDict:
    listed = {name: value if isinstance(value, list) else [value] for name, value in data.items()}
    return MultiValueDict(
        {name: [str(value) for value in values if value is not None] for name, values in listed.items()}
    )


def saved(request: HttpRequest, sequence: int) -> JsonResponse:
    time = display.time_text(timezone.now(), country=request.user.country)
    return JsonResponse({"saved_at": _("Saved %(time)s") % {"time": time}, "sequence": sequence})


def milliseconds(moment: datetime) -> int:
    """As a browser counts time: pages number what they send by the server's clock."""
    return int(moment.timestamp() * 1000)


def refused(words: str, status: int, **more) -> JsonResponse:
    return JsonResponse({"message": str(words), **more}, status=status)


def signed_out(words: str, *, here: str) -> JsonResponse:
    """The way to the sign-in, and from there back to the page `here`."""
    return refused(words, 403, sign_in=f"{reverse('account_login')}?{urlencode({'next': here})}")
