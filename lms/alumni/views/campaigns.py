"""Campaigns, for administrators: start, draw, send, watch, read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lms.alumni import actions, estimators, plot, publication
from lms.alumni.forms.campaigns import CampaignForm
from lms.alumni.models import Campaign
from lms.alumni.permissions import can_close, can_draw, can_invite, can_run_campaigns
from lms.alumni.queries import campaigns as queries
from lms.core import programmes
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
        return redirect("alumni:campaign", code=created.code)
    context = {"form": form, "trail": [(reverse("alumni:campaigns"), _("Follow-up")), ("", _("Start a follow-up"))]}
    return render(request, "alumni/campaign_new.html", context)


@login_required
def campaign(request, code):
    found = visible_campaign(request, code)
    if found.state == Campaign.State.DRAFT:
        return draft(request, found)
    context = {
        **figures_of(found),
        "trail": trail_to(found),
        "may_invite": can_invite(request.user, found),
        "may_close": can_close(request.user, found),
        "waiting": queries.to_invite(found).count(),
    }
    return render(request, "alumni/campaign.html", context)


def draft(request, found):
    plan = queries.plan_of(found)
    context = {
        "campaign": found,
        "plan": plan,
        "frame": sum(line.frame for line in plan),
        "asked": sum(line.asked for line in plan),
        "programmes": programme_titles(found),
        "may_draw": can_draw(request.user, found),
        "trail": trail_to(found),
    }
    return render(request, "alumni/campaign_draft.html", context)


@login_required
def cases(request, code):
    found = visible_campaign(request, code)
    page = page_of(queries.cases_of(found), request)
    return render(
        request, "alumni/cases.html", {"campaign": found, "page": page, "trail": trail_below(found, _("People"))}
    )


@login_required
def progress(request, code):
    found = visible_campaign(request, code)
    lines = queries.progress_of(found)
    names = ("asked", "reachable", "invited", "answered", "refused", "known")
    total = {name: sum(line[name] for line in lines) for name in names}
    context = {"campaign": found, "lines": lines, "total": total, "trail": trail_below(found, _("Progress"))}
    return render(request, "alumni/progress.html", context)


@login_required
def results(request, code):
    found = visible_campaign(request, code)
    context = {**figures_of(found), "trail": trail_below(found, _("Results"))}
    context["plot"] = plot.drawn([context["overall"], *context["lines"]])
    context["yearly"], context["years"] = leaving_a_year(found, context["overall"])
    return render(request, "alumni/results.html", context)


@login_required
@require_POST
def draw(request, code):
    found = visible_campaign(request, code)
    return told(request, found, lambda: drawn_words(actions.draw_sample(campaign=found, by=request.user)))


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


def figures_of(found):
    """What the sentence, the table and the method need."""
    cells = queries.cells_of(found)
    return {
        "campaign": found,
        "overall": publication.overall(cells),
        "lines": publication.by_unit(cells),
        "programmes": programme_titles(found),
        "as_of": min(found.closes_on, timezone.localdate()),
    }


def programme_titles(found):
    return [programmes.get(code).title for code in found.programme_codes]


def leaving_a_year(found, overall):
    """`(share leaving a year, mean years since the training)`, or Nones where no figure may be shown."""
    years = queries.years_since_training(found) if overall.figure else None
    if not years or years < 1:
        return None, None
    return estimators.yearly_exit_rate(1 - overall.figure.estimate, years), years


def trail_to(found):
    return [(reverse("alumni:campaigns"), _("Follow-up")), ("", found.title)]


def trail_below(found, words):
    """Where a page of this campaign stands that is not its first."""
    return [
        (reverse("alumni:campaigns"), _("Follow-up")),
        (reverse("alumni:campaign", args=[found.code]), found.title),
        ("", words),
    ]
