"""What anyone may see who holds a certificate's code: the check page and the paper."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from certificates import queries, rendering
from certificates.forms import CodeForm
from certificates.models import Certificate
from lms.core import codes, limits

WITHDRAWN = {Certificate.State.REVOKED, Certificate.State.SUSPENDED}
PAPERS_PER_MINUTE = 120


def verify(request):
    """The form for the code. It is a question, not a change: GET, and no cookie is set."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        signs = codes.grouped(codes.plain(form.cleaned_data["code"]))
        return redirect("certificates:verified", code=signs) if signs else unknown(request, form)
    return render(request, "certificates/verify.html", {"form": form})


def verified(request, code):
    """The certificate's state and every fact that it prints; nothing else about the person."""
    certificate = queries.by_code(code)
    if certificate is None:
        return unknown(request, CodeForm({"code": code}))
    response = render(request, "certificates/verified.html", {"certificate": certificate})
    return unlisted(response)


def unknown(request, form):
    return unlisted(render(request, "certificates/verify.html", {"form": form, "is_unknown": True}, status=404))


def document(request, code):
    """The paper, drawn again from its snapshot; one that was withdrawn leads to the page that says so."""
    if not limits.is_within(request, action="certificate-paper", per_minute=PAPERS_PER_MINUTE):
        return HttpResponse("Too many requests. Please wait a minute.", status=429, content_type="text/plain")
    certificate = queries.by_code(code)
    if certificate is None:
        raise Http404
    if certificate.state in WITHDRAWN:
        return redirect("certificates:verified", code=certificate.code)
    response = HttpResponse(rendering.render(certificate.snapshot), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{certificate.number}.pdf"'
    return unlisted(response)


def unlisted(response):
    """Names are personal: no search engine keeps this, and no shared cache either."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    return response
