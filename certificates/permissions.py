"""Who may recommend, decide, issue and revoke."""

from django.utils.translation import gettext as _

from certificates.independence import Tie, tie_between
from certificates.models import Certificate, Recommendation, RevocationProposal
from certificates.queries import members_of
from lms.cohorts.models import Cohort, Enrolment
from lms.people.models import Role, User


def can_recommend(user: User, enrolment: Enrolment) -> bool:
    """Those who may see the cohort, for everybody but themselves."""
    return enrolment.person_id != user.pk and Cohort.objects.visible_to(user).filter(pk=enrolment.cohort_id).exists()


def can_issue_completion(user: User, enrolment: Enrolment) -> bool:
    return can_recommend(user, enrolment)


def can_speak_for(user: User, recommendation: Recommendation) -> bool:
    """Who answers the Task Force, or takes the request back: a trainer of the cohort; of a transfer, its asker.

    An administrator speaks for both, so that a request whose asker has left comes to an end.
    """
    if recommendation.purpose == Recommendation.Purpose.TRANSFER and not user.is_administrator:
        return recommendation.recommended_by_id == user.pk
    return can_recommend(user, recommendation.enrolment)


def why_not_decide(user: User, recommendation: Recommendation, involved_ids: set[int] | None = None) -> str:
    """The reason in words, or nothing when the member may decide.

    `involved_ids` are those who trained or observed the candidate, where the caller has asked for many at once.
    """
    if user.is_administrator:
        return _("Administrators do not decide on certificates.")
    if recommendation.country not in user.countries_as(Role.Kind.TASK_FORCE):
        return _("The Task Force of this person’s country decides.")
    tie = tie_to(user, recommendation, involved_ids)
    return "" if tie == Tie.NONE else reason_for(tie)


def involved_with(enrolment: Enrolment) -> set[int]:
    """Whoever trained or observed the person in any course of this programme: another cohort cuts no tie."""
    same = {"person": enrolment.person_id, "cohort__programme_code": enrolment.cohort.programme_code}
    courses = Enrolment.objects.filter(**same).select_related("cohort", "person")
    return set().union(*enrolment.programme.all_involved(courses).values())


def tie_to(user: User, recommendation: Recommendation, involved_ids: set[int] | None = None) -> Tie:
    enrolment, first = recommendation.enrolment, recommendation.first_approval
    if involved_ids is None:
        involved_ids = involved_with(enrolment)
    return tie_between(
        member_id=user.pk,
        candidate_id=enrolment.person_id,
        recommended_by_id=recommendation.recommended_by_id,
        involved_ids=involved_ids,
        approved_by_id=first.made_by_id if first else None,
    )


def reason_for(tie: Tie) -> str:
    return {
        Tie.SELF: _("You cannot decide on your own certificate. Another member decides."),
        Tie.RECOMMENDED: _("You recommended this person, so another member decides."),
        Tie.INVOLVED: _("You trained or observed this person, so another member decides."),
        Tie.APPROVED: _("You gave the first approval, so another member decides."),
    }[tie]


def free_members(recommendation: Recommendation) -> list[User]:
    """The members of its Task Force who may decide on it."""
    involved_ids = involved_with(recommendation.enrolment)
    return [row for row in members_of(recommendation.country) if not why_not_decide(row, recommendation, involved_ids)]


def can_change_standing(user: User, certificate: Certificate) -> bool:
    """Suspend, make valid again, ask to revoke: a member of the certificate's Task Force, never on the own one."""
    return is_member(user, certificate) and certificate.person_id != user.pk


def can_confirm_revocation(user: User, proposal: RevocationProposal) -> bool:
    """Another member; where the country has no other, an administrator. Never who asked, never the holder."""
    certificate = proposal.certificate
    ties = {proposal.proposed_by_id, certificate.person_id}
    if user.pk in ties:
        return False
    others = members_of(certificate.country).exclude(pk__in=ties)
    return is_member(user, certificate) or (user.is_administrator and not others.exists())


def can_reissue(user: User, certificate: Certificate) -> bool:
    """Correct the names, ask for the transfer to another country: a member or an administrator, never for oneself."""
    return (is_member(user, certificate) or user.is_administrator) and certificate.person_id != user.pk


def is_member(user: User, certificate: Certificate) -> bool:
    return certificate.country in user.countries_as(Role.Kind.TASK_FORCE)


def can_set_up(user: User) -> bool:
    """How a country's Task Force decides, and what its certificates carry."""
    return user.is_administrator
