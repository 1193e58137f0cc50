"""What changes campaigns, and what answers change."""

from lms.alumni.actions.answers import answer
from lms.alumni.actions.campaigns import close, create_campaign, invite
from lms.alumni.actions.drawing import draw_sample
from lms.alumni.actions.reports import Statement, add_report

__all__ = ["Statement", "add_report", "answer", "close", "create_campaign", "draw_sample", "invite"]
