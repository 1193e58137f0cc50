"""The fieldwork of a campaign: how far each cell is, and the next step of the administrator."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from lms.alumni import sampling
from lms.alumni.actions.assigning import assign_evenly
from lms.alumni.actions.following import choose_follow_up
from lms.alumni.actions.releasing import release_group
from lms.alumni.models import Campaign
from lms.alumni.permissions import can_choose_follow_up, can_do_fieldwork, can_invite, can_release
from lms.alumni.queries import campaigns as queries
from lms.alumni.queries import fieldwork as fieldwork_queries
from lms.alumni.views.campaigns import trail_below, visible_campaign
from lms.core.access import found_if
from lms.core.telling import told


@login_required
@require_safe
def fieldwork(request, code):
    found = visible_campaign(request, code)
    lines = fieldwork_queries.lines_of(found)
    is_open = can_do_fieldwork(request.user, found)
    context = {
        "campaign": found,
        "lines": lines,
        "total": fieldwork_queries.total_of(found, lines),
        "waiting": fieldwork_queries.waiting_of(found),
        "to_invite": queries.to_invite(found).count() if can_invite(request.user, found) else 0,
        "may_work": is_open,
        "may_choose": can_choose_follow_up(request.user, found),
        "next_group": fieldwork_queries.next_group(found) if can_release(request.user, found) else None,
        "days_left": (found.closes_on - timezone.localdate()).days,
        "trail": trail_below(found, _("Fieldwork")),
    }
    return render(request, "alumni/fieldwork.html", context)


@login_required
def follow_up(request, code):
    """What the draw among the silent would take, and the draw."""
    found = visible_campaign(request, code)
    if request.method == "POST":
        told(request, lambda: chosen_words(choose_follow_up(campaign=found, by=request.user)))
        return redirect("alumni:fieldwork", code=code)
    lines = [
        (stratum, count, sampling.one_in(count, found.follow_one_in))
        for stratum, count in fieldwork_queries.silent_lines(found)
    ]
    context = {
        "campaign": found,
        "lines": lines,
        "silent": sum(count for _stratum, count, _drawn in lines),
        "drawn": sum(drawn for _stratum, _count, drawn in lines),
        "may_choose": can_choose_follow_up(request.user, found),
        "trail": trail_to_fieldwork(found, _("People to follow up")),
    }
    return render(request, "alumni/follow_up.html", context)


def chosen_words(count):
    return ngettext("%(count)s person was drawn.", "%(count)s people were drawn.", count) % {"count": count}


@login_required
def group(request, code, number):
    """What releasing a spare group would mean, and the release."""
    found = visible_campaign(request, code)
    if request.method == "POST":
        told(request, lambda: released_words(release_group(campaign=found, number=number, by=request.user)))
        return redirect("alumni:fieldwork", code=code)
    found_if(can_release(request.user, found))
    if fieldwork_queries.next_group(found) != number:
        raise Http404
    lines = [(stratum, inside) for stratum, inside in fieldwork_queries.group_lines(found, number) if inside]
    context = {
        "campaign": found,
        "number": number,
        "lines": [(stratum, inside, stratum.sample_count + inside) for stratum, inside in lines],
        "total": sum(inside for _stratum, inside in lines),
        "trail": trail_to_fieldwork(found, _("Spare group")),
    }
    return render(request, "alumni/spare_group.html", context)


def released_words(count):
    words = ngettext("%(count)s more person is asked now.", "%(count)s more people are asked now.", count)
    return words % {"count": count}


@login_required
@require_POST
def assign_all(request, code):
    found = visible_campaign(request, code)
    told(request, lambda: assigned_words(assign_evenly(campaign=found, by=request.user)))
    return redirect("alumni:fieldwork", code=code)


def assigned_words(count):
    if not count:
        return _("No interviewer can take these people. Give somebody of their country the role of interviewer.")
    words = ngettext("%(count)s person has an interviewer now.", "%(count)s people have an interviewer now.", count)
    return words % {"count": count}


def trail_to_fieldwork(found: Campaign, words: str) -> list[tuple[str, str]]:
    """Where a page stands that the fieldwork leads to."""
    above = trail_below(found, words)[:-1]
    return [*above, (reverse("alumni:fieldwork", args=[found.code]), _("Fieldwork")), ("", words)]
