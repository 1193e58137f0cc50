"""The whole plan on one page, its test, and after the draw what was drawn."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lms.alumni.actions.planning import send_test
from lms.alumni.models import Campaign
from lms.alumni.permissions import can_draw
from lms.alumni.plan import cautions
from lms.alumni.queries import planning as queries
from lms.alumni.views.planning import calendar_of, of_draft, page
from lms.core import languages, programmes
from lms.core.errors import Refused


@login_required
def review(request, code):
    found = get_object_or_404(Campaign.objects.visible_to(request.user), code=code)
    if found.state != Campaign.State.DRAFT:
        drawn = queries.drawn_plan(found)
        return page(request, found, "review", template="alumni/plan_drawn.html", plan=drawn)
    plan = queries.plan_of(found)
    context = {
        "plan": plan,
        "cautions": cautions(found, plan),
        "programmes": [programmes.get(each).title for each in found.programme_codes],
        "days": calendar_of(found),
        "own_texts": [languages.OWN_NAMES[each] for each in languages.CODES if each in found.texts],
        "may_draw": can_draw(request.user, found) and plan.frame > 0,
    }
    return page(request, found, "review", **context)


@require_POST
@of_draft
def test(request, found):
    try:
        sent = send_test(campaign=found, by=request.user)
    except Refused as refusal:
        messages.warning(request, refusal.message)
    else:
        words = ngettext(
            "%(count)s test mail is on its way to %(to)s.", "%(count)s test mails are on their way to %(to)s.", sent
        )
        messages.success(request, words % {"count": sent, "to": request.user.email})
    return redirect("alumni:plan_review", code=found.code)
