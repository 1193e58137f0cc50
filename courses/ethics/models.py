"""The pages of the Ethics and Human Rights."""

from lms.learning.models import LessonPageBase, ModulePageBase, ProgrammePageBase


class EthicsProgrammePage(ProgrammePageBase):
    """One row per language."""

    programme_code = "ethics"
    subpage_types = ["ethics.EthicsModulePage"]


class EthicsModulePage(ModulePageBase):
    """One row per module and language."""

    programme_code = "ethics"
    parent_page_types = ["ethics.EthicsProgrammePage"]
    subpage_types = ["ethics.EthicsLessonPage"]


class EthicsLessonPage(LessonPageBase):
    """One row per lesson and language."""

    programme_code = "ethics"
    parent_page_types = ["ethics.EthicsModulePage"]
