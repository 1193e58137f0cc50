"""What changes campaigns, and what answers change."""

from lms.alumni.actions.answers import answer
from lms.alumni.actions.campaigns import close, create_campaign, draw_sample, invite

__all__ = ["answer", "close", "create_campaign", "draw_sample", "invite"]
