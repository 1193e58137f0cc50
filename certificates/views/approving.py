"""Many approvals at once: one page that lists every person, then all of them or none."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from certificates import queries
from certificates import queue as waiting
from certificates.actions import deciding
from certificates.errors import SomeChanged
from certificates.forms import ApprovalOfManyForm
from certificates.models import Recommendation
from lms.core.access import found_if
from lms.core.paging import ROWS

CHOSEN = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")  # the recommendation, and its version on the page that was read


@login_required
def approve_chosen(request):
    """The people chosen in the queue; one who is not of the own country, and the whole list does not exist."""
    found_if(request.user.is_task_force_member)
    versions = versions_in((request.POST or request.GET).getlist("chosen"))
    if not versions:
        messages.error(request, _("Choose at least one person."))
        return redirect("certificates:queue")
    form, refusal = ApprovalOfManyForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            return approve(request, versions, form.cleaned_data["reason"])
        except SomeChanged as changed:
            refusal = changed
    choices = [waiting.choice(row, request.user) for row in own_recommendations(request, versions)]
    context = {
        "form": form,
        "refusal": refusal,
        "chosen": [row for row in choices if not row.why_left_out],
        "left_out": [row for row in choices if row.why_left_out],
    }
    return render(request, "certificates/decide_many.html", context)


def approve(request, versions: dict[int, int], reason: str) -> HttpResponse:
    chosen = [(row, versions[row.pk]) for row in own_recommendations(request, versions)]
    batch = deciding.approve_many(chosen=chosen, reason=reason, by=request.user)
    if batch:
        return redirect("certificates:batch", pk=batch.pk)
    messages.success(request, _("Your approvals are kept. A second member decides next."))
    return redirect("certificates:queue")


def versions_in(given: list[str]) -> dict[int, int]:
    """`{recommendation id: version}` of `12-3`; no version, as the queue gives it, is 0 and fits none."""
    matches = [CHOSEN.fullmatch(value) for value in given]
    found_if(all(matches) and len(matches) <= ROWS)
    return {int(match[1]): int(match[2] or 0) for match in matches}


def own_recommendations(request, versions: dict[int, int]) -> list[Recommendation]:
    found = list(queries.candidate_recommendations(request.user).filter(pk__in=versions).order_by("recommended_at"))
    found_if(len(found) == len(versions))
    return found
