"""What campaigns will not do."""

from django.utils.translation import gettext as _

from lms.core.errors import Refused


class NobodyToAsk(Refused):
    def __init__(self):
        super().__init__(_("Nobody has completed these programmes yet, so there is nobody to ask."))


class DrawnAlready(Refused):
    def __init__(self):
        super().__init__(_("The sample was drawn already and stays as it is."))


class PlanIsFixed(Refused):
    def __init__(self):
        super().__init__(_("The sample was drawn already, so the plan stays as it is. Nothing was saved."))


class NoAddressToTest(Refused):
    def __init__(self):
        super().__init__(_("Your own record has no e-mail address to which the test could go."))


class CannotInvite(Refused):
    def __init__(self):
        super().__init__(_("Invitations can be sent after the draw and until the closing day."))


class CannotClose(Refused):
    def __init__(self):
        super().__init__(_("Only a follow-up that is under way can be closed."))


class AnsweredAlready(Refused):
    def __init__(self):
        super().__init__(_("These questions have been answered already. The first answers count."))


class LinkEnded(Refused):
    def __init__(self):
        super().__init__(_("This link is no longer open."))


class CannotContact(Refused):
    def __init__(self):
        super().__init__(_("Only people of a follow-up that is under way can be asked."))


class CannotCall(Refused):
    def __init__(self):
        super().__init__(_("This person is not on your list of calls any more. Nothing was saved."))


class CannotAskOthers(Refused):
    def __init__(self):
        super().__init__(_("Nobody else may be asked about this person. Nothing was saved."))


class CannotFollowUp(Refused):
    def __init__(self):
        super().__init__(_("The people to follow up are chosen once, after the last reminder, while it is under way."))


class CannotRelease(Refused):
    def __init__(self):
        super().__init__(_("Only the next spare group can be added, whole, while the follow-up is under way."))


class NotTheirCase(Refused):
    def __init__(self):
        super().__init__(_("This interviewer cannot ask this person. Choose somebody of the same country."))


class ConflictSettled(Refused):
    def __init__(self):
        super().__init__(_("This has been settled already."))


class ListHasFaults(Refused):
    def __init__(self):
        super().__init__(_("The list has faults. Nothing was taken over."))


class NotInPanel(Refused):
    def __init__(self):
        super().__init__(_("A colleague is asked about this person once, and only where the draw chose the person."))


class TooFewBetween(Refused):
    def __init__(self):
        super().__init__(
            _(
                "These figures are not shown: fewer than ten people would stand behind them, or behind the difference "
                "from figures that were shown before."
            )
        )


class NoSuchFilter(Refused):
    def __init__(self):
        super().__init__(_("Nobody of this follow-up belongs to the group that you chose."))


class AgreementEnded(Refused):
    def __init__(self):
        super().__init__(_("This agreement ends on that day or earlier already."))
