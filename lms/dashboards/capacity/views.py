"""The page of trained people in post, for task forces (their country) and administrators (all)."""

from typing import Any

import numpy as np
from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lms.alumni.queries.capacity import Everybody, everybody
from lms.core.access import found_if
from lms.dashboards import permissions, queries
from lms.dashboards.capacity import planning
from lms.dashboards.capacity.fan import fan
from lms.dashboards.capacity.forms import PlanForm
from lms.dashboards.capacity.units import OLD_MONTHS, Line, Tables, seen


@login_required
@require_safe
def capacity(request):
    """`country`, `target` and `intake` are asked in the address; a country of others does not exist."""
    found_if(permissions.can_see_capacity(request.user))
    readable = queries.countries_of(request.user)
    asked = request.GET.get("country", "")
    found_if(asked in ("", *readable))
    form = PlanForm(request.GET or None, countries=readable)
    context = {
        "form": form,
        "is_administrator": request.user.is_administrator,
        "country": asked or (readable[0] if len(readable) == 1 else ""),
        "today": timezone.localdate(),
        "old_months": OLD_MONTHS,
        "trail": [(reverse("dashboards:figures"), _("Figures")), ("", _("Trained people in post"))],
    }
    group = everybody()
    if group.outlook:
        context |= tables(group, readable, context["country"])
        context |= outlook(group, readable, context["country"], wishes(form))
    return render(request, "dashboards/capacity.html", context)


def wishes(form: PlanForm) -> dict[str, int | None]:
    """The numbers that were asked for, as far as they are numbers."""
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return {"target": given.get("target"), "intake": given.get("intake")}


def tables(group: Everybody, readable: list[str], country: str) -> dict[str, Any]:
    made = Tables(group)
    lines = made.countries(readable)
    offices = [(code, line) for code in readable for line in made.organisations(code)]
    at_risk = [("", line) for line in lines if line.is_at_risk]
    at_risk += [(code, line) for code, line in offices if line.is_at_risk and line.name]
    return {
        "lines": lines,
        "organisations": made.organisations(country) if country else [],
        "provinces": made.provinces(country) if country else [],
        "at_risk": at_risk,
        "old": [line for line in lines if line.is_old],
    }


def outlook(group: Everybody, readable: list[str], country: str, asked: dict[str, int | None]) -> dict[str, Any]:
    """The forecast and the plan for one country or all; nothing where these are too few people to show."""
    made = Tables(group)
    chosen = [country] if country else readable
    rows = np.flatnonzero([one.country in chosen for one in group.people])
    if not len(rows) or not made.may_add_up(chosen):
        return {"overall": None}
    curve = country if country in group.outlook.tenures else ""
    numbers = planning.forecast(group.outlook, rows, intake=asked["intake"] or 0, curve=curve)
    target = asked["target"] or max(round(numbers[0].expected), 1)
    year = timezone.localdate().year
    return {
        "overall": Line("", len(rows), seen(numbers[0]), seen(numbers[1]), made.months_old(rows)),
        "share_extrapolated": numbers[0].extrapolated_share,
        "forecast": [(year + place, seen(number), number) for place, number in enumerate(numbers)],
        "picture": fan(numbers, first_year=year, target=target),
        "plan": planning.plan(group.outlook, rows, target=target, curve=curve),
        "falls_short_in": first_short(numbers, target, year),
        "is_new_target": bool(asked["target"]),
        "is_short_of_target": bool(asked["target"]) and numbers[1].low < target,
        "curve": group.outlook.tenures[curve],
        "intake": asked["intake"] or 0,
    }


def first_short(numbers: list, target: int, year: int) -> int | None:
    """The first year in which the lower limit is below the target; None: not within five years."""
    return next((year + place for place, number in enumerate(numbers) if number.low < target), None)
