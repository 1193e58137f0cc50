"""Campaigns, for administrators: start, draw, send, watch, read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lms.alumni import actions, results, steps
from lms.alumni.actions import estimating
from lms.alumni.forms.campaigns import CampaignForm
from lms.alumni.models import Campaign
from lms.alumni.permissions import can_close, can_invite, can_run_campaigns
from lms.alumni.queries import campaigns as queries
from lms.alumni.queries import planning
from lms.alumni.report import writing
from lms.core.access import found_if
from lms.core.errors import Refused
from lms.core.paging import page_of


@login_required
def campaigns(request):
    found_if(can_run_campaigns(request.user))
    listed = queries.campaigns_listed(Campaign.objects.visible_to(request.user))
    return render(request, "alumni/campaigns.html", {"page": page_of(listed, request)})


@login_required
def new(request):
    found_if(can_run_campaigns(request.user))
    form = CampaignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        created = actions.create_campaign(**form.cleaned_data, by=request.user)
        return redirect("alumni:plan_population", code=created.code)
    context = {"form": form, "trail": [(reverse("alumni:campaigns"), _("Follow-up")), ("", _("Start a follow-up"))]}
    return render(request, "alumni/campaign_new.html", context)


@login_required
def campaign(request, code):
    found = visible_campaign(request, code)
    if found.state == Campaign.State.DRAFT:
        return draft(request, found)
    context = {
        "campaign": found,
        "report": summary_of(found),
        "trail": trail_to(found),
        "may_invite": can_invite(request.user, found),
        "may_close": can_close(request.user, found),
        "waiting": queries.to_invite(found).count(),
    }
    return render(request, "alumni/campaign.html", context)


def draft(request, found):
    plan = planning.plan_of(found)
    context = {"campaign": found, "plan": plan, "steps": steps.STEPS, "trail": trail_to(found)}
    return render(request, "alumni/campaign_draft.html", context)


@login_required
@require_POST
def draw(request, code):
    found = visible_campaign(request, code)
    told(request, found, lambda: drawn_words(actions.draw_sample(campaign=found, by=request.user)))
    return redirect("alumni:plan_review", code=found.code)


@login_required
@require_POST
def send(request, code):
    found = visible_campaign(request, code)
    return told(request, found, lambda: invited_words(actions.invite(campaign=found, by=request.user)))


@login_required
@require_POST
def close(request, code):
    found = visible_campaign(request, code)

    def close_it():
        actions.close(campaign=found, by=request.user)
        return _("Follow-up closed")

    return told(request, found, close_it)


def visible_campaign(request, code):
    return get_object_or_404(Campaign.objects.visible_to(request.user), code=code)


def told(request, found, change):
    """Make the change, say what came of it, and go back to the campaign."""
    try:
        messages.success(request, change())
    except Refused as refusal:
        messages.warning(request, refusal.message)
    return redirect("alumni:campaign", code=found.code)


def drawn_words(asked):
    return ngettext("%(count)s person was drawn.", "%(count)s people were drawn.", asked) % {"count": asked}


def invited_words(invited):
    words = ngettext("%(count)s invitation is on its way.", "%(count)s invitations are on their way.", invited)
    return words % {"count": invited}


def summary_of(found):
    """The figures for the campaign's own page; whoever looks first asks for the curves, which the clock then makes."""
    figures = results.results_of(found)
    if not figures.estimation.is_ordered:
        estimating.order_estimation(campaign=found, digest=figures.digest)
    return writing.summary_of(figures)


def trail_to(found):
    return [(reverse("alumni:campaigns"), _("Follow-up")), ("", found.title)]


def trail_below(found, words):
    """Where a page of this campaign stands that is not its first."""
    return [
        (reverse("alumni:campaigns"), _("Follow-up")),
        (reverse("alumni:campaign", args=[found.code]), found.title),
        ("", words),
    ]
