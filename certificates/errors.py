"""What the certificates app refuses, and why."""

from django.utils.translation import gettext as _

from lms.core.errors import Refused


class MayNotDecide(Refused):
    """The member is too close to the candidate."""


class MayNotRecommend(Refused):
    """The trainer is the candidate, or does not train the cohort."""


class NotAllMet(Refused):
    """At least one requirement of the programme is not met."""

    def __init__(self):
        super().__init__(_("Not every requirement is met yet."))


class AlreadyDecided(Refused):
    """Somebody else was first."""

    def __init__(self):
        super().__init__(_("A decision on this recommendation has already been made."))


class AlreadyIssued(Refused):
    """One valid certificate per person, programme and kind."""

    def __init__(self):
        super().__init__(_("This person already holds a valid certificate from this cohort."))


class NoCountry(Refused):
    """A certificate is numbered, and decided, in one country."""

    def __init__(self):
        super().__init__(_("This person’s country is missing. Add it first."))


class WrongKind(Refused):
    """A trainer's certificate needs a Task Force, a certificate of completion does not."""

    def __init__(self):
        super().__init__(_("This programme gives another kind of certificate."))


class NotInForce(Refused):
    """Only a valid or suspended certificate can be revoked."""

    def __init__(self):
        super().__init__(_("This certificate is no longer in force."))
