"""What anyone may see who holds a certificate's code or its paper: the check pages."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from certificates import checking
from certificates.forms import CodeForm
from certificates.uploads import fingerprint_of
from lms.core import codes, limits

# By address and minute. A hall of 60 stands behind one: a code that we issued is answered however often it is asked.
UNKNOWN_PER_MINUTE = 120
COMPARED_PER_MINUTE = 120


@require_safe
def verify(request):
    """The form for the code. It is a question, not a change: GET, and no cookie is set."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        signs = codes.grouped(codes.plain(form.cleaned_data["code"]))
        return redirect("certificates:verified", code=signs) if signs else unknown(request, form)
    return render(request, "certificates/verify.html", {"form": form})


@require_safe
def verified(request, code):
    """The certificate's state and every fact that it prints; nothing else about the person."""
    try:
        certificate = checking.with_code(code)
    except checking.Unreadable:
        return cannot_tell(request)
    return answer(request, certificate) if certificate else unknown(request, CodeForm({"code": code}))


@csrf_exempt  # it changes nothing and knows nobody; a token would need a cookie, and this page sets none
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request):
    """Is this file the document that we issued? By its SHA-256 alone: of a file that is posted, nothing is kept."""
    if not limits.is_within(request, action="certificate-compared", per_minute=COMPARED_PER_MINUTE):
        return too_many(request)
    if request.method == "POST":
        sent = fingerprint_of(request)
        return too_large(request) if sent.is_too_large else compared(request, sent.sha256)
    return compared(request, request.GET.get("sha256", ""))


def compared(request, sha256):
    if not sha256:
        return nothing_chosen(request)
    try:
        certificate = checking.with_paper(sha256)
    except checking.Unreadable:
        return cannot_tell(request)
    return answer(request, certificate, is_original=True) if certificate else not_ours(request)


def answer(request, certificate, **context):
    context |= {"certificate": certificate, "standing": checking.standing_of(certificate)}
    return unlisted(render(request, "certificates/verified.html", context))


def unknown(request, form):
    """No such code. Who tries one after the other is made to wait."""
    if not limits.is_within(request, action="certificate-unknown", per_minute=UNKNOWN_PER_MINUTE):
        return too_many(request)
    return unlisted(render(request, "certificates/verify.html", {"form": form, "is_unknown": True}, status=404))


def not_ours(request):
    return unlisted(render(request, "certificates/verify.html", {"form": CodeForm(), "is_not_ours": True}, status=404))


def nothing_chosen(request):
    return fault_of_paper(request, _("Choose the PDF file of the certificate."))


def too_large(request):
    return fault_of_paper(request, _("This file is larger than 5 MB. Our certificates are much smaller."))


def fault_of_paper(request, words):
    context = {"form": CodeForm(), "paper_fault": words}
    return unlisted(render(request, "certificates/verify.html", context, status=400))


def cannot_tell(request):
    return unlisted(render(request, "certificates/cannot_tell.html", status=503))


def too_many(request):
    return unlisted(render(request, "certificates/wait.html", status=429))


def unlisted(response):
    """Names are personal: no search engine keeps this, and no shared cache either."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    return response
