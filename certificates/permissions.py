"""Who may recommend, decide, issue and revoke."""

from django.utils.translation import gettext as _

from certificates.independence import Tie, tie_between
from certificates.models import Certificate, Recommendation
from lms.cohorts.models import Cohort, Enrolment
from lms.people.models import Role, User


def can_recommend(user: User, enrolment: Enrolment) -> bool:
    """Those who may see the cohort, for everybody but themselves."""
    return enrolment.person_id != user.pk and Cohort.objects.visible_to(user).filter(pk=enrolment.cohort_id).exists()


def can_issue_completion(user: User, enrolment: Enrolment) -> bool:
    return can_recommend(user, enrolment)


def why_not_decide(user: User, recommendation: Recommendation) -> str:
    """The reason in words, or nothing when the member may decide."""
    if recommendation.country not in user.countries_as(Role.Kind.TASK_FORCE):
        return _("The Task Force of this person’s country decides.")
    enrolment = recommendation.enrolment
    tie = tie_between(
        member_id=user.pk,
        candidate_id=enrolment.person_id,
        recommended_by_id=recommendation.recommended_by_id,
        involved_ids=enrolment.programme.involved(enrolment),
    )
    return "" if tie == Tie.NONE else reason_for(tie)


def reason_for(tie: Tie) -> str:
    return {
        Tie.SELF: _("You cannot decide on your own certificate. Another member decides."),
        Tie.RECOMMENDED: _("You recommended this person, so another member decides."),
        Tie.INVOLVED: _("You trained or observed this person, so another member decides."),
    }[tie]


def can_revoke(user: User, certificate: Certificate) -> bool:
    """A member of the Task Force of the certificate's country, never on the own one."""
    is_member = certificate.country in user.countries_as(Role.Kind.TASK_FORCE)
    return is_member and certificate.person_id != user.pk
