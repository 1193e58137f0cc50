"""When a certificate may be renewed, and until when the new one is valid: dates alone."""

from datetime import date

from lms.assessments.entry import months_after

EARLY_MONTHS = 6  # before the last day: from here on
LATE_MONTHS = 12  # after the last day: until here


def opens_on(valid_until: date) -> date:
    """The first day on which a renewal may be asked for."""
    return months_after(valid_until, -EARLY_MONTHS)


def closes_on(valid_until: date) -> date:
    """The last day on which it may; later, the person starts as a new candidate."""
    return months_after(valid_until, LATE_MONTHS)


def may_renew(today: date, valid_until: date | None) -> bool:
    """Never where the certificate is valid without limit: there is nothing to renew."""
    return valid_until is not None and opens_on(valid_until) <= today <= closes_on(valid_until)


def renewed_until(today: date, valid_until: date, years: int) -> date:
    """Counted from the old end where the old certificate is still in force, so that an early renewal loses no day."""
    return years_after(max(today, valid_until), years)


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 28 February for the 29th."""
    return months_after(day, 12 * years)
