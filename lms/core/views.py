"""Pages that belong to no app: health, errors, the demo's mail folder, the style guide."""

import sys
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError as BrokerError

from lms.celery import app as celery_app
from lms.core import languages
from lms.core.access import found_if
from lms.core.forms import SampleForm

SEPARATOR = "-\n"  # what Django's file backend writes after each mail
LOST_DATABASE = (OperationalError, InterfaceError)


def healthz(request):
    """200 when the database and the broker answer, 503 naming the one that does not."""
    answers = {"database": database_answers(), "broker": broker_answers()}
    return JsonResponse(answers, status=200 if all(answers.values()) else 503)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except LOST_DATABASE:
        return False
    return True


def broker_answers() -> bool:
    try:
        with celery_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
    except (BrokerError, OSError):
        return False
    return True


def server_error(request):
    """500; or 503 with a time to try again, where the database is lost."""
    if isinstance(sys.exc_info()[1], LOST_DATABASE):
        response = HttpResponse(
            "The service is restarting. Please try again in a few seconds.", status=503, content_type="text/plain"
        )
        response["Retry-After"] = "10"
        return response
    return render(request, "500.html", status=500)


def start(request):
    """`/` leads to the visitor's language: the person's own, the cookie's, the browser's."""
    if request.user.is_authenticated:
        return redirect(f"/{request.user.language}/")
    return redirect(f"/{languages.current()}/")


def mail_folder(request):
    """Embedded mode only: the mails that the demo has sent, newest first."""
    found_if(settings.EMBEDDED)
    files = sorted(settings.EMAIL_FILE_PATH.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)[:100]
    return render(request, "mail_folder.html", {"mails": [read_mail(path) for path in files]})


def read_mail(path: Path) -> dict:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    text = body.get_content().rstrip(SEPARATOR) if body else ""
    return {"to": message["To"], "subject": message["Subject"].strip(), "date": message["Date"], "text": text}


def style_guide(request):
    """Embedded mode only: every component, in the language of the page."""
    found_if(settings.EMBEDDED)
    context = {
        "form": SampleForm({"code": ""}),
        "own_names": languages.OWN_NAMES,
        "notice_kinds": ["info", "success", "warning", "danger"],
        "tag_kinds": ["neutral", "good", "waiting", "bad", "gold"],
        "today": timezone.localdate(),
        "trail": [("/", settings.PRODUCT_NAME), ("", _("Style guide"))],
    }
    return render(request, "style_guide.html", context)
