"""Import: choose the file, read the report, confirm. Export: choose, read what is left out, download."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.core.access import found_if
from lms.core.errors import Refused
from lms.questionnaires.exchange import actions, formats, stored, waiting
from lms.questionnaires.exchange.formats import TARGETS, XLSX_TYPE
from lms.questionnaires.exchange.forms import ExportForm, ImportForm, defaults_of
from lms.questionnaires.exchange.plan import plan_import
from lms.questionnaires.exchange.waiting import Waiting
from lms.questionnaires.exchange.xlsx_write import empty_sheet
from lms.questionnaires.permissions import can_write

SHOWN = 200
NAME_SIGNS = 120


def trail_to(words: str) -> list[tuple[str, str]]:
    return [(reverse("questionnaires:bank"), _("Question bank")), ("", words)]


def plan_of(file: Waiting):
    defaults = defaults_of(file.answers)
    return plan_import(*formats.read(file.content, defaults), defaults)


@login_required
def import_start(request):
    found_if(can_write(request.user))
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        uploaded = form.cleaned_data["file"]
        file = Waiting(uploaded.read(), uploaded.name[-NAME_SIGNS:], form.answers)
        try:
            plan_of(file)
        except Refused as refusal:
            form.add_error("file", refusal.message)
        else:
            return redirect("questionnaires:import_preview", token=waiting.keep(file, by=request.user))
    context = {"form": form, "trail": trail_to(_("Import questions"))}
    return render(request, "questionnaires/import_start.html", context)


@login_required
def import_sheet(request):
    found_if(can_write(request.user))
    return download(empty_sheet(), XLSX_TYPE, "questions.xlsx")


@login_required
def import_preview(request, token):
    found_if(can_write(request.user))
    file = waiting.fetch(token, by=request.user)
    if file is None:
        raise Http404
    if request.method == "POST":
        return confirm(request, file, token)
    plan = plan_of(file)
    context = {
        "plan": plan,
        "file_name": file.name,
        "faults": plan.faults[:SHOWN],
        "left_out": plan.left_out[:SHOWN],
        "notes": plan.notes[:SHOWN],
        "new": plan.new[:SHOWN],
        "changed": plan.changed[:SHOWN],
        "trail": trail_to(_("Import questions")),
    }
    return render(request, "questionnaires/import_preview.html", context)


def confirm(request, file, token):
    """The report is made anew: what it says is what is written. A refusal leaves the file where it is."""
    try:
        plan = actions.import_questions(
            content=file.content, defaults=defaults_of(file.answers), by=request.user, file_name=file.name
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("questionnaires:import_preview", token=token)
    waiting.discard(token)
    new = ngettext("%(count)s question was imported.", "%(count)s questions were imported.", len(plan.new))
    changed = ngettext("%(count)s has new words.", "%(count)s have new words.", len(plan.changed))
    messages.success(request, f"{new % {'count': len(plan.new)}} {changed % {'count': len(plan.changed)}}")
    return redirect("questionnaires:bank")


@login_required
def export(request):
    found_if(can_write(request.user))
    form = ExportForm(request.POST or None, initial={"programme": request.GET.get("programme", "")})
    left_out = None
    if request.method == "POST" and form.is_valid():
        left_out, response = exported(request, form.cleaned_data)
        if response:
            return response
    context = {
        "form": form,
        "left_out": left_out and left_out[:SHOWN],
        "left_out_count": len(left_out or ()),
        "trail": trail_to(_("Export questions")),
    }
    return render(request, "questionnaires/export.html", context)


def exported(request, wanted):
    """`(what is left out, the download)`: no download before the person has seen what it lacks."""
    target = TARGETS[wanted["target"]]
    items = stored.items_of(stored.chosen(wanted["programme"], wanted["states"]), wanted["languages"])
    items = [item for item in items if item.words]
    if not items:
        messages.info(request, _("There are no such questions."))
        return None, None
    made = target.write(items)
    if made.left_out and not wanted["has_read_report"]:
        return made.left_out, None
    actions.record_export(programme_code=wanted["programme"], target=target.code, questions=len(items), by=request.user)
    name = f"questions-{wanted['programme']}.{target.suffix}"
    return made.left_out, download(made.content, target.content_type, name)


def download(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
