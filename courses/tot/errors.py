"""What an observer cannot do, and why."""

from django.utils.translation import gettext as _

from lms.core.errors import Refused


class MayNotObserve(Refused):
    """The observer is too close to the candidate, or has no role for the candidate's country."""


class CannotSign(Refused):
    """The rubric is not complete, or the notes are missing that a lesson that is not passed needs."""


class AlreadySigned(Refused):
    """A signed observation never changes."""

    def __init__(self):
        super().__init__(_("This observation is signed and can no longer change."))


class AlreadyWritten(Refused):
    """The same observer has written about the same lesson before."""

    def __init__(self):
        super().__init__(_("You have already written about this lesson."))
