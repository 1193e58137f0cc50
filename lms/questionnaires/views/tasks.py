"""Review tasks: what figures ask people to look at."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lms.core.access import found_if
from lms.core.paging import page_of
from lms.core.telling import accepted
from lms.questionnaires import listing
from lms.questionnaires.actions.tasks import close_review_task
from lms.questionnaires.findings import figures_in_words
from lms.questionnaires.forms import OutcomeForm, TaskFilter
from lms.questionnaires.models import ReviewTask
from lms.questionnaires.permissions import can_close_task, can_see_bank


@login_required
def tasks(request):
    found_if(can_see_bank(request.user))
    form = TaskFilter(request.GET)
    page = page_of(listing.tasks_found(form.cleaned_data if form.is_valid() else {}), request)
    context = {
        "form": form,
        "page": page,
        "rows": [(task, figures_in_words(task.figures)) for task in page],
        "trail": [(reverse("questionnaires:bank"), _("Question bank")), ("", _("Review tasks"))],
    }
    return render(request, "questionnaires/task_list.html", context)


@login_required
def task(request, pk):
    found_if(can_see_bank(request.user))
    row = get_object_or_404(ReviewTask.objects.select_related("question", "closed_by"), pk=pk)
    may_close = row.closed_at is None and can_close_task(request.user, row)
    form = OutcomeForm(request.POST or None) if may_close else None
    found_if(request.method != "POST" or form is not None)
    if form and request.method == "POST" and form.is_valid() and close(request, row, form):
        return redirect("questionnaires:tasks")
    trail = [
        (reverse("questionnaires:bank"), _("Question bank")),
        (reverse("questionnaires:tasks"), _("Review tasks")),
        ("", row.question.code),
    ]
    context = {"task": row, "figures": figures_in_words(row.figures), "form": form, "trail": trail}
    return render(request, "questionnaires/task.html", context)


def close(request, row, form) -> bool:
    if not accepted(form, lambda: close_review_task(task=row, outcome=form.cleaned_data["outcome"], by=request.user)):
        return False
    messages.success(request, _("Review task closed"))
    return True
