"""When people may be written to and called: days and hours in their own country. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

WORKING_HOURS = range(8, 18)
LEAST_DAYS_BETWEEN = 2  # where the clock stood still, two reminders do not come on one day


def reminders_due(reminder_days: Sequence[int], *, opens_on: date, today: date) -> dict[int, date]:
    """`{reminders had so far: the last day of invitation}` of those whose next reminder is due on `today`.

    Days are counted from the invitation, and from the opening day where that is later.
    """
    days = sorted(reminder_days)
    return {
        number: today - timedelta(days=day) for number, day in enumerate(days) if opens_on <= today - timedelta(day)
    }


def are_reminders_over(reminder_days: Sequence[int], *, opens_on: date, today: date) -> bool:
    """Whether every reminder had its day, so that the silent can be told from the slow."""
    return today > opens_on + timedelta(days=max(reminder_days, default=0))
