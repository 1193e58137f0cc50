"""Who may do what with campaigns and the register."""

from datetime import date

from django.utils import timezone

from lms.alumni import local_days
from lms.alumni.models import Campaign, Case
from lms.alumni.queries import calls
from lms.people.models import Role, User


def can_run_campaigns(user: User) -> bool:
    return user.is_authenticated and user.is_administrator


def can_draw(user: User, campaign: Campaign) -> bool:
    return can_run_campaigns(user) and campaign.state == Campaign.State.DRAFT


def can_invite(user: User, campaign: Campaign) -> bool:
    is_open = campaign.state in Campaign.UNDER_WAY and campaign.closes_on >= timezone.localdate()
    return can_run_campaigns(user) and is_open


def can_do_fieldwork(user: User, campaign: Campaign) -> bool:
    return can_run_campaigns(user) and campaign.state == Campaign.State.FIELDING


def can_choose_follow_up(user: User, campaign: Campaign) -> bool:
    """In a census, once, after the day of the last reminder."""
    is_over = local_days.are_reminders_over(
        campaign.reminder_days, opens_on=campaign.opens_on, today=timezone.localdate()
    )
    is_waiting = campaign.asks_everybody and campaign.subsampled_at is None
    return can_do_fieldwork(user, campaign) and is_waiting and is_over


def can_release(user: User, campaign: Campaign) -> bool:
    return can_do_fieldwork(user, campaign) and can_invite(user, campaign)


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


def can_open_calls(user: User) -> bool:
    return user.is_authenticated and (user.holds(Role.Kind.INTERVIEWER) or user.is_administrator)


def can_call(user: User, case: Case, *, on: date | None = None) -> bool:
    """An own case whose person agreed to be contacted, from the campaign's phone day on, until an answer or a no."""
    return can_open_calls(user) and calls.own_cases(user, today=on).filter(pk=case.pk, may_call=True).exists()


def can_ask_about(user: User, case: Case, *, on: date | None = None) -> bool:
    """An own case about which others may be asked: the person agreed, or an agreement holds and nobody refused."""
    return can_open_calls(user) and calls.own_cases(user, today=on).filter(pk=case.pk, may_ask_others=True).exists()
