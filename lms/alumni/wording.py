"""The words of the mails to the people asked: neutral, without a name, in the person's language."""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from lms.alumni.models import Campaign
from lms.core import display

LINK, DATE = "{link}", "{date}"
Words = tuple[str, str]  # subject and body


def invitation(campaign: Campaign, language: str, *, link: str, last_day: date) -> Words:
    """Subject and body of the first mail: the campaign's own words in this language, else the house's."""
    subject, body = invitation_words(campaign, language)
    return subject, filled(body, language, link=link, last_day=last_day)


def reminder(campaign: Campaign, language: str, *, link: str, last_day: date) -> Words:
    """Subject and body of a reminder; a campaign with a subject of its own keeps it."""
    own = campaign.texts.get(language)
    with translation.override(language):
        subject, body = _("Training follow-up: a reminder"), reminder_body() % {"link": LINK, "date": DATE}
        if own:
            subject = _("Reminder: %(subject)s") % {"subject": own["subject"]}
    return subject, filled(body, language, link=link, last_day=last_day)


def invitation_words(campaign: Campaign, language: str) -> Words:
    """The same with `{link}` and `{date}` still in it."""
    own = campaign.texts.get(language)
    return (own["subject"], own["body"]) if own else house_words(language)


def house_words(language: str) -> Words:
    """Subject and body as they are sent where the campaign has none of its own, with `{link}` and `{date}`."""
    with translation.override(language):
        return _("Training follow-up"), invitation_body() % {"link": LINK, "date": DATE}


def filled(body: str, language: str, *, link: str, last_day: date) -> str:
    day = display.date_text(last_day, language=language)
    return body.replace(LINK, link).replace(DATE, day)


def invitation_body() -> str:
    return _(
        "Hello,\n\n"
        "some time ago you took part in a training. We would like to ask you five short questions "
        "about your work today. It takes two minutes, and you may leave out any question:\n\n"
        "%(link)s\n\n"
        "The link is only for you and works until %(date)s. "
        "If you do not wish to answer, you need not do anything.\n"
    )


def reminder_body() -> str:
    return _(
        "Hello,\n\n"
        "we wrote to you some days ago, after a training in which you took part. Your answer to five short questions "
        "about your work today still helps. It takes two minutes, and you may leave out any question:\n\n"
        "%(link)s\n\n"
        "The link is only for you and works until %(date)s. "
        "If you do not wish to answer, you need not do anything.\n"
    )
