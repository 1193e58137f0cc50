"""Reads over people."""

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from lms.core import codes
from lms.people.models import Consent, Invitation, Organisation, Post, Role, User

CODE_PURPOSE = "sign-in-code"
INVITATION_PURPOSE = "invitation"


def consents_of(person: User) -> dict[str, bool]:
    """`{purpose: is_given}` for every purpose; the newest answer counts, no answer is a no."""
    return dict.fromkeys(Consent.Purpose.values, False) | answers_of(person)


def answers_of(person: User) -> dict[str, bool]:
    """`{purpose: is_given}` of the purposes that the person answered, by the newest answer."""
    return dict(person.consents.order_by("answered_at", "id").values_list("purpose", "is_given"))


def newest_answer(purpose: str, *, person: str) -> Subquery:
    """For an annotation: what the person at the path `person` answered last; null where there is no answer."""
    answers = Consent.objects.filter(person=OuterRef(person), purpose=purpose).order_by("-answered_at", "-id")
    return Subquery(answers.values("is_given")[:1])


def person_with_code(code: str) -> User | None:
    """The active person whose sign-in code this is, however it was typed."""
    plain = codes.plain(code)
    if not plain:
        return None
    digest = codes.digest(plain, purpose=CODE_PURPOSE)
    return User.objects.filter(sign_in_code_digest=digest, is_active=True).first()


def invitation_with(token: str) -> Invitation | None:
    digest = codes.digest(token, purpose=INVITATION_PURPOSE)
    return Invitation.objects.select_related("person").filter(token_digest=digest).first()


def present_post(person: User) -> Post | None:
    """The newest post that the person is not known to have left."""
    return person.posts.filter(left_by=None).select_related("organisation", "manager").first()


def people_found(user: User, words: str) -> QuerySet[User]:
    """The people whose record `user` may open, with their present roles, by name or e-mail."""
    present = Prefetch("roles", Role.objects.filter(ended_at=None).order_by("granted_at"), to_attr="present_roles")
    found = User.objects.visible_to(user).prefetch_related(present).order_by("full_name", "id")
    for word in words.split():
        found = found.filter(
            Q(full_name__icontains=word) | Q(full_name_latin__icontains=word) | Q(email__icontains=word)
        )
    return found


def organisations_found(words: str, country: str) -> QuerySet[Organisation]:
    found = Organisation.objects.select_related("parent")
    if country:
        found = found.filter(country=country)
    return found.filter(name__icontains=words) if words else found


def roles_of(person: User) -> QuerySet[Role]:
    """Every role that the person holds or held, the present ones first."""
    return person.roles.select_related("granted_by").order_by("ended_at", "-granted_at")
