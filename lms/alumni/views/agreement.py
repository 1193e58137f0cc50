"""Do colleagues know? A tenth of those who answered is asked about too, without telling the answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lms.alumni.actions.agreement import ask_blind
from lms.alumni.estimators import SHOWN_FROM
from lms.alumni.forms.fieldwork import BlindForm
from lms.alumni.permissions import can_do_fieldwork
from lms.alumni.queries import agreement as queries
from lms.alumni.views.campaigns import visible_campaign
from lms.alumni.views.fieldwork import trail_to_fieldwork
from lms.core.access import found_if
from lms.core.paging import page_of
from lms.core.telling import accepted


@login_required
@require_safe
def agreement(request, code):
    found = visible_campaign(request, code)
    table = queries.agreement(found)
    context = {
        "campaign": found,
        "page": page_of(queries.to_ask(found), request),
        "table": table if table.count >= SHOWN_FROM else None,
        "shown_from": SHOWN_FROM,
        "may_work": can_do_fieldwork(request.user, found),
        "trail": trail_to_fieldwork(found, _("Do colleagues know?")),
    }
    return render(request, "alumni/agreement.html", context)


@login_required
def ask_colleague(request, code, pk):
    found = visible_campaign(request, code)
    found_if(can_do_fieldwork(request.user, found))
    case = get_object_or_404(queries.to_ask(found), pk=pk)
    form = BlindForm(request.POST or None)

    def keep():
        said = form.cleaned_data
        ask_blind(case=case, source=said["source"], status=said["status"], by=request.user)

    if request.method == "POST" and form.is_valid() and accepted(form, keep):
        messages.success(request, _("Saved. Thank you."))
        return redirect("alumni:agreement", code=code)
    trail = trail_to_fieldwork(found, case.person.full_name)
    trail.insert(-1, (reverse("alumni:agreement", args=[code]), _("Do colleagues know?")))
    return render(request, "alumni/ask_colleague.html", {"campaign": found, "case": case, "form": form, "trail": trail})
