"""How much time is left, in words; a clock only in the last five minutes."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LAST_MINUTES = 5


def words_left(deadline_at: datetime, now: datetime) -> str:
    """`42 minutes left`, rounded down, so that nobody counts on time that is not there."""
    minutes = int((deadline_at - now).total_seconds() // 60)
    if minutes < 0:
        return _("The time is over.")
    if minutes == 0:
        return _("Less than a minute left")
    return ngettext("%(count)s minute left", "%(count)s minutes left", minutes) % {"count": minutes}
