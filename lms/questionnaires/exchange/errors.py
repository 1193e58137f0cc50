"""What an exchange refuses as a whole."""

from django.utils.translation import gettext as _

from lms.core.errors import Refused


class FileTooLarge(Refused):
    def __init__(self):
        super().__init__(_("The file is too large: at most 20 MB, 1,000 questions and 5,000 files in a package."))


class FileNotReadable(Refused):
    """`reason` is one translated sentence, or nothing."""

    def __init__(self, reason: str = ""):
        self.reason = reason
        advice = _("The file cannot be read. It has to be XLSX, a QTI package (ZIP) or Moodle XML.")
        super().__init__(f"{advice} {reason}".strip())


class FaultsStand(Refused):
    def __init__(self):
        super().__init__(_("The file has faults. Nothing has been written."))


class BankChanged(Refused):
    def __init__(self):
        super().__init__(_("The bank has changed meanwhile. Nothing has been written. Choose the file again."))
