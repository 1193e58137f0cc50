"""The mails about a decision and the steps before it."""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from certificates.models import Certificate, Recommendation, RecommendationStep
from certificates.notices.issuing import tell_of_completion
from certificates.notices.mail import address, name_of, send
from lms.people.models import User


def tell_of_approval(certificate: Certificate, recommendation: Recommendation) -> None:
    """The holder gets the certificate, the trainer hears that it was issued."""
    tell_of_completion(certificate)
    trainer = recommendation.recommended_by
    with translation.override(trainer.language):
        send(
            trainer,
            key=f"certificate:{certificate.pk}:trainer",
            subject=_("A certificate was issued"),
            lines=[
                _("The Task Force has approved your recommendation of %(name)s.") % {"name": name_of(certificate)},
                address("certificates:verified", certificate.code),
            ],
        )


def tell_of_refusal(recommendation: Recommendation, reason: str) -> None:
    """The trainer gets the reason; the candidate hears that the trainer knows it."""
    candidate, trainer = recommendation.enrolment.person, recommendation.recommended_by
    with translation.override(trainer.language):
        send(
            trainer,
            key=f"recommendation:{recommendation.pk}:trainer",
            subject=_("A recommendation was not approved"),
            lines=[
                _("The Task Force has not approved your recommendation of %(name)s. The reason:")
                % {"name": candidate.latin_or_own_name},
                reason,
            ],
        )
    with translation.override(candidate.language):
        send(
            candidate,
            key=f"recommendation:{recommendation.pk}:candidate",
            subject=_("About your certificate"),
            lines=[_("The Task Force has not approved your certificate yet. Your trainer knows what is still needed.")],
        )


def tell_of_question(step: RecommendationStep) -> None:
    """The trainer reads what the Task Force asks; the candidate hears that the trainer knows it."""
    recommendation = step.recommendation
    candidate, trainer = recommendation.enrolment.person, recommendation.recommended_by
    with translation.override(trainer.language):
        send(
            trainer,
            key=f"step:{step.pk}:trainer",
            subject=_("The Task Force asks for more"),
            lines=[
                _("Before it decides on %(name)s, the Task Force asks:") % {"name": candidate.latin_or_own_name},
                step.reason,
                _("You can answer here:"),
                address("certificates:answer", recommendation.pk),
            ],
        )
    with translation.override(candidate.language):
        send(
            candidate,
            key=f"step:{step.pk}:candidate",
            subject=_("About your certificate"),
            lines=[_("The Task Force has asked for more before it decides. Your trainer knows what is needed.")],
        )


def tell_of_second_needed(step: RecommendationStep, members: Iterable[User]) -> None:
    """To those members who may give the second approval."""
    recommendation = step.recommendation
    for member in members:
        with translation.override(member.language):
            send(
                member,
                key=f"step:{step.pk}:member:{member.pk}",
                subject=_("A second member is needed"),
                lines=[
                    _("One member of the Task Force has approved the certificate of %(name)s. A second one decides:")
                    % {"name": recommendation.enrolment.person.latin_or_own_name},
                    address("certificates:candidate", recommendation.pk),
                ],
            )
