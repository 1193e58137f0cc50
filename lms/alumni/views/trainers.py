"""The trainers' register: the public list, the full one for task forces and administrators, and its export."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from certificates.models import Certificate
from lms.alumni import trainer_table
from lms.alumni.actions.trainers import export_trainers
from lms.alumni.permissions import can_open_register
from lms.alumni.queries import trainers as queries
from lms.core import limits, programmes, spreadsheets
from lms.core.access import found_if
from lms.core.languages import Country
from lms.core.paging import page_of

PAGES_PER_MINUTE = 120
STATES = [choice for choice in Certificate.State.choices if choice[0] != Certificate.State.SUPERSEDED]


@require_safe
def public(request):
    """Names, countries, levels, languages and last days of those who agreed: nobody else, nothing else."""
    if not limits.is_within(request, action="trainers-list", per_minute=PAGES_PER_MINUTE):
        return unlisted(render(request, "wait.html", status=429))
    country = country_in(request.GET)
    page = page_of(queries.listed_publicly(country), request)
    context = {
        "page": page,
        "lines": queries.public_lines(page),
        "country": country,
        "countries": Country.choices,
        "trail": [(reverse("learning:courses"), _("Courses")), ("", _("Trainers"))],
    }
    return unlisted(render(request, "alumni/trainers_public.html", context))


@login_required
@require_safe
def register(request):
    found_if(can_open_register(request.user))
    chosen = chosen_in(request.GET)
    page = page_of(queries.listed(request.user, **chosen), request)
    context = {
        "page": page,
        "lines": queries.trainers(page),
        "chosen": chosen,
        "countries": Country.choices if request.user.is_administrator else [],
        "levels": levels(),
        "states": STATES,
        "trail": [(reverse("alumni:register"), _("Register")), ("", _("Trainers"))],
    }
    return render(request, "alumni/trainers_register.html", context)


@login_required
@require_POST
def export(request):
    """What the filters of the page show; a POST, because the audit log keeps who took it."""
    found_if(can_open_register(request.user))
    lines = export_trainers(**chosen_in(request.POST), by=request.user)
    headings, rows = trainer_table.headings(), map(trainer_table.row_of, lines)
    name = f"trainers-{timezone.localdate().isoformat()}"
    if request.POST.get("format") == "csv":
        return download(spreadsheets.as_csv(headings, rows), spreadsheets.CSV, f"{name}.csv")
    return download(spreadsheets.as_xlsx(_("Trainers"), headings, rows), spreadsheets.XLSX, f"{name}.xlsx")


def chosen_in(sent) -> dict[str, str]:
    """What is no country, level or state chooses nothing."""
    level, state = sent.get("level", ""), sent.get("state", "")
    return {
        "country": country_in(sent),
        "level": level if level in dict(levels()) else "",
        "state": state if state in dict(STATES) else "",
    }


def country_in(sent) -> str:
    country = sent.get("country", "")
    return country if country in Country.values else ""


def levels() -> list[tuple[str, str]]:
    """`[(code, title)]` of every level that a programme gives, from the lowest."""
    return list({level.code: level.title for each in programmes.all_programmes() for level in each.levels}.items())


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def unlisted(response: HttpResponse) -> HttpResponse:
    """Public because each person agreed to this page, not to search engines that keep it after a change of mind."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    return response
