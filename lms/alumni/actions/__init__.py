"""What changes campaigns, and what answers change."""

from lms.alumni.actions.answers import Answers, answer
from lms.alumni.actions.campaigns import close, create_campaign, draw_sample, invite

__all__ = ["Answers", "answer", "close", "create_campaign", "draw_sample", "invite"]
