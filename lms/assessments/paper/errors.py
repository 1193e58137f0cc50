"""What a sheet from paper is refused for, in words for the trainer who types it."""

from datetime import date

from django.utils.translation import gettext as _

from lms.core import display
from lms.core.errors import Refused


class NobodyToPrintFor(Refused):
    def __init__(self):
        super().__init__(_("Nobody here needs an answer sheet for this test."))


class Withdrawn(Refused):
    def __init__(self):
        super().__init__(_("This person is no longer enrolled in the cohort."))


class CohortClosed(Refused):
    def __init__(self, closed_on: date):
        words = _("This cohort took answers from paper until %(date)s.")
        super().__init__(words % {"date": display.date_text(closed_on)})


class TakenOnScreen(Refused):
    def __init__(self):
        super().__init__(_("This person has taken this test on screen already. The sheet does not count."))


class OpenOnScreen(Refused):
    def __init__(self):
        super().__init__(_("This person has a test open on screen. It has to be handed in first."))


class TakenAlready(Refused):
    def __init__(self):
        super().__init__(_("This person has taken this test already, and needs no further try."))


class NoTryLeft(Refused):
    def __init__(self):
        super().__init__(_("This person has no further try at this test."))


class WaitingTime(Refused):
    def __init__(self):
        super().__init__(_("This sitting came before the waiting time after the last try was over."))


class OwnSheet(Refused):
    def __init__(self):
        super().__init__(_("Nobody types an own sheet. Please ask a colleague."))


class TypedAlready(Refused):
    def __init__(self):
        super().__init__(_("This sheet is typed already, with other answers. Correct it on its page, with a reason."))


class ReasonMissing(Refused):
    def __init__(self):
        super().__init__(_("Please say why the answers change."))


class WrongDate(Refused):
    """The day of the sitting cannot be right."""


class InFuture(WrongDate):
    def __init__(self):
        super().__init__(_("This day is still to come."))


class BeforeCohort(WrongDate):
    def __init__(self, starts_on: date):
        super().__init__(_("The cohort began only on %(date)s.") % {"date": display.date_text(starts_on)})


class AfterCourse(WrongDate):
    def __init__(self, ends_on: date):
        words = _("The course was over on %(date)s: this is no test before it.")
        super().__init__(words % {"date": display.date_text(ends_on)})


class BeforeFirstTest(WrongDate):
    def __init__(self):
        super().__init__(_("This day is before the person's test before the course."))


class OutsideWindow(WrongDate):
    def __init__(self, opens_on: date, closes_on: date):
        words = _("This test is taken from %(first)s to %(last)s.")
        super().__init__(words % {"first": display.date_text(opens_on), "last": display.date_text(closes_on)})
