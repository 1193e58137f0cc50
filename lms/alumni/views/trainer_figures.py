"""The logframe's figures about trainers, for task forces (their country) and administrators (all)."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lms.alumni import small_cells
from lms.alumni.permissions import can_open_register
from lms.alumni.queries.cadre import CADRE, Cadre
from lms.alumni.queries.spread import Spread, spread
from lms.core.access import found_if
from lms.core.languages import Country
from lms.people.models import Organisation, Role, User

COUNTED = ("people", "trainers", "active", "in_post")


@login_required
@require_safe
def figures(request):
    """A task force reads its country's trainers by name, but nothing else about fewer than ten people."""
    found_if(can_open_register(request.user))
    is_exact = request.user.is_administrator
    cadre = Cadre(Country.values if is_exact else request.user.countries_as(Role.Kind.TASK_FORCE))
    countries = cadre.by_country()
    reach = spread(cadre)
    context = {
        "countries": countries,
        "reached_target": sum(row.has_cadre for row in countries),
        "needed": CADRE,
        "certified": len({row.person for row in cadre.certified}),
        "by_sex": lines(cadre.by_sex(), dict(User.Sex.choices), is_exact=is_exact),
        "by_sector": lines(cadre.by_sector(), sectors(), is_exact=is_exact),
        "reach": reach if is_exact else guarded(reach),
        "is_exact": is_exact,
        "today": timezone.localdate(),
        "trail": [(reverse("alumni:register"), _("Register")), ("", _("Figures about trainers"))],
    }
    return render(request, "alumni/trainers_figures.html", context)


def sectors() -> dict[str, str]:
    return {**dict(Organisation.Sector.choices), "": _("not known")}


def lines(counts, words, *, is_exact) -> list[tuple[str, int | None]]:
    """`[(words, number of people)]` in the order of the words; None for what may not be shown."""
    seen = counts if is_exact else small_cells.shown(counts)
    return [(label, seen[key]) for key, label in words.items() if counts[key]]


def guarded(reach: Spread) -> Spread:
    """The same without what small groups would give away."""
    seen = {name: below_ten_hidden(reach, name) for name in COUNTED}
    return replace(
        reach,
        generations=[replace(row, **{name: seen[name][row.number] for name in COUNTED}) for row in reach.generations],
        participants_who_taught=small_cells.shown_alone(reach.participants_who_taught),
        reached=small_cells.shown_alone(reach.reached),
        contacts=small_cells.shown_alone(reach.contacts),
    )


def below_ten_hidden(reach: Spread, name: str) -> dict[int, int | None]:
    """`{generation: number}`; the sum that stands on the page is of those after the first."""
    first, *others = [getattr(row, name) for row in reach.generations] or [0]
    return {0: small_cells.shown_alone(first), **small_cells.shown(dict(enumerate(others, start=1)))}
