"""The learner's desk, the transcript, a cohort at a glance, and the figures of each role."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates import queries as certificates
from lms.alumni import results
from lms.assessments import queries as assessments
from lms.cohorts.models import Cohort
from lms.core.access import found_if
from lms.dashboards import permissions, plots, queries


@login_required
@require_safe
def my(request):
    rows = queries.desk_of(request.user)
    context = {
        "rows": rows,
        "first": next((row for row in rows if row.step.address), rows[0] if rows else None),
        "sessions": queries.coming_sessions(request.user),
        "certificates": certificates.certificates_of(request.user),
    }
    return render(request, "dashboards/my.html", context)


@login_required
@require_safe
def record(request):
    enrolments = list(request.user.enrolments.select_related("cohort").order_by("-cohort__starts_on"))
    gains = assessments.own_gains([enrolment.pk for enrolment in enrolments])
    rows = [(enrolment, gains.get(enrolment.pk)) for enrolment in enrolments]
    context = {"rows": rows, "certificates": certificates.certificates_of(request.user)}
    return render(request, "dashboards/record.html", context)


@login_required
@require_safe
def cohort(request, code):
    group = get_object_or_404(Cohort.objects.visible_to(request.user), code=code)
    context = {"cohort": group, "figures": queries.figures_of(group), "session": queries.session_now(group)}
    return render(request, "dashboards/cohort.html", context)


@login_required
@require_safe
def figures(request):
    found_if(permissions.can_see_figures(request.user))
    gains = queries.gains_of(queries.tested_cohorts(request.user))
    context = {
        "gains": gains,
        **gain_plot(gains),
        "countries": queries.register_figures(queries.countries_of(request.user)),
        "campaigns": retention_of_campaigns(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "dashboards/figures.html", context)


def gain_plot(gains) -> dict:
    shown = [(group.title, gain.mean_pre / 100, gain.mean_post / 100) for group, gain in gains if not gain.suppressed]
    return {"marks": plots.gain_marks(shown), "height": plots.height_of(len(shown)), "ticks": plots.TICKS}


def retention_of_campaigns(user) -> list:
    """`[(campaign, line)]` over all countries, for administrators only."""
    if not user.is_administrator:
        return []
    campaigns = queries.campaigns_with_answers()
    return [(campaign, results.headline_of(campaign)) for campaign in campaigns]
