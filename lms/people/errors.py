"""What will not be done to a person's account, and why."""

from django.utils.translation import gettext as _

from lms.core.errors import Refused


class CannotInvite(Refused):
    def __init__(self):
        super().__init__(_("This person cannot be invited by e-mail."))


class CannotIssueCode(Refused):
    def __init__(self):
        super().__init__(_("This person signs in another way and gets no code card."))


class InvitationEnded(Refused):
    def __init__(self):
        super().__init__(_("This link has been used already or is too old."))


class ManagesThemselves(Refused):
    def __init__(self):
        super().__init__(_("Nobody is their own manager. Name another person."))


class RoleHeldAlready(Refused):
    def __init__(self):
        super().__init__(_("The person holds this role already."))


class CannotGrantToOneself(Refused):
    def __init__(self):
        super().__init__(_("This is not possible"))


class CannotEndOwnRole(Refused):
    def __init__(self):
        super().__init__(_("Another administrator must end your own administrator role."))


class HoldsRoles(Refused):
    def __init__(self):
        super().__init__(_("This person still holds a role. End the roles first."))
