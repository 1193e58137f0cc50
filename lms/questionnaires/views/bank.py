"""The list of questions, and how far they fill the forms."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext as _

from lms.core import languages
from lms.core.access import found_if
from lms.core.paging import page_of
from lms.questionnaires import listing
from lms.questionnaires.forms import BankFilter
from lms.questionnaires.permissions import can_see_bank, can_write


@login_required
def bank(request):
    found_if(can_see_bank(request.user))
    form = BankFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = listing.bank_rows()
    page = page_of(listing.questions_found(wanted), request)
    context = {
        "form": form,
        "page": page,
        "questions": listing.list_rows(page, languages.current()),
        "rows": rows,
        "open_tasks": sum(row.open_tasks for row in rows),
        "may_write": can_write(request.user),
        "all_languages": languages.CODES,
        "trail": [("", _("Question bank"))],
    }
    return render(request, "questionnaires/bank.html", context)
