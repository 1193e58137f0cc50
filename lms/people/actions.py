"""Every change to a person: invitations, sign-in codes, posts, consents, roles, details."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from lms.core import audit, codes, outbox
from lms.people.contacts import keep_contacts
from lms.people.errors import (
    CannotEndOwnRole,
    CannotGrantToOneself,
    CannotInvite,
    CannotIssueCode,
    InvitationEnded,
    ManagesThemselves,
    RoleHeldAlready,
)
from lms.people.models import Consent, ContactDetails, Invitation, Organisation, Post, Role, User
from lms.people.permissions import can_grant_to, can_invite, can_issue_code
from lms.people.queries import CODE_PURPOSE, INVITATION_PURPOSE, answers_of

INVITATION_DAYS = 30
SIGN_IN_CODE_SIGNS = 12


@transaction.atomic
def invite(*, person: User, by: User | None) -> Invitation:
    """Mail a personal link, open for 30 days, in the person's language. Raises CannotInvite."""
    if not can_invite(by, person):
        raise CannotInvite
    token = codes.token()
    invitation = Invitation.objects.create(
        person=person,
        token_digest=codes.digest(token, purpose=INVITATION_PURPOSE),
        invited_by=by,
        expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
    )
    mail_invitation(invitation, token)
    audit.record(person, "people.invite", by=by, invitation=invitation.pk)
    return invitation


def mail_invitation(invitation: Invitation, token: str) -> None:
    person = invitation.person
    with translation.override(person.language):
        body = _(
            "Dear %(name)s,\n\n"
            "you are invited to %(site)s. Open this link to choose a password and start:\n\n"
            "%(link)s\n\n"
            "The link is only for you and works for %(days)s days.\n"
        ) % {
            "name": person.get_short_name(),
            "site": settings.PRODUCT_NAME,
            "link": settings.SITE_URL + reverse("people:invitation", args=[token]),
            "days": INVITATION_DAYS,
        }
        subject = _("Your invitation to %(site)s") % {"site": settings.PRODUCT_NAME}
    outbox.queue(
        to=person.email, subject=subject, body=body, language=person.language, key=f"invitation-{invitation.pk}"
    )


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, password: str, by: User, consents: Mapping[str, bool | None] | None = None
) -> User:
    """Set the password, note the consent to use the platform and what else was answered, confirm the e-mail.

    The second click loses.
    """
    now = timezone.now()
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, expires_at__gt=now)
    if not (invitation.is_open and waiting.update(accepted_at=now)):
        raise InvitationEnded
    person = invitation.person
    person.set_password(password)
    person.save(update_fields=["password"])
    person.invitations.filter(accepted_at=None).update(expires_at=now)
    confirm_email(person=person)
    answer_consents(person=person, answers={Consent.Purpose.PLATFORM: True, **(consents or {})}, by=by)
    audit.record(person, "people.accept_invitation", by=by, invitation=invitation.pk)
    return person


def confirm_email(*, person: User) -> None:
    """The person has shown that the e-mail address is theirs; a second call changes nothing."""
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})


@transaction.atomic
def issue_sign_in_code(*, person: User, by: User | None) -> str:
    """A new code for a card, returned this once. Raises CannotIssueCode.

    An earlier card stops working, and who signed in by it is signed out: sessions hang on the (unusable) password.
    """
    if not can_issue_code(by, person):
        raise CannotIssueCode
    code = codes.spoken_code(SIGN_IN_CODE_SIGNS)
    person.sign_in_code_digest = codes.digest(codes.plain(code), purpose=CODE_PURPOSE)
    person.set_unusable_password()
    person.save(update_fields=["sign_in_code_digest", "password"])
    audit.record(person, "people.issue_sign_in_code", by=by)
    return code


@transaction.atomic
def record_post(
    *,
    person: User,
    by: User | None,
    source: str,
    organisation: Organisation | None = None,
    title: str = "",
    province: str = "",
    is_counter_trafficking: bool = False,
    started_on: date | None = None,
) -> Post:
    """Add a post to the person's history; earlier ones stay as they are."""
    post = Post.objects.create(
        person=person,
        organisation=organisation,
        title=title,
        province=province,
        is_counter_trafficking=is_counter_trafficking,
        started_on=started_on,
        source=source,
    )
    audit.record(person, "people.record_post", by=by, post=post.pk, source=source)
    return post


