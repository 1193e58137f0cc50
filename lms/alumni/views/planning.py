"""The steps of a plan, for administrators: each a page that is saved on its own, in any order, until the draw."""

from copy import copy
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lms.alumni import endpoints, planning, sizing, steps
from lms.alumni.actions.planning import save_plan
from lms.alumni.errors import PlanIsFixed
from lms.alumni.forms.cells import CountsForm, StrataForm
from lms.alumni.forms.planning import CalendarForm, DesignForm, EndpointForm, PopulationForm, ReadyPlanForm
from lms.alumni.models import Campaign
from lms.alumni.plan import cautions
from lms.alumni.queries import frame as frame_queries
from lms.alumni.queries import planning as queries
from lms.alumni.queries.reach import reach_of
from lms.alumni.views.campaigns import trail_below


def of_draft(view):
    """`view(request, campaign)` for a campaign in preparation. One that is drawn leads to what was drawn; a change of
    it is refused in words (PlanIsFixed)."""

    @login_required
    @wraps(view)
    def wrapped(request, code, **kwargs):
        found = get_object_or_404(Campaign.objects.visible_to(request.user), code=code)
        if found.state == Campaign.State.DRAFT:
            return view(request, found, **kwargs)
        if request.method == "POST":
            raise PlanIsFixed
        return redirect("alumni:plan_review", code=code)

    return wrapped


@of_draft
def population(request, found):
    form = PopulationForm(posted(request), instance=copy(found))
    context = {"form": form, "population": frame_queries.population_of(found)}
    return saved(request, found, "population", form) or page(request, found, "population", **context)


@of_draft
def endpoint(request, found):
    form = EndpointForm(posted(request), instance=copy(found))
    if answer := saved(request, found, "endpoint", form):
        return answer
    window, people = planning.wave_window(found), frame_queries.frame_of(found)
    context = {"window": window, "frame": len(people), "statuses": endpoints.table(), "endpoints": Campaign.Endpoint}
    if window:
        context["in_window"] = sum(window[0] <= one.trained_on <= window[1] for one in people)
    return page(request, found, "endpoint", form=form, **context)


@of_draft
def design(request, found):
    form = DesignForm(posted(request), instance=copy(found))
    return saved(request, found, "design", form) or page(request, found, "design", form=form, **sizes_of(found))


def sizes_of(found):
    """The table of sizes, and what the plan as it is costs and buys."""
    plan = queries.plan_of(found)
    margins = sorted({*sizing.MARGINS, found.margin})
    share = planning.planning_share(found)
    return {
        "plan": plan,
        "share": share,
        "sizes": sizing.sizes(plan.frame, share=share, response=found.expected_response, margins=margins)
        if plan.frame
        else [],
    }


@require_POST
@of_draft
def ready(request, found):
    """Take a template, or the size of one line of the table."""
    form = ReadyPlanForm(request.POST)
    if form.is_valid():
        save_plan(campaign=found, by=request.user, **form.plan())
        messages.success(request, _("Saved"))
    return redirect("alumni:plan_design", code=found.code)


@of_draft
def strata(request, found):
    people = frame_queries.frame_of(found)
    form = StrataForm(posted(request), instance=copy(found), units=queries.units_of(people))
    if answer := saved(request, found, "strata", form):
        return answer
    return page(request, found, "strata", form=form, plan=queries.plan_of(found, people))


@of_draft
def allocation(request, found):
    plan = queries.plan_of(found)
    form = CountsForm(posted(request), cells=plan.cells)
    if answer := saved(request, found, "allocation", form):
        return answer
    return page(request, found, "allocation", form=form, plan=plan, cautions=cautions(found, plan))


@of_draft
def calendar(request, found):
    form = CalendarForm(posted(request), instance=copy(found))
    days = calendar_of(found)
    return saved(request, found, "calendar", form) or page(request, found, "calendar", form=form, days=days)


def calendar_of(found):
    """`[(what happens, day)]` in the order of the days, if all are invited on the opening day."""
    days = [(_("Invitations leave"), found.opens_on)]
    days += [(_("Reminder to the silent"), planning.day_of(found, day)) for day in found.reminder_days]
    if "phone" in found.modes:
        days.append((_("Phone calls begin"), planning.day_of(found, found.phone_from_day)))
    if {"proxy", "record"} & set(found.modes):
        days.append((_("Colleagues and staff lists are asked"), planning.day_of(found, found.proxy_from_day)))
    return [*sorted(days, key=lambda line: line[1]), (_("The follow-up closes"), found.closes_on)]


@of_draft
def consent(request, found):
    return page(request, found, "consent", reach=reach_of(found, frame_queries.frame_of(found)))


def posted(request):
    return request.POST if request.method == "POST" else None


def saved(request, found, name, form):
    """Save a valid form and go on, or stay where only that was asked; None where there is nothing to save."""
    if not form.is_valid():
        return None
    save_plan(campaign=found, by=request.user, **form.plan())
    messages.success(request, _("Saved"))
    step = steps.step_named(name)
    return redirect(step.url if "stay" in request.POST else steps.after(step).url, code=found.code)


def page(request, found, name, *, template="", **context):
    step = steps.step_named(name)
    frame = {
        "campaign": found,
        "step": step,
        "steps": steps.STEPS,
        "next": steps.after(step),
        "trail": trail_below(found, step.title),
    }
    return render(request, template or f"alumni/plan_{name}.html", {**frame, **context})
