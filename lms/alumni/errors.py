"""What campaigns will not do."""

from django.utils.translation import gettext as _

from lms.core.errors import Refused


class NobodyToAsk(Refused):
    def __init__(self):
        super().__init__(_("Nobody has completed these programmes yet, so there is nobody to ask."))


class DrawnAlready(Refused):
    def __init__(self):
        super().__init__(_("The sample was drawn already and stays as it is."))


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
