"""Who manages a candidate at work: a manager never observes the own staff, nor staff their manager."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lms.cohorts.views.cohorts import cohort_of, trail_to
from lms.people import actions
from lms.people.forms import ManagerForm
from lms.people.queries import present_post


@login_required
def manager(request, code, pk):
    """For those who run the cohort, about one of its people."""
    cohort = cohort_of(request, code)
    enrolment = get_object_or_404(cohort.enrolments.active().select_related("person"), pk=pk)
    post = present_post(enrolment.person)
    form = ManagerForm(request.POST or None, person=enrolment.person, post=post)
    if post and request.method == "POST" and form.is_valid():
        actions.name_manager(post=post, manager=form.cleaned_data["manager"], by=request.user)
        actions.name_province(post=post, province=form.cleaned_data["province"], by=request.user)
        messages.success(request, _("Saved"))
        return redirect("cohorts:people", code=code)
    first, group, _here = trail_to(cohort, "")
    people = (reverse("cohorts:people", args=[code]), _("People"))
    context = {"person": enrolment.person, "post": post, "form": form, "back": people[0]}
    return render(request, "cohorts/manager.html", {**context, "trail": [first, group, people, ("", _("Manager"))]})
