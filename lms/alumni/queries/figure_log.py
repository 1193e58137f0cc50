"""Who looked at which figures: the log as it is read on the screen."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lms.alumni.models import FigureQuery
from lms.core.languages import Country
from lms.people.models import Organisation, User

DIMENSION_WORDS = {
    "country": _("Country"),
    "organisation": _("Organisation"),
    "sector": _("Sector"),
    "sex": _("Sex"),
    "year": _("Year of the training"),
}
CHOICES = {"country": Country, "sector": Organisation.Sector, "sex": User.Sex}


@dataclass(frozen=True)
class Look:
    """One look, with its filters in words: `[(dimension, value)]`. How many people is told where it was shown."""

    query: FigureQuery
    filters: list[tuple[str, str]]

    @property
    def people(self) -> int | None:
        return self.query.count if self.query.is_shown else None


def looks() -> QuerySet[FigureQuery]:
    """Every look at figures with a filter, the newest first."""
    return FigureQuery.objects.select_related("campaign", "asked_by").defer("cases")


def in_words(queries: Iterable[FigureQuery]) -> list[Look]:
    """One query more, for the names of organisations."""
    found = list(queries)
    ids = {value for query in found if (value := query.filters.get("organisation", "")).isdigit()}
    names = {str(pk): name for pk, name in Organisation.objects.filter(pk__in=ids).values_list("pk", "name")}
    return [Look(query, filters_of(query, names)) for query in found]


def filters_of(query: FigureQuery, names: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (str(words), words_of(dimension, query.filters[dimension], names))
        for dimension, words in DIMENSION_WORDS.items()
        if dimension in query.filters
    ]


def words_of(dimension: str, value: str, names: dict[str, str]) -> str:
    if dimension in CHOICES:
        names = {code: str(label) for code, label in CHOICES[dimension].choices}
    return names.get(value, value) or str(_("not stated"))
