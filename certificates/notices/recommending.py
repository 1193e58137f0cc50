"""The mails by which a Task Force hears from a trainer."""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from certificates.models import Recommendation, RecommendationStep
from certificates.notices.mail import address, send
from lms.people.models import User


def tell_of_recommendation(recommendation: Recommendation, members: Iterable[User]) -> None:
    """To each member who may decide, once."""
    for member in members:
        with translation.override(member.language):
            send(
                member,
                key=f"recommendation:{recommendation.pk}:member:{member.pk}",
                subject=_("A candidate waits for your Task Force"),
                lines=[
                    _("A trainer has recommended %(name)s. You can read the evidence and decide here:")
                    % {"name": recommendation.enrolment.person.latin_or_own_name},
                    address("certificates:candidate", recommendation.pk),
                ],
            )


def tell_of_answer(step: RecommendationStep, member: User) -> None:
    """To the member who had asked for more."""
    recommendation = step.recommendation
    with translation.override(member.language):
        send(
            member,
            key=f"step:{step.pk}:member:{member.pk}",
            subject=_("A trainer has answered"),
            lines=[
                _("The trainer has answered what you asked about %(name)s:")
                % {"name": recommendation.enrolment.person.latin_or_own_name},
                step.reason,
                address("certificates:candidate", recommendation.pk),
            ],
        )
