"""From which day people are called, and what the time is where they are: pure."""

from datetime import date, datetime, time, timedelta

from lms.alumni.models import Campaign
from lms.core import display
from lms.core.languages import zone_of

FIRST_HOUR, LAST_HOUR = 7, 21
HALF_HOURS = tuple(time(hour, minute) for hour in range(FIRST_HOUR, LAST_HOUR) for minute in (0, 30))


def uses(campaign: Campaign, mode: str, *, today: date) -> bool:
    """Whether the campaign asks in this way (`phone` or `proxy`) and the day for it has come."""
    days = {"phone": campaign.phone_from_day, "proxy": campaign.proxy_from_day}[mode]
    return mode in campaign.modes and campaign.opens_on + timedelta(days=days) <= today <= campaign.closes_on


def moment_of(day: date, hour: time, country: str) -> datetime:
    """The moment that the clocks of `country` show as this day and hour."""
    return datetime.combine(day, hour, tzinfo=zone_of(country))


def both_clocks(moment: datetime, *, there: str, here: str) -> tuple[str, str]:
    """`("09:00", "08:30")`: the time of day in the person's country and in the interviewer's."""
    return display.time_text(moment, country=there), display.time_text(moment, country=here)
