"""The logframe as a page and as a sheet of paper, for task forces (their country) and administrators (all)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lms.core.access import found_if
from lms.core.languages import Country
from lms.dashboards import permissions, queries
from lms.dashboards.logframe import sheet
from lms.dashboards.logframe.building import indicators
from lms.dashboards.logframe.parts import country_name


@login_required
@require_safe
def logframe(request):
    found_if(permissions.can_see_capacity(request.user))
    readable = queries.countries_of(request.user)
    context = {
        "indicators": indicators(readable),
        "scope": scope_of(readable),
        "today": timezone.localdate(),
        "trail": [(reverse("dashboards:figures"), _("Figures")), ("", _("Logframe"))],
    }
    return render(request, "dashboards/logframe.html", context)


@login_required
@require_safe
def paper(request):
    found_if(permissions.can_see_capacity(request.user))
    readable, today = queries.countries_of(request.user), timezone.localdate()
    pdf = sheet.logframe(indicators(readable), scope=scope_of(readable), today=today)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="logframe-{today}.pdf"'
    return response


def scope_of(readable: list[str]) -> str:
    """The countries in words; in the order in which they stand everywhere."""
    return _("All countries") if set(readable) == set(Country.values) else ", ".join(map(country_name, readable))
