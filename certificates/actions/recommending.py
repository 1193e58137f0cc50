"""A trainer asks the Task Force, answers its questions, or takes the request back."""

from django.db import transaction
from django.utils.translation import gettext as _

from certificates import evidence, notices, queries, renewals
from certificates.actions import stepping
from certificates.actions.checks import check_active, check_kind, check_level, check_met, check_reason
from certificates.errors import AlreadyRecommended, BeingIssued, MayNotRecommend, NothingAsked, NothingToRenew
from certificates.models import Certificate, Recommendation, RecommendationStep
from certificates.permissions import can_recommend, can_speak_for, free_members
from certificates.terms import check_may_be_replaced, country_of
from lms.cohorts.models import Enrolment
from lms.core import audit
from lms.people.models import User

Purpose, State, Kind = Recommendation.Purpose, Recommendation.State, RecommendationStep.Kind


@transaction.atomic
def recommend(*, enrolment: Enrolment, note: str, by: User, level: str = "") -> Recommendation:
    """Ask the Task Force of the person's country to decide on one level, the programme's usual one if none is named.

    A second call for the same level answers the open recommendation.
    """
    level = level or enrolment.programme.usual_level
    check_may_recommend(enrolment, by)
    check_level(enrolment, level)
    country = country_of(enrolment)
    return ask(enrolment=enrolment, note=note, by=by, level=level, purpose=Purpose.CERTIFY, country=country)


@transaction.atomic
def recommend_renewal(*, enrolment: Enrolment, note: str, by: User) -> Recommendation:
    """Ask for a new certificate of the level held, in the months around its end.

    The country whose certificate it is decides, whatever the person's record says: to move is a transfer.
    """
    check_may_recommend(enrolment, by)
    paper = queries.last_paper(enrolment)
    if paper is None or not renewals.may_renew_now(paper):
        raise NothingToRenew
    check_may_be_replaced(paper)
    return ask(enrolment=enrolment, note=note, by=by, level=paper.level, purpose=Purpose.RENEW, country=paper.country)


@transaction.atomic
def answer(*, recommendation: Recommendation, reason: str, by: User, seen: int | None = None) -> RecommendationStep:
    """Give the Task Force what it asked for: it decides next."""
    check_may_speak(recommendation, by)
    check_reason(reason)
    question = recommendation.question
    if question is None:
        raise NothingAsked
    stepping.step_to(recommendation, State.WAITING, seen=seen)
    step = stepping.note_step(recommendation, Kind.ANSWERED, reason=reason, by=by)
    audit.record(recommendation, "certificates.answer", by=by, person=recommendation.enrolment.person_id)
    notices.tell_of_answer(step, question.made_by)
    return step


@transaction.atomic
def withdraw(*, recommendation: Recommendation, reason: str, by: User, seen: int | None = None) -> RecommendationStep:
    """Take the request back before a decision; the person can be recommended again."""
    check_may_speak(recommendation, by)
    check_reason(reason)
    stepping.check_open(recommendation)
    stepping.step_to(recommendation, State.WITHDRAWN, seen=seen)
    step = stepping.note_step(recommendation, Kind.WITHDRAWN, reason=reason, by=by)
    audit.record(recommendation, "certificates.withdraw", by=by, person=recommendation.enrolment.person_id)
    return step


def ask(*, enrolment: Enrolment, note: str, by: User, level: str, purpose: str, country: str) -> Recommendation:
    """One open request a person: the constraint decides between two trainers at once."""
    check_kind(enrolment, Certificate.Kind.TRAINER)
    check_active(enrolment)
    if queries.approved_without_paper(enrolment).exists():
        raise BeingIssued
    wanted = {"country": country, "level": level, "purpose": purpose}
    check_met(evidence.requirements_of(Recommendation(enrolment=enrolment, **wanted)))
    defaults = {**wanted, "note": note, "recommended_by": by}
    recommendation, is_new = Recommendation.objects.open().get_or_create(enrolment=enrolment, defaults=defaults)
    if is_new:
        audit.record(recommendation, "certificates.recommend", by=by, person=enrolment.person_id, level=level)
        notices.tell_of_recommendation(recommendation, free_members(recommendation))
    elif (recommendation.level, recommendation.purpose) != (level, purpose):
        raise AlreadyRecommended
    return recommendation


def check_may_recommend(enrolment: Enrolment, by: User) -> None:
    if not can_recommend(by, enrolment):
        raise MayNotRecommend(_("You cannot recommend this person."))


def check_may_speak(recommendation: Recommendation, by: User) -> None:
    if not can_speak_for(by, recommendation):
        raise MayNotRecommend(_("You cannot speak for this recommendation."))
