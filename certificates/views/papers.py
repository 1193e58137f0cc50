"""The paper itself, for whoever holds its code: as PDF, and as a picture."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from certificates import queries, rendering
from certificates.models import Certificate
from certificates.views.public import unlisted
from lms.core import limits

WITHDRAWN = {Certificate.State.REVOKED, Certificate.State.SUSPENDED}
PAPERS_PER_MINUTE = 120  # by address


@require_safe
def pdf(request, code):
    """Byte for byte the document that was issued."""
    return answer(request, code, draw=rendering.paper, kind="pdf", content_type="application/pdf")


@require_safe
def png(request, code):
    return answer(request, code, draw=rendering.picture, kind="png", content_type="image/png")


def answer(request, code: str, *, draw: Callable[[Certificate], bytes], kind: str, content_type: str):
    """Drawn again from its snapshot; one that was withdrawn leads to the page that says so."""
    if not limits.is_within(request, action="certificate-paper", per_minute=PAPERS_PER_MINUTE):
        return HttpResponse("Too many requests. Please wait a minute.", status=429, content_type="text/plain")
    certificate = queries.by_code(code)
    if certificate is None:
        raise Http404
    if certificate.state in WITHDRAWN:
        return redirect("certificates:verified", code=certificate.code)
    response = HttpResponse(draw(certificate), content_type=content_type)
    response["Content-Disposition"] = f'inline; filename="{certificate.number}.{kind}"'
    return unlisted(response)
