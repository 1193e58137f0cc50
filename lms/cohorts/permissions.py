"""Who may open which cohort; who runs one is `Cohort.objects.visible_to`."""

from lms.core.languages import Country
from lms.people.models import Role, User


def countries_to_create_in(user: User) -> list[str]:
    """Where the person may open a cohort; an empty string stands for a regional one."""
    everywhere = ["", *Country.values]
    if not user.is_authenticated:
        return []
    if user.is_administrator:
        return everywhere
    scopes = user.scopes_as(Role.Kind.TRAINER)
    return everywhere if "" in scopes else [country for country in everywhere if country in scopes]


def can_create(user: User, country: str) -> bool:
    return country in countries_to_create_in(user)
