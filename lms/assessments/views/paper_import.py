"""Answers from a spreadsheet: choose the file, read the report, save."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from lms.assessments.actions import papers as actions
from lms.assessments.models import Attempt
from lms.assessments.paper.forms import AnswersFileForm
from lms.assessments.paper.reading import dry_run
from lms.assessments.views.papers import trail_below
from lms.cohorts.importing import waiting
from lms.cohorts.views.cohorts import cohort_of
from lms.core.errors import Refused

SHOWN_PROBLEMS = 200


@login_required
@require_http_methods(["GET", "POST"])
def upload(request, code, phase):
    cohort = cohort_of(request, code)
    form = AnswersFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read()
        try:
            dry_run(cohort, phase, content, by=request.user)
        except Refused as refusal:
            form.add_error("file", refusal.message)
        else:
            token = waiting.keep(content, cohort=cohort, by=request.user)
            return redirect("assessments:paper_import_report", code=code, phase=phase, token=token)
    return render(request, "assessments/paper_import.html", {"form": form, **frame_of(cohort, phase)})


@login_required
@require_http_methods(["GET", "POST"])
def report(request, code, phase, token):
    """What the file would do; saved only when every row is right."""
    cohort = cohort_of(request, code)
    content = waiting.fetch(token, cohort=cohort, by=request.user)
    if content is None:
        raise Http404
    run = dry_run(cohort, phase, content, by=request.user)
    if request.method == "POST" and run.is_clean:
        return save(request, run, token)
    context = {"run": run, "problems": run.problems[:SHOWN_PROBLEMS], **frame_of(cohort, phase)}
    return render(request, "assessments/paper_import_report.html", context)


def save(request, run, token):
    done = actions.type_sheets(entries=list(run.entries.values()), by=request.user)
    waiting.discard(token)
    words = ngettext("%(count)s sheet was saved.", "%(count)s sheets were saved.", done.created)
    messages.success(request, words % {"count": done.created})
    return redirect("assessments:paper_grid", code=run.cohort.code, phase=run.phase)


def frame_of(cohort, phase):
    trail = trail_below(cohort, _("Upload answers"))
    return {"cohort": cohort, "phase": Attempt.Phase(phase), "trail": trail}
