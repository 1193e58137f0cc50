"""The people asked: the list, one person with the attempts, and reports that contradict one another."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lms.alumni.actions.assigning import assign
from lms.alumni.actions.settling import settle
from lms.alumni.forms.fieldwork import AssignForm, SettleForm
from lms.alumni.permissions import can_do_fieldwork
from lms.alumni.queries import fieldwork as queries
from lms.alumni.queries import interviewers, silent
from lms.alumni.views.campaigns import trail_below, visible_campaign
from lms.alumni.views.fieldwork import trail_to_fieldwork
from lms.core.paging import page_of
from lms.core.telling import accepted, told


@login_required
@require_safe
def cases(request, code):
    found = visible_campaign(request, code)
    strata = list(found.strata.select_related("organisation"))
    chosen = chosen_in(request.GET, queries.SHOWN)
    stratum = chosen_in({"show": request.GET.get("stratum", "")}, [row.key for row in strata])
    context = {
        "campaign": found,
        "page": page_of(queries.cases_shown(found, chosen=chosen, stratum=stratum), request),
        "strata": strata,
        "chosen": chosen,
        "stratum": stratum,
        "filters": filters(),
        "trail": trail_below(found, _("People")),
    }
    return render(request, "alumni/cases.html", context)


def chosen_in(sent, known) -> str:
    """What is unknown chooses nothing."""
    chosen = sent.get("show", "")
    return chosen if chosen in known else ""


def filters() -> list[tuple[str, str]]:
    """In the words of the page, in the order of queries.SHOWN."""
    return [
        ("", _("Everybody asked")),
        ("silent", _("No answer yet")),
        ("to_call", _("To be called")),
        ("unassigned", _("To be called, without an interviewer")),
        ("conflict", _("Reports differ")),
    ]


@login_required
@require_safe
def case(request, code, pk):
    found = visible_campaign(request, code)
    return case_page(request, found, asked_case(found, pk))


def asked_case(found, pk):
    rows = found.cases.asked().select_related(
        "person", "stratum__organisation", "assigned_to", "settled_by", "campaign"
    )
    return get_object_or_404(rows, pk=pk)


def case_page(request, found, row, *, settle_form=None, status=200):
    may_assign = can_do_fieldwork(request.user, found) and silent.to_work(found).filter(pk=row.pk).exists()
    people = interviewers.interviewers_for(row) if may_assign else []
    context = {
        "campaign": found,
        "case": row,
        "contacts": row.contacts.select_related("made_by"),
        "reports": reports_side_by_side(row),
        "settle_form": settle_form or SettleForm(case=row),
        "assign_form": AssignForm(people=people, initial={"interviewer": row.assigned_to_id}) if may_assign else None,
        "people": people,
        "trail": [
            *trail_below(found, "")[:-1],
            (reverse("alumni:cases", args=[found.code]), _("People")),
            ("", row.person.full_name),
        ],
    }
    return render(request, "alumni/case.html", context, status=status)


def reports_side_by_side(row):
    """What was said, only where it differs: an answer alone is nobody's to read."""
    return list(row.reports.filter(is_blind=False)) if row.has_conflict else []


@login_required
@require_POST
def case_assign(request, code, pk):
    found = visible_campaign(request, code)
    row = asked_case(found, pk)
    form = AssignForm(request.POST, people=interviewers.interviewers_for(row))
    if form.is_valid():
        chosen = form.cleaned_data["interviewer"]
        told(request, lambda: assigned_words(assign(case=row, interviewer=chosen, by=request.user)))
    return redirect("alumni:case", code=code, pk=pk)


def assigned_words(_nothing):
    return _("Interviewer changed")


@login_required
@require_POST
def case_settle(request, code, pk):
    found = visible_campaign(request, code)
    row = asked_case(found, pk)
    form = SettleForm(request.POST, case=row)
    if form.is_valid() and accepted(
        form, lambda: settle(case=row, report=form.cleaned_data["report"], by=request.user)
    ):
        return redirect("alumni:conflicts", code=code)
    return case_page(request, found, row, settle_form=form, status=409 if form.non_field_errors() else 200)


@login_required
@require_safe
def conflicts(request, code):
    """The work list of those about whom reports contradict one another."""
    found = visible_campaign(request, code)
    page = page_of(queries.cases_shown(found, chosen="conflict"), request)
    context = {"campaign": found, "page": page, "trail": trail_to_fieldwork(found, _("Reports that differ"))}
    return render(request, "alumni/conflicts.html", context)
