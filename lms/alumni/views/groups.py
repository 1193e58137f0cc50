"""The figures of one group of people, for administrators: each look is kept, and may be refused."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lms.alumni import results
from lms.alumni.actions.figure_queries import ask_figures
from lms.alumni.forms.groups import GroupForm
from lms.alumni.models import Campaign
from lms.alumni.results import building
from lms.alumni.views.campaigns import trail_below, visible_campaign
from lms.core.access import found_if
from lms.core.telling import accepted


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def group(request, code):
    """A POST asks, because every look is kept."""
    found = visible_campaign(request, code)
    found_if(found.state != Campaign.State.DRAFT)
    form = GroupForm(request.POST or None, choices=building.choices_of(results.read(found).scene))
    answers = []

    def ask():
        answers.append(ask_figures(campaign=found, filters=form.chosen, by=request.user))

    if request.method == "POST" and form.is_valid():
        accepted(form, ask)
    trail = trail_below(found, _("Figures of one group"))
    trail.insert(-1, (reverse("alumni:results", args=[code]), _("Results")))
    context = {"campaign": found, "form": form, "answer": answers[0] if answers else None, "trail": trail}
    return render(request, "alumni/results_group.html", context)
