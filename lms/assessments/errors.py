"""What a test refuses, in words that the person can act on."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

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


class AwaitsMarks(Refused):
    def __init__(self):
        super().__init__(_("Your trainer still has to mark your last test. Please wait for the result."))


class FinishFirst(Refused):
    def __init__(self):
        super().__init__(_("Please finish the test that you have started first."))


class DelayedTaken(Refused):
    def __init__(self):
        super().__init__(_("You have taken the test some months after the course. It is taken once only."))


class NoTestAfterCourse(Refused):
    def __init__(self):
        super().__init__(_("This test is for people who have taken the test after the course."))


class DelayedLater(Refused):
    """`opens_on` says when the test some months after the course opens."""

    def __init__(self, opens_on: date):
        self.opens_on = opens_on
        super().__init__(_("This test opens on %(date)s.") % {"date": display.date_text(opens_on)})


class CohortClosed(Refused):
    """`closes_on` was the last day of every test of the cohort."""

    def __init__(self, closes_on: date):
        self.closes_on = closes_on
        super().__init__(_("This test was open until %(date)s.") % {"date": display.date_text(closes_on)})


class TriesLeft(Refused):
    def __init__(self):
        super().__init__(_("This person does not need another try: the test is passed, or a try is still left."))


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


class NoLongerEnrolled(Refused):
    def __init__(self):
        super().__init__(
            _("You are no longer enrolled in this course, so this test is closed. Please ask your trainer.")
        )


class NewerAnswer(Refused):
    """`sequence` is that of the answer which stands."""

    def __init__(self, sequence: int):
        self.sequence = sequence
        super().__init__(_("A newer answer to this question is already saved, perhaps from another device."))


class QuestionsRefused(Refused):
    """A form cannot stand because of some questions, named by their codes; a rule gives the words."""

    words = ""

    def __init__(self, codes: list[str]):
        self.codes = list(codes)
        super().__init__(str(self.words) % {"codes": ", ".join(self.codes)})


class UnknownQuestions(QuestionsRefused):
    words = gettext_lazy("These questions are not in the bank: %(codes)s.")


class QuestionsDoubled(QuestionsRefused):
    words = gettext_lazy("These questions stand on one form twice: %(codes)s.")


class FormsOverlap(QuestionsRefused):
    words = gettext_lazy("These questions would stand on two forms: %(codes)s.")


class QuestionsOfAnotherProgramme(QuestionsRefused):
    words = gettext_lazy("These questions belong to another programme: %(codes)s.")


class QuestionsRetired(QuestionsRefused):
    words = gettext_lazy("These questions are retired: %(codes)s.")


class QuestionsNotLive(QuestionsRefused):
    words = gettext_lazy("These questions are not live yet: %(codes)s.")


class QuestionsWithoutEnglish(QuestionsRefused):
    words = gettext_lazy("These questions have no English wording: %(codes)s.")


class ExtrasUnknown(QuestionsRefused):
    words = gettext_lazy("These questions cannot be added to the forms: %(codes)s.")


class BankTooSmall(Refused):
    def __init__(self):
        super().__init__(_("The bank has too few questions for so many forms. See which are missing below."))


class OpenQuestionsUneven(Refused):
    def __init__(self, forms: int):
        words = _("Each form gets its own open questions: choose %(forms)s of them, or a multiple of it.")
        super().__init__(words % {"forms": forms})


class BankHasChanged(Refused):
    def __init__(self):
        super().__init__(_("The bank has changed since these forms were drawn. Please draw again."))


class NotYoursToMark(Refused):
    def __init__(self):
        super().__init__(_("Only the trainers of this cohort mark its answers, and nobody an own answer."))


class AlreadyMarked(Refused):
    def __init__(self):
        super().__init__(_("Somebody else has marked this answer meanwhile. Here is the next one."))


class NobodyMetIt(Refused):
    def __init__(self):
        super().__init__(_("Nobody has handed in a test with this question yet. Change its key in the bank."))


class SameKey(Refused):
    def __init__(self):
        super().__init__(_("This is the key that stands already."))


class KeyChangedMeanwhile(Refused):
    def __init__(self):
        super().__init__(_("Somebody else has changed this key meanwhile. Look at it again, then decide."))
