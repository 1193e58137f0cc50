"""What a taught lesson must show to count for the certificate: rules over one lesson's own facts, no database."""

from typing import Protocol

from django.utils.translation import gettext as _

from courses.tot.portfolio import Figured, has_figures

MINUTES = 60
PARTICIPANTS = 10
SESSIONS = 2


class Taught(Figured, Protocol):
    """The facts of one practice session that these rules read."""

    minutes: int | None
    participants: int | None
    plan: str
    feedback: str
    reflection: str


def why_not_counted(lesson: Taught) -> str:
    """The reason in words, or nothing where the lesson is long enough and enough people took part."""
    if (lesson.minutes or 0) < MINUTES:
        return _("It does not count: a lesson counts from %(minutes)s minutes.") % {"minutes": MINUTES}
    if (lesson.participants or 0) < PARTICIPANTS:
        return _("It does not count: a lesson counts from %(people)s participants.") % {"people": PARTICIPANTS}
    return ""


def portfolio_gaps(lesson: Taught) -> list[str]:
    """The parts of the portfolio that are still empty, in words."""
    parts = {
        _("session plan"): lesson.plan.strip(),
        _("what the participants said"): lesson.feedback.strip(),
        _("figures before and after"): has_figures(lesson),
        _("what you keep, and what you change"): lesson.reflection.strip(),
    }
    return [name for name, content in parts.items() if not content]
