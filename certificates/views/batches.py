"""Certificates by the batch: order them for a cohort, watch them being issued, try again what failed."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from certificates import batch_queries
from certificates.actions import batches
from certificates.models import Batch, BatchItem, Certificate
from lms.cohorts.models import Cohort, Enrolment
from lms.core.access import found_if
from lms.core.paging import page_of

PRIMARY_KEY = re.compile(r"[0-9]{1,18}")  # what a database takes as a number of a row


@login_required
def order_completions(request, code):
    """One confirmation for everybody of a cohort who has met everything."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), code=code)
    found_if(cohort.programme.certificate_kind == Certificate.Kind.COMPLETION)
    if request.method == "POST":
        chosen = chosen_of(cohort, request.POST.getlist("enrolment"))
        if chosen:
            batch = batches.order_completions(cohort=cohort, enrolments=chosen, by=request.user)
            return redirect("certificates:batch", pk=batch.pk)
        messages.error(request, _("Choose at least one person."))
    context = {"cohort": cohort, "ready": batch_queries.ready_for_completion(cohort, request.user)}
    return render(request, "certificates/batch_order.html", context)


def chosen_of(cohort: Cohort, given: list[str]) -> list[Enrolment]:
    """All of them people of this cohort: one from elsewhere, and the whole list does not exist."""
    chosen = {int(pk) for pk in given if PRIMARY_KEY.fullmatch(pk)}
    found = list(batch_queries.enrolments_of(cohort).filter(pk__in=chosen))
    found_if(len(found) == len(set(given)))
    return found


@login_required
def batch_list(request):
    """The batches that this person ordered or whose country's Task Force decided."""
    user = request.user
    found_if(user.is_trainer or user.is_task_force_member or user.is_administrator)
    return render(request, "certificates/batch_list.html", {"page": page_of(batch_queries.batches_of(user), request)})


@login_required
def batch(request, pk):
    """How many are issued, who could not be and why; it renews itself while some wait."""
    found = get_object_or_404(Batch.objects.visible_to(request.user).select_related("ordered_by"), pk=pk)
    items = batch_queries.items_of(found, request.user)
    context = {
        "batch": found,
        "progress": batch_queries.progress_of(items),
        "failed": items.filter(state=BatchItem.State.FAILED),
        "page": page_of(items.filter(state=BatchItem.State.ISSUED), request),
    }
    return render(request, "certificates/batch_progress.html", context)


@login_required
@require_POST
def retry_all(request, pk):
    found = get_object_or_404(Batch.objects.visible_to(request.user), pk=pk)
    batches.retry_all(batch=found, by=request.user)
    return redirect("certificates:batch", pk=pk)


@login_required
@require_POST
def retry(request, pk):
    item = get_object_or_404(BatchItem.objects.visible_to(request.user).select_related("batch"), pk=pk)
    batches.retry(item=item, by=request.user)
    return redirect("certificates:batch", pk=item.batch_id)
