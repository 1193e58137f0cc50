"""Wagtail's groups of editors and translators, and who belongs to them."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Page

from lms.core import audit, languages
from lms.learning.models import HomePage
from lms.learning.permissions import EDITING_ROLES
from lms.people.models import Role, User

EDITORS = "Editors"
EDITOR_RIGHTS = ("add", "change", "publish")
TRANSLATOR_RIGHTS = ("add", "change")


def translators_group_name(language: str) -> str:
    return f"Translators {language}"


@transaction.atomic
def sync_editor_groups() -> None:
    """Make the groups with exactly their rights: editors all pages, translators one language without publishing."""
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    give(EDITORS, list(homes.values()), EDITOR_RIGHTS)
    for language in languages.CODES:
        give(translators_group_name(language), [homes[language]], TRANSLATOR_RIGHTS)


def give(name: str, pages: list[Page], rights: tuple[str, ...]) -> None:
    group, _created = Group.objects.get_or_create(name=name)
    group.permissions.set([Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")])
    wanted = {
        (page.pk, permission.pk)
        for page in pages
        for permission in Permission.objects.filter(
            content_type__app_label="wagtailcore", codename__in=[f"{right}_page" for right in rights]
        )
    }
    standing = {(row.page_id, row.permission_id): row for row in GroupPagePermission.objects.filter(group=group)}
    for pair in standing.keys() - wanted:
        standing[pair].delete()
    for page_id, permission_id in wanted - standing.keys():
        GroupPagePermission.objects.create(group=group, page_id=page_id, permission_id=permission_id)


@transaction.atomic
def add_to_editor_group(person: User, *, by: User | None = None) -> list[str]:
    """Put a person into the groups that the roles name, out of the others; the answer is the groups' names."""
    names = group_names_of(person)
    ours = Group.objects.filter(name__in=[EDITORS, *map(translators_group_name, languages.CODES)])
    if set(names) == {group.name for group in person.groups.all() & ours}:
        return names
    person.groups.remove(*ours.exclude(name__in=names))
    person.groups.add(*ours.filter(name__in=names))
    audit.record(person, "learning.edit_rights", by=by, groups=names)
    return names


def group_names_of(person: User) -> list[str]:
    """A reviewer reads drafts and mends them as a translator does; nobody but an editor publishes."""
    roles = person.roles.filter(ended_at=None, kind__in=EDITING_ROLES)
    return sorted(
        {EDITORS if role.kind == Role.Kind.EDITOR else translators_group_name(role.language) for role in roles}
        - {translators_group_name("")}
    )
