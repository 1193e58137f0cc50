"""Lists out of the house for a ministry that calls or writes itself, and lists into it that say who moved."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from lms.alumni import contact_lists
from lms.alumni.actions.contact_lists import export_list
from lms.alumni.actions.transfer import import_list
from lms.alumni.forms.fieldwork import CSV, ContactListForm, TransferForm
from lms.alumni.permissions import can_do_fieldwork
from lms.alumni.queries import contact_lists as queries
from lms.alumni.transfer import words
from lms.alumni.transfer.dry_run import Facts, dry_run
from lms.alumni.views.campaigns import visible_campaign
from lms.alumni.views.fieldwork import trail_to_fieldwork
from lms.core import spreadsheets, waiting
from lms.core.access import found_if
from lms.core.errors import Refused
from lms.core.languages import Country

SHOWN = 200


@login_required
def contact_list(request, code):
    """Choose the list; a POST, because the audit log keeps who took it along."""
    found = fielded_campaign(request, code)
    names = dict(Country.choices)
    countries = found.strata.order_by("country").values_list("country", flat=True).distinct()
    form = ContactListForm(request.POST or None, countries=[(country, names[country]) for country in countries])
    if request.method == "POST" and form.is_valid():
        return list_file(found, form.cleaned_data, by=request.user)
    context = {
        "campaign": found,
        "form": form,
        "to_call": len(queries.listed(found, kind=contact_lists.PHONE)),
        "to_write": len(queries.listed(found, kind=contact_lists.SMS)),
        "trail": trail_to_fieldwork(found, _("Lists of numbers")),
    }
    return render(request, "alumni/contact_list.html", context)


def list_file(found, said, *, by):
    kind = said["kind"]
    cases = export_list(campaign=found, kind=kind, country=said["country"], by=by)
    headings, rows = contact_lists.headings(kind), [contact_lists.row_of(case, kind) for case in cases]
    name = f"{found.code}-{kind}-{said['country'].lower()}-{timezone.localdate().isoformat()}"
    if said["format"] == CSV:
        return download(spreadsheets.as_csv(headings, rows), spreadsheets.CSV, f"{name}.csv")
    return download(spreadsheets.as_xlsx(_("People to ask"), headings, rows), spreadsheets.XLSX, f"{name}.xlsx")


def download(content, kind, name):
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response


@login_required
def transfer(request, code):
    """Choose a staff list; nothing is changed before its report was read."""
    found = fielded_campaign(request, code)
    form = TransferForm(request.POST or None, request.FILES or None, campaign=found)
    if request.method == "POST" and form.is_valid():
        content, facts = form.cleaned_data["file"].read(), form.facts()
        try:
            dry_run(found, content, facts)
        except Refused as refusal:
            form.add_error("file", refusal.message)
        else:
            notes = {**vars(facts), "as_of": facts.as_of.isoformat()}
            token = waiting.keep(content, owner=owner_of(found, request.user), notes=notes)
            return redirect("alumni:confirm_transfer", code=code, token=token)
    context = {"campaign": found, "form": form, "trail": trail_to_fieldwork(found, _("Staff list"))}
    return render(request, "alumni/transfer.html", context)


@login_required
@require_safe
def transfer_template(request, code):
    fielded_campaign(request, code)
    headings = [str(label) for label in words.FIELDS.values()]
    return download(spreadsheets.as_xlsx(_("Staff list"), headings, []), spreadsheets.XLSX, "staff-list.xlsx")


@login_required
def confirm_transfer(request, code, token):
    """The report on a list, and taking it over."""
    found = fielded_campaign(request, code)
    kept = waiting.fetch(token, owner=owner_of(found, request.user))
    if kept is None:
        raise Http404
    content, facts = kept[0], facts_of(kept[1])
    if request.method == "POST":
        return take_over(request, found, content, facts, token)
    run = dry_run(found, content, facts)
    context = {
        "campaign": found,
        "run": run,
        "facts": facts,
        "faults": [(fault, words.FIELDS[fault.field]) for fault in run.faults[:SHOWN]],
        "planned": run.planned[:SHOWN],
        "absent": run.absent[:SHOWN],
        "trail": trail_to_fieldwork(found, _("Staff list")),
    }
    return render(request, "alumni/transfer_report.html", context)


def take_over(request, found, content, facts, token):
    try:
        count = import_list(campaign=found, content=content, facts=facts, by=request.user)
    except Refused as refusal:
        messages.warning(request, refusal.message)
        return redirect("alumni:confirm_transfer", code=found.code, token=token)
    waiting.discard(token)
    done = ngettext("%(count)s report was kept.", "%(count)s reports were kept.", count)
    messages.success(request, done % {"count": count})
    return redirect("alumni:fieldwork", code=found.code)


def facts_of(notes):
    return Facts(**{**notes, "as_of": date.fromisoformat(notes["as_of"])})


def owner_of(found, user):
    return {"person": user.pk, "campaign": found.pk}


def fielded_campaign(request, code):
    """A campaign in the field; of any other there are no lists."""
    found = visible_campaign(request, code)
    found_if(can_do_fieldwork(request.user, found))
    return found
