"""The interviewer's screens: whom to call next, one call with its script, what somebody else said."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from lms.alumni import actions, calling
from lms.alumni.forms.calls import CallForm, ProxyForm
from lms.alumni.models import Case
from lms.alumni.permissions import can_open_calls
from lms.alumni.queries import calls as queries
from lms.alumni.views.call_saving import frame_of, keep
from lms.core import languages, programmes
from lms.core.access import found_if
from lms.core.errors import Refused
from lms.core.paging import page_of


@login_required
def calls(request):
    found_if(can_open_calls(request.user))
    now = timezone.now()
    cases = queries.to_work_on(request.user, now=now)
    page = page_of(cases, request)
    due = queries.not_for_later(cases).count()
    context = {
        "page": page,
        "rows": [row_of(case, now, request.user) for case in page],
        "due": due,
        "first": page.object_list[0] if due and page.number == 1 else None,
        **frame_of(request.user),
    }
    return render(request, "alumni/calls.html", context)


def row_of(case, now, user):
    """The case with the time of day where the person is, and the agreed hour on both clocks."""
    country = case.stratum.country
    agreed = case.call_back_at
    there, here = calling.both_clocks(agreed or now, there=country, here=user.country)
    return {
        "case": case,
        "time_there": calling.both_clocks(now, there=country, here=user.country)[0],
        "agreed_there": there if agreed else "",
        "agreed_here": here if agreed and here != there else "",
        "is_due": agreed is not None and agreed <= now,
    }


@login_required
def call(request, pk):
    """One person to call: the numbers, the script, the questions, how it ended."""
    case = own_case(request, pk)
    if not case.may_call:
        return back_to_list(request)
    language = script_language(request, case)
    with translation.override(language):
        form = CallForm(request.POST or None, case=case, initial={"language": language})
    if request.method == "POST" and form.is_valid():
        return kept(request, case, form)
    if request.method != "POST":
        actions.open_call(case=case, by=request.user)
    context = {
        "numbers": queries.numbers_of(case.person),
        "script_language": language,
        "other_language": next(iter({case.person.language, languages.current()} - {language}), ""),
        "programmes": [programmes.get(code).title for code in case.campaign.programme_codes],
        **case_context(request, case, form),
    }
    return render(request, "alumni/call.html", context)


@login_required
def proxy(request, pk):
    """What a focal point or a colleague knows about one person."""
    case = own_case(request, pk)
    if not case.may_ask_others:
        return back_to_list(request)
    form = ProxyForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        return kept(request, case, form)
    return render(request, "alumni/call_proxy.html", case_context(request, case, form))


def own_case(request, pk):
    found_if(can_open_calls(request.user))
    mine = queries.own_cases(request.user).select_related("campaign", "person", "stratum", "organisation")
    return get_object_or_404(mine, pk=pk)


def back_to_list(request):
    messages.info(request, _("This person needs no call from you now."))
    return redirect("alumni:calls")


def kept(request, case: Case, form):
    """Keep a form without faults and go on to the next person; why it was refused stands on the list."""
    try:
        keep(form, case=case, by=request.user)
        messages.success(request, _("Saved. Thank you."))
    except Refused as refusal:
        messages.warning(request, refusal.message)
    return redirect("alumni:calls")


def script_language(request, case: Case) -> str:
    """The person's, unless the interviewer asks for their own."""
    wanted = request.POST.get("language") or request.GET.get("script")
    return wanted if wanted in (case.person.language, languages.current()) else case.person.language


def case_context(request, case: Case, form):
    there, here = calling.both_clocks(timezone.now(), there=case.stratum.country, here=request.user.country)
    return {
        "case": case,
        "form": form,
        "time_there": there,
        "time_here": here,
        "attempts": queries.attempts_of(case),
        "trail": [(reverse("alumni:calls"), _("Calls")), ("", case.person.full_name)],
        **frame_of(request.user),
    }
