"""One more try at the test after the course, after a talk."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lms.assessments import permissions
from lms.assessments.actions import granting
from lms.assessments.grant_form import GrantForm
from lms.assessments.models import Attempt
from lms.cohorts.models import Cohort
from lms.core.access import found_if


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def grant_try(request, code, enrolment):
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), code=code)
    row = get_object_or_404(cohort.enrolments.active().select_related("person", "cohort"), pk=enrolment)
    found_if(permissions.can_grant_try(request.user, row))
    form = GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        granting.grant_try(enrolment=row, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("%(name)s can take the test once more.") % {"name": row.person.full_name})
        return redirect("assessments:results", code)
    context = {
        "cohort": cohort,
        "enrolment": row,
        "form": form,
        "needs_grant": granting.needs_grant(row),
        "tries": row.attempts.filter(phase=Attempt.Phase.POST).exclude(state=Attempt.State.OPEN).order_by("number"),
        "granted": row.granted_tries.select_related("granted_by"),
        "trail": [
            (reverse("cohorts:list"), _("Cohorts")),
            (reverse("dashboards:cohort", args=[code]), cohort.title),
            (reverse("assessments:results", args=[code]), _("Test results")),
            ("", _("One more try")),
        ],
    }
    return render(request, "assessments/grant_try.html", context)
