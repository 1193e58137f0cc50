"""The mails of the practicum, each in its reader's language."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from courses.tot.models import Observation
from lms.core import outbox


def tell_of_observation(observation: Observation) -> None:
    """Without the result: it stands on the page, which asks for a sign-in."""
    person = observation.enrolment.person
    if not person.email:
        return
    with translation.override(person.language):
        subject = _("An observer has scored your lesson")
        body = _(
            "Dear %(name)s,\n\n"
            "an observer has signed what they saw in your lesson “%(lesson)s”. "
            "Please read it and confirm that you have read it:\n\n"
            "%(link)s\n"
        ) % {
            "name": person.get_short_name(),
            "lesson": observation.session.title,
            "link": settings.SITE_URL + reverse("tot:session", args=[observation.session_id]),
        }
    outbox.queue(
        to=person.email, subject=subject, body=body, language=person.language, key=f"observation-{observation.pk}"
    )
