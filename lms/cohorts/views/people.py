"""Who takes part: the list, invitations, code cards."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lms.cohorts import actions, queries
from lms.cohorts.sheets.code_cards import code_cards as sheet_of
from lms.cohorts.views.cohorts import cohort_of, trail_to
from lms.core.paging import page_of

PEOPLE_A_PAGE = 100
LONGEST_ID = 18  # digits; more is no row's number, and no database takes it


@login_required
def people(request, code):
    cohort = cohort_of(request, code)
    page = page_of(queries.people_of(cohort), request, size=PEOPLE_A_PAGE)
    context = {
        "cohort": cohort,
        "page": page,
        "own_page": cohort.programme.own_page,
        "asks_manager": cohort.programme.certificate_kind == "trainer",
        "to_invite": queries.to_invite(cohort).count(),
        "card_people": set(queries.who_get_cards(cohort).values_list("pk", flat=True)),
        "trail": trail_to(cohort, _("People")),
    }
    return render(request, "cohorts/people.html", context)


@login_required
@require_POST
def invite(request, code):
    cohort = cohort_of(request, code)
    count = actions.invite_people(cohort=cohort, by=request.user)
    sent = ngettext("%(count)s invitation is on its way.", "%(count)s invitations are on their way.", count)
    messages.success(request, sent % {"count": count})
    return redirect("cohorts:people", code=code)


@login_required
@require_POST
def code_cards(request, code):
    """A sheet for those who are ticked, or else for everyone who has no e-mail; a sheet that fails uses no code up."""
    cohort = cohort_of(request, code)
    chosen = [int(pk) for pk in request.POST.getlist("person") if pk.isdecimal() and len(pk) <= LONGEST_ID]
    people = queries.who_get_cards(cohort)
    people = list(people.filter(pk__in=chosen) if chosen else people.filter(email=None))
    if not people:
        messages.warning(request, _("Nobody here needs a code card."))
        return redirect("cohorts:people", code=code)
    with transaction.atomic():
        cards = actions.issue_code_cards(cohort=cohort, people=people, by=request.user)
        pdf = sheet_of(cohort, cards, today=timezone.localdate())
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="cards-{cohort.code}.pdf"'
    return response
