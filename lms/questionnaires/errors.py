"""What the bank refuses, in words that the person can act on."""

from django.utils.translation import gettext as _

from lms.core.errors import Refused
from lms.core.languages import Language


class NotInThisState(Refused):
    def __init__(self):
        super().__init__(_("Somebody else has changed this question meanwhile. Look at it again, then decide."))


class OwnWork(Refused):
    def __init__(self):
        super().__init__(_("You wrote a part of this question. Somebody else has to look at it."))


class SamePerson(Refused):
    def __init__(self):
        super().__init__(_("You reviewed its content. Another person has to look at possible harm."))


class NotComplete(Refused):
    """`faults` are the sentences that say what is missing."""

    def __init__(self, faults: list[str]):
        self.faults = faults
        super().__init__(_("The question is not complete: %(faults)s") % {"faults": " ".join(faults)})


class ReasonNeeded(Refused):
    def __init__(self):
        super().__init__(_("Please say why."))


class CodeTaken(Refused):
    def __init__(self, code: str):
        super().__init__(_("The code %(code)s is taken. Choose another.") % {"code": code})


class KeyIsFixed(Refused):
    def __init__(self):
        super().__init__(
            _("People have answered this question: its kind, its options and its key no longer change here.")
        )


class Retired(Refused):
    def __init__(self):
        super().__init__(_("This question is retired. Bring it back to draft first."))


class TaskClosed(Refused):
    def __init__(self):
        super().__init__(_("Somebody else has closed this review task meanwhile."))


def emptied(language: str) -> str:
    """For a fault at a field: words that stand are corrected, never taken away."""
    message = _("%(language)s: words that are saved can be corrected, not emptied.")
    return message % {"language": Language(language).label}


def some_options_missing() -> str:
    return _("Some options have no text in this language yet.")
