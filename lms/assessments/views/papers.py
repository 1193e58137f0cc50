"""Tests on paper: what to print for a cohort, and the spreadsheet to fill in."""

from dataclasses import dataclass, field

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lms.assessments.actions import papers as actions
from lms.assessments.models import Attempt, Form
from lms.assessments.paper import queries
from lms.assessments.paper.booklets import booklet as booklet_of
from lms.assessments.paper.booklets import document_code
from lms.assessments.paper.queries import PhaseCounts
from lms.assessments.paper.sheets import answer_sheets
from lms.assessments.paper.template import answers_to_fill
from lms.assessments.queries import language_for
from lms.cohorts.models import Cohort
from lms.cohorts.views.cohorts import cohort_of, trail_to
from lms.core import languages
from lms.questionnaires.queries import ready_languages

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class FormToPrint:
    """One booklet: the languages it can be printed in, and those in which it is not ready."""

    form: Form
    ready: list[str]
    missing: list[str]


@dataclass(frozen=True)
class PhaseToPrint:
    """One test of the cohort on paper."""

    phase: Attempt.Phase
    counts: PhaseCounts
    forms: list[FormToPrint] = field(default_factory=list)


@login_required
@require_GET
def paper(request, code):
    cohort = cohort_of(request, code)
    counts = queries.counts_of(cohort)
    phases = [PhaseToPrint(phase, counts.get(phase, PhaseCounts()), forms_of(cohort, phase)) for phase in Attempt.Phase]
    context = {
        "cohort": cohort,
        "people": cohort.enrolments.active().count(),
        "phases": phases,
        "trail": trail_to(cohort, _("Tests on paper")),
    }
    return render(request, "assessments/paper.html", context)


def forms_of(cohort: Cohort, phase: str) -> list[FormToPrint]:
    return [form_to_print(form) for form in queries.forms_to_print(cohort, phase)]


def form_to_print(form: Form) -> FormToPrint:
    ready = ready_languages(form.places.values_list("question", flat=True)) | {languages.Language.ENGLISH.value}
    return FormToPrint(
        form,
        [code for code in languages.CODES if code in ready],
        [code for code in languages.CODES if code not in ready],
    )


def trail_below(cohort: Cohort, words: str) -> list[tuple[str, str]]:
    trail = trail_to(cohort, words)
    return [*trail[:-1], (reverse("assessments:paper", args=[cohort.code]), _("Tests on paper")), trail[-1]]


@login_required
@require_GET
def booklet(request, code, phase, letter, version, language):
    """The questions of one form; in English where the form is not ready in that language."""
    cohort = cohort_of(request, code)
    if language not in languages.CODES:
        raise Http404
    form = get_object_or_404(Form, programme_code=cohort.programme_code, letter=letter, version=version)
    printed_in = language_for(form, language)
    pdf = booklet_of(form, printed_in, today=timezone.localdate(), wanted=language)
    actions.print_booklet(cohort=cohort, form=form, phase=phase, language=printed_in, by=request.user)
    return pdf_answer(pdf, f"questions-{document_code(form, printed_in).lower()}")


@login_required
@require_POST
def sheets(request, code, phase):
    """A page for everyone who still needs one; sheets that cannot be printed are not kept."""
    cohort = cohort_of(request, code)
    with transaction.atomic():
        printed = actions.print_sheets(cohort=cohort, phase=phase, by=request.user)
        pdf = answer_sheets(cohort, printed, today=timezone.localdate())
    return pdf_answer(pdf, f"answer-sheets-{cohort.code}-{phase}")


@login_required
@require_GET
def template(request, code, phase):
    cohort = cohort_of(request, code)
    content = answers_to_fill(list(queries.sheets_of(cohort, phase).filter(attempt=None)))
    return download(content, XLSX, f"answers-{cohort.code}-{phase}.xlsx")


def pdf_answer(pdf: bytes, name: str) -> HttpResponse:
    return download(pdf, "application/pdf", f"{name}.pdf")


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
