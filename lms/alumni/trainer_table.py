"""The trainers' register as a ministry takes it along: a row a trainer, in the reader's language."""

from typing import Any

from django.utils.translation import gettext as _

from lms.alumni.queries.trainers import Trainer
from lms.core.languages import Country, Language, zone_of


def headings() -> list[str]:
    return [
        _("Name"),
        _("Name in Latin letters"),
        _("Country"),
        _("Number"),
        _("Level"),
        _("Language of the lessons"),
        _("Issued on"),
        _("Valid until"),
        _("State"),
        _("Sessions taught"),
        _("People reached"),
        _("Taught last on"),
        _("Still in an anti-trafficking post"),
        _("Post"),
        _("Organisation"),
        _("Post confirmed on"),
        _("In the public list"),
    ]


def row_of(trainer: Trainer) -> list[Any]:
    """In the order of the headings; dates are dates and numbers numbers."""
    paper, post, taught = trainer.certificate, trainer.post, trainer.taught
    return [
        trainer.name,
        trainer.name_latin,
        str(Country(paper.country).label),
        paper.number,
        str(paper.level_title),
        str(Language(trainer.language).label) if trainer.language else "",
        paper.issued_on,
        paper.valid_until,
        str(paper.state_now_label),
        taught.sessions,
        taught.people,
        day_of(taught.last_at, paper.country),
        in_post(trainer),
        post.title if post else "",
        str(post.organisation or "") if post else "",
        day_of(post.learnt_at, paper.country) if post else None,
        _("yes") if paper.is_public else _("no"),
    ]


def day_of(moment, country: str):
    return moment.astimezone(zone_of(country)).date() if moment else None


def in_post(trainer: Trainer) -> str:
    if trainer.post:
        return _("yes")
    return _("no") if trainer.is_post_known else _("not known")
