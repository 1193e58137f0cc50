"""Every write of this app, by noun."""

from lms.learning.actions.editors import add_to_editor_group, sync_editor_groups
from lms.learning.actions.lessons import finish_lesson
from lms.learning.actions.pages import LoadReport, keep_edits, load_pages, overwrite_edits
from lms.learning.actions.plans import accept_plan, write_plan

__all__ = [
    "LoadReport",
    "accept_plan",
    "add_to_editor_group",
    "finish_lesson",
    "keep_edits",
    "load_pages",
    "overwrite_edits",
    "sync_editor_groups",
    "write_plan",
]
