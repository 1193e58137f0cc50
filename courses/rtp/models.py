"""The pages of the Regional Training Programme."""

from lms.learning.models import LessonPageBase, ModulePageBase, ProgrammePageBase


class RtpProgrammePage(ProgrammePageBase):
    """One row per language."""

    programme_code = "rtp"
    subpage_types = ["rtp.RtpModulePage"]


class RtpModulePage(ModulePageBase):
    """One row per module and language."""

    programme_code = "rtp"
    parent_page_types = ["rtp.RtpProgrammePage"]
    subpage_types = ["rtp.RtpLessonPage"]


class RtpLessonPage(LessonPageBase):
    """One row per lesson and language."""

    programme_code = "rtp"
    parent_page_types = ["rtp.RtpModulePage"]
