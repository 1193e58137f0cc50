"""Who may run which cohort."""

from lms.cohorts.models import Cohort
from lms.core.languages import Country
from lms.people.models import Role, User


def can_run(user: User, cohort: Cohort) -> bool:
    return Cohort.objects.visible_to(user).filter(pk=cohort.pk).exists()


def countries_to_create_in(user: User) -> list[str]:
    """Where the person may open a cohort; an empty string stands for a regional one."""
    everywhere = ["", *Country.values]
    if not user.is_authenticated:
        return []
    if user.is_administrator:
        return everywhere
    scopes = {role.country for role in user.active_roles if role.kind == Role.Kind.TRAINER}
    return everywhere if "" in scopes else [country for country in everywhere if country in scopes]


def can_create(user: User, country: str) -> bool:
    return country in countries_to_create_in(user)
