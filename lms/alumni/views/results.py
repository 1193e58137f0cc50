"""What a follow-up found: the report as a page and on paper, how it was made, and the file to take along."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lms.alumni import results as numbers
from lms.alumni.actions.estimating import order_estimation
from lms.alumni.actions.exporting import export_results
from lms.alumni.queries import response
from lms.alumni.report import method as method_of
from lms.alumni.report import pdf, writing
from lms.alumni.views.campaigns import trail_below, visible_campaign


@login_required
@require_safe
def results(request, code):
    found = visible_campaign(request, code)
    context = {"campaign": found, "report": report_of(found), "trail": trail_below(found, _("Results"))}
    return render(request, "alumni/results.html", context)


@login_required
@require_safe
def on_paper(request, code):
    """Raises MissingGlyph, which says that a letter cannot be printed."""
    found = visible_campaign(request, code)
    content = pdf.pdf_of(found, report_of(found), today=timezone.localdate())
    return download(content, "application/pdf", f"{pdf.document_code(found).lower()}.pdf")


@login_required
@require_safe
def method(request, code):
    found = visible_campaign(request, code)
    trail = [*trail_below(found, _("Results"))[:-1], (reverse("alumni:results", args=[found.code]), _("Results"))]
    context = {
        "campaign": found,
        "chapters": method_of.sections(results_of(found)),
        "trail": [*trail, ("", _("Method"))],
    }
    return render(request, "alumni/results_method.html", context)


@login_required
@require_POST
def export(request, code):
    """A POST, because the audit log keeps who took it."""
    found = visible_campaign(request, code)
    return download(export_results(campaign=found, by=request.user), "application/zip", f"{found.code}.zip")


def report_of(found):
    return writing.report_of(results_of(found), response.dispositions(found))


def results_of(found):
    """Every figure; whoever looks first asks for the curves, which the clock then makes."""
    figures = numbers.results_of(found)
    if not figures.estimation.is_ordered:
        order_estimation(campaign=found, digest=figures.digest)
    return figures


def download(content, kind, name):
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
