"""What a test refuses, in words that the person can act on."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.core import display
from lms.core.errors import Refused


class NoForm(Refused):
    def __init__(self):
        super().__init__(_("This test is not ready yet. Please ask your trainer."))


class AlreadyTaken(Refused):
    def __init__(self):
        super().__init__(_("You have taken the test before the course. It is taken once only."))


class AlreadyPassed(Refused):
    def __init__(self):
        super().__init__(_("You have passed this test. There is no need to take it again."))


class TooEarly(Refused):
    def __init__(self):
        super().__init__(_("Please take the test before the course first."))


class TriesUsedUp(Refused):
    def __init__(self, allowed: int):
        words = ngettext(
            "You have used your %(count)s try. Please talk with your trainer.",
            "You have used all %(count)s tries. Please talk with your trainer.",
            allowed,
        )
        super().__init__(words % {"count": allowed})


class WaitFirst(Refused):
    """`possible_at` says when the next try opens."""

    def __init__(self, possible_at: datetime, country: str):
        self.possible_at = possible_at
        words = _("You can try again from %(time)s. Use the time to look at the lessons again.")
        super().__init__(words % {"time": display.datetime_text(possible_at, country=country)})


class TimeOver(Refused):
    def __init__(self):
        super().__init__(_("The time for this test is over. The answers saved in time count."))


class HandedIn(Refused):
    def __init__(self):
        super().__init__(_("This test is handed in. Its answers no longer change."))


class NewerAnswer(Refused):
    """`sequence` is that of the answer which stands."""

    def __init__(self, sequence: int):
        self.sequence = sequence
        super().__init__(_("A newer answer to this question is already saved."))


class UnknownQuestions(Refused):
    def __init__(self, codes: list[str]):
        super().__init__(_("These questions are not in the bank: %(codes)s.") % {"codes": ", ".join(codes)})
