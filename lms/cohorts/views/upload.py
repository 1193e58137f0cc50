"""Enrolling from a list: choose the file, read the report, confirm."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.cohorts import actions
from lms.cohorts.forms import ConfirmForm, UploadForm
from lms.cohorts.importing import waiting
from lms.cohorts.importing.dry_run import dry_run
from lms.cohorts.importing.template import empty_list
from lms.cohorts.views.cohorts import cohort_of, trail_to
from lms.core import languages
from lms.core.errors import Refused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN_PROBLEMS = 200


@login_required
def upload(request, code):
    cohort = cohort_of(request, code)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read()
        try:
            dry_run(cohort, content)
        except Refused as refusal:
            form.add_error("file", refusal.message)
        else:
            token = waiting.keep(content, cohort=cohort, by=request.user)
            return redirect("cohorts:confirm_upload", code=code, token=token)
    context = {"cohort": cohort, "form": form, "trail": trail_to(cohort, _("Enrol from a list"))}
    return render(request, "cohorts/upload.html", context)


@login_required
def upload_template(request, code):
    cohort_of(request, code)
    response = HttpResponse(empty_list(languages.current()), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="participants.xlsx"'
    return response


@login_required
def confirm_upload(request, code, token):
    cohort = cohort_of(request, code)
    content = waiting.fetch(token, cohort=cohort, by=request.user)
    if content is None:
        raise Http404
    run = dry_run(cohort, content)
    form = ConfirmForm(request.POST or None) if run.notes else None
    if request.method == "POST" and run.is_clean and (form is None or form.is_valid()):
        return enrol(request, run, token)
    context = {
        "cohort": cohort,
        "run": run,
        "form": form,
        "problems": run.problems[:SHOWN_PROBLEMS],
        "notes": run.notes[:SHOWN_PROBLEMS],
        "trail": trail_to(cohort, _("Enrol from a list")),
    }
    return render(request, "cohorts/confirm_upload.html", context)


def enrol(request, run, token):
    report = actions.import_people(cohort=run.cohort, participants=run.participants, by=request.user)
    waiting.discard(token)
    done = ngettext("%(count)s person was enrolled.", "%(count)s people were enrolled.", report.enrolled)
    messages.success(request, done % {"count": report.enrolled})
    return redirect("cohorts:people", code=run.cohort.code)