@transaction.atomic
def name_manager(*, post: Post, manager: User | None, by: User) -> Post:
    """Note who manages the person in this post, or that nobody here does. Raises ManagesThemselves."""
    if manager is not None and manager.pk == post.person_id:
        raise ManagesThemselves
    post.manager = manager
    post.save(update_fields=["manager"])
    audit.record(post.person, "people.name_manager", by=by, post=post.pk, manager=manager.pk if manager else None)
    return post


@transaction.atomic
def name_province(*, post: Post, province: str, by: User) -> Post:
    """Note in which province the post is; a second call with the same one changes nothing."""
    if post.province != province:
        post.province = province
        post.save(update_fields=["province"])
        audit.record(post.person, "people.name_province", by=by, post=post.pk)
    return post


@transaction.atomic
def end_posts(*, person: User, left_after: date | None, left_by: date, by: User | None) -> int:
    """Close every open post of the person with the interval in which it ended; closed ones stay as they are."""
    ended = person.posts.filter(left_by=None).update(left_after=left_after, left_by=left_by)
    if ended:
        audit.record(person, "people.end_posts", by=by, left_by=left_by.isoformat())
    return ended


@transaction.atomic
def answer_consent(*, person: User, purpose: str, is_given: bool, by: User | None) -> Consent:
    """Note one answer; earlier answers stay."""
    consent = Consent.objects.create(person=person, purpose=purpose, is_given=is_given)
    audit.record(person, "people.answer_consent", by=by, purpose=purpose, is_given=is_given, version=consent.version)
    return consent


@transaction.atomic
def answer_consents(*, person: User, answers: Mapping[str, bool | None], by: User) -> None:
    """Note each answer that is new; None is none."""
    before = answers_of(person)
    for purpose, is_given in answers.items():
        if is_given is not None and before.get(purpose) != is_given:
            answer_consent(person=person, purpose=purpose, is_given=is_given, by=by)


@transaction.atomic
def change_details(*, person: User, details: dict[str, Any], consents: dict[str, bool | None], by: User) -> None:
    """Save what the person says about themselves; a consent is noted where its answer is new, None being none."""
    own = {name: value for name, value in details.items() if name not in ContactDetails.NAMES}
    contacts = {name: value for name, value in details.items() if name in ContactDetails.NAMES}
    for name, value in own.items():
        setattr(person, name, value)
    person.save(update_fields=list(own))
    if contacts:
        keep_contacts(person=person, contacts=contacts)
    answer_consents(person=person, answers=consents, by=by)
    audit.record(person, "people.change_details", by=by, fields=sorted(details))


@transaction.atomic
def grant_role(*, person: User, kind: str, by: User | None, country: str = "", language: str = "") -> Role:
    """Raises CannotGrantToOneself, and RoleHeldAlready where the person holds it in this scope."""
    if by is not None and not can_grant_to(by, person):
        raise CannotGrantToOneself
    try:
        with transaction.atomic():
            role = Role.objects.create(person=person, kind=kind, country=country, language=language, granted_by=by)
    except IntegrityError as error:
        raise RoleHeldAlready from error
    person.__dict__.pop("active_roles", None)
    audit.record(person, "people.grant_role", by=by, role=role.pk, kind=kind, country=country, language=language)
    return role


@transaction.atomic
def end_role(*, role: Role, by: User) -> None:
    """End a role from now on; a second call changes nothing."""
    if role.kind == Role.Kind.ADMINISTRATOR and role.person_id == by.pk:
        raise CannotEndOwnRole
    ended = Role.objects.filter(pk=role.pk, ended_at=None).update(ended_at=timezone.now())
    if ended:
        audit.record(role.person, "people.end_role", by=by, role=role.pk, kind=role.kind)


@transaction.atomic
def save_organisation(*, organisation: Organisation, by: User) -> Organisation:
    """Add or change one organisation."""
    action = "people.change_organisation" if organisation.pk else "people.add_organisation"
    organisation.save()
    audit.record(organisation, action, by=by, name=organisation.name)
    return organisation
