"""The list of cohorts, and a new one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lms.cohorts import actions, queries
from lms.cohorts.forms import CohortForm
from lms.cohorts.models import Cohort
from lms.cohorts.permissions import countries_to_create_in
from lms.core.access import found_if
from lms.core.paging import page_of


def cohort_of(request, code) -> Cohort:
    """The cohort, for those who run it; for everyone else it does not exist."""
    return get_object_or_404(Cohort.objects.visible_to(request.user), code=code)


def trail_to(cohort: Cohort, words: str) -> list[tuple[str, str]]:
    return [
        (reverse("cohorts:list"), _("Cohorts")),
        (reverse("dashboards:cohort", args=[cohort.code]), cohort.title),
        ("", words),
    ]


@login_required
def cohort_list(request):
    found_if(request.user.is_trainer or request.user.is_administrator)
    page = page_of(queries.cohorts_of(request.user), request)
    context = {
        "page": page,
        "may_create": bool(countries_to_create_in(request.user)),
        "trail": [("", _("Cohorts"))],
    }
    return render(request, "cohorts/cohort_list.html", context)


@login_required
def new(request):
    found_if(bool(countries_to_create_in(request.user)))
    form = CohortForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        trainers = form.cleaned_data.get("trainers", [request.user])
        cohort = actions.open_cohort(cohort=form.instance, trainers=trainers, by=request.user)
        messages.success(request, _("The cohort is open. Now enrol its people."))
        return redirect("cohorts:upload", code=cohort.code)
    trail = [(reverse("cohorts:list"), _("Cohorts")), ("", _("New cohort"))]
    return render(request, "cohorts/cohort_new.html", {"form": form, "trail": trail})
