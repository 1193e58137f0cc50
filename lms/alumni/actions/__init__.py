"""What changes campaigns, and what answers change."""

from lms.alumni.actions.answers import answer
from lms.alumni.actions.calls import Call, ask_others, open_call, record_call
from lms.alumni.actions.campaigns import close, create_campaign
from lms.alumni.actions.drawing import draw_sample
from lms.alumni.actions.inviting import invite
from lms.alumni.actions.reports import Statement, add_report

__all__ = [
    "Call",
    "Statement",
    "add_report",
    "answer",
    "ask_others",
    "close",
    "create_campaign",
    "draw_sample",
    "invite",
    "open_call",
    "record_call",
]
