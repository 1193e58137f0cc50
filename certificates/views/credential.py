"""What a verifier that knows nothing of us fetches: the credential, our public keys, and the lists of what ended.

Any page may read these three (CORS): they carry no session, and a check in somebody's browser needs all of them.
"""

import json
import re

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from certificates import credentials, did, queries, status_lists
from certificates.errors import NoSigningKey
from certificates.models import SigningKey
from certificates.views.papers import PAPERS_PER_MINUTE
from certificates.views.public import unlisted
from lms.core import limits

# VC 2.0 registers `application/vc`, which the verifiers' own HTTP clients do not read as JSON; this older name they do.
CREDENTIAL = "application/vc+ld+json"
DID = "application/did+json"
HELD_SECONDS = 30  # here, and again by who fetched it: an ended certificate shows within a minute
STATUS_LIST = re.compile(r"(?P<number>[1-9][0-9]{0,4})(?:-(?P<purpose>suspension))?")


@require_safe
def signed(request, code):
    """The credential as it was issued. One that was revoked is given too: its status says so, and only that can."""
    if not limits.is_within(request, action="certificate-credential", per_minute=PAPERS_PER_MINUTE):
        return HttpResponse("Too many requests. Please wait a minute.", status=429, content_type="text/plain")
    certificate = queries.by_code(code)
    if certificate is None or not certificate.credential:
        raise Http404
    return unlisted(open_to_all(HttpResponse(certificate.credential, content_type=CREDENTIAL)))


@require_safe
def did_document(request):
    document = did.document(did.issuer_of(settings.SITE_URL), SigningKey.objects.all())
    return held(HttpResponse(json.dumps(document), content_type=DID))


@require_safe
def status_list(request, name):
    """`/status/1` what was revoked, `/status/1-suspension` what is suspended. 503 rather than a list that is not so."""
    asked = STATUS_LIST.fullmatch(name)
    if asked is None or not status_lists.exists(int(asked["number"])):
        raise Http404
    try:
        text = current(int(asked["number"]), asked["purpose"] or status_lists.REVOCATION)
    except NoSigningKey as refusal:
        return open_to_all(HttpResponse(refusal.message, status=503, content_type="text/plain; charset=utf-8"))
    return held(HttpResponse(text, content_type=CREDENTIAL))


def current(number: int, purpose: str) -> str:
    key = f"status-list:{number}:{purpose}"
    text = cache.get(key)
    if text is None:
        text = credentials.text_of(status_lists.published(settings.SITE_URL, number, purpose))
        cache.set(key, text, HELD_SECONDS)
    return text


def held(response):
    response["Cache-Control"] = f"public, max-age={HELD_SECONDS}"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return open_to_all(response)


def open_to_all(response):
    response["Access-Control-Allow-Origin"] = "*"
    return response
