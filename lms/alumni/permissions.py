"""Who may do what with campaigns and the register."""

from django.utils import timezone

from lms.alumni.models import Campaign, Case
from lms.people.models import User


def can_run_campaigns(user: User) -> bool:
    return user.is_authenticated and user.is_administrator


def can_draw(user: User, campaign: Campaign) -> bool:
    return can_run_campaigns(user) and campaign.state == Campaign.State.DRAFT


def can_invite(user: User, campaign: Campaign) -> bool:
    is_open = campaign.state in Campaign.UNDER_WAY and campaign.closes_on >= timezone.localdate()
    return can_run_campaigns(user) and is_open


def can_close(user: User, campaign: Campaign) -> bool:
    return can_run_campaigns(user) and campaign.state in Campaign.UNDER_WAY


def can_open_register(user: User) -> bool:
    return user.is_authenticated and (user.is_administrator or user.is_task_force_member)


def can_answer(case: Case) -> bool:
    """Whoever holds the link, while the campaign is in the field, the link is young and nobody has answered."""
    return (
        case.campaign.state == Campaign.State.FIELDING
        and case.answered_at is None
        and case.token_expires_at > timezone.now()
    )
