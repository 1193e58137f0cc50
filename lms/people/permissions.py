"""Who may do what with people."""

from lms.people.models import User


def can_manage_people(user: User) -> bool:
    return user.is_authenticated and user.is_administrator


def can_manage_organisations(user: User) -> bool:
    return user.is_authenticated and user.is_administrator


def can_grant_roles(user: User) -> bool:
    return user.is_authenticated and user.is_administrator


def can_grant_to(user: User, person: User) -> bool:
    """Nobody gives roles to themselves: an administrator who decides on certificates was named by another."""
    return can_grant_roles(user) and user.pk != person.pk


def can_issue_code(user: User, person: User) -> bool:
    """A code opens the account: never one that holds a role, never one that its owner already signs in to by e-mail."""
    if not person.is_active or person.active_roles:
        return False
    return person.email is None or person.last_login is None


def can_invite(user: User, person: User) -> bool:
    return person.is_active and bool(person.email) and person.last_login is None
