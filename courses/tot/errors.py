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


class NewerDraft(Refused):
    """`draft` is what stands: it was changed since by another device or page."""

    def __init__(self, draft):
        self.draft = draft
        super().__init__(
            _("This form was changed since you opened it, perhaps on another device. Please open it again.")
        )


class NotYours(Refused):
    """Somebody else writes this down."""

    def __init__(self):
        super().__init__(_("Only the person concerned can do this."))


class AddedAlready(Refused):
    """The same kind of lesson with the same title and day stands in the practicum."""

    def __init__(self):
        super().__init__(_("This lesson is in the list already."))


class SignedAlready(Refused):
    """An observer has signed about this lesson, as it was written down then."""

    def __init__(self):
        super().__init__(_("An observer has signed about this lesson, so its details can no longer change."))


class CannotRemove(Refused):
    """Somebody has begun to observe the lesson, or files lie beside it."""

    def __init__(self):
        super().__init__(_("This lesson has an observation or files, so it cannot be removed."))


class FileRefused(Refused):
    """A file is not of a kind that may lie in a portfolio; the message names the fault."""


class PortfolioLocked(Refused):
    """The candidate has signed an observation of this practice session."""

    def __init__(self):
        super().__init__(
            _("You have signed an observation of this lesson. Since then its portfolio can no longer change.")
        )


class TooManyFiles(Refused):
    """A practice session holds as many files as it may."""

    def __init__(self, most: int):
        super().__init__(_("This lesson already has %(most)s files. Remove one first.") % {"most": most})


class FileIsThere(Refused):
    """The same file lies beside this practice session."""

    def __init__(self, name: str):
        super().__init__(_("You have added this file before: “%(name)s”.") % {"name": name})


class NotStored(Refused):
    """The place where files lie took no more."""

    def __init__(self):
        super().__init__(_("The file could not be stored just now. Please try again later."))


class NoFigures(Refused):
    """Too few people of that course took both tests, or it is not the candidate's own."""

    def __init__(self):
        super().__init__(_("Fewer than ten people of that course have taken both tests, so it has no figures to take."))


class ScoredTooRecently(Refused):
    """The agreed marks of a described lesson are still in mind."""

    def __init__(self, day: str):
        super().__init__(
            _("You have seen the agreed marks. You can score this lesson again from %(day)s.") % {"day": day}
        )
