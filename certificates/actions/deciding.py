"""A Task Force decides: one member or two, on one candidate or on many at once."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from certificates import notices, queries
from certificates.actions import batches, granting, stepping
from certificates.actions.checks import check_can_be_given, check_reason
from certificates.errors import MayNotDecide, NeedsTwo, SomeChanged, StalePage
from certificates.models import Batch, Certificate, Decision, Recommendation, RecommendationStep
from certificates.permissions import free_members, why_not_decide
from lms.core import audit
from lms.core.errors import Refused
from lms.core.languages import Country
from lms.people.models import User

State, Kind, Outcome = Recommendation.State, RecommendationStep.Kind, Decision.Outcome


@transaction.atomic
def approve(*, recommendation: Recommendation, reason: str, by: User, seen: int | None = None) -> Certificate:
    """Decide and issue in one transaction: if the certificate cannot be printed, nothing has been decided."""
    decision = decide_for(recommendation=recommendation, reason=reason, by=by, seen=seen)
    return granting.grant(decision=decision, by=by)


@transaction.atomic
def second(*, recommendation: Recommendation, reason: str, by: User, seen: int | None = None) -> RecommendationStep:
    """The first approval where the country asks for two: another member decides next."""
    check_may_decide(recommendation, reason=reason, by=by)
    if not queries.awaits_first_of_two(recommendation):
        raise StalePage
    stepping.step_to(recommendation, State.SECONDED, seen=seen)
    check_can_be_given(recommendation)
    step = stepping.note_step(recommendation, Kind.SECONDED, reason=reason, by=by)
    record(recommendation, "certificates.second", by=by)
    notices.tell_of_second_needed(step, free_members(recommendation))
    return step


@transaction.atomic
def decline(*, recommendation: Recommendation, reason: str, by: User, seen: int | None = None) -> Decision:
    """Decide against, one member alone; the trainer reads the reason and may recommend again later."""
    decision = decide(recommendation=recommendation, outcome=Outcome.DECLINED, reason=reason, by=by, seen=seen)
    record(recommendation, "certificates.decline", by=by)
    notices.tell_of_refusal(recommendation, reason)
    return decision


@transaction.atomic
def ask_for_more(
    *, recommendation: Recommendation, reason: str, by: User, seen: int | None = None
) -> RecommendationStep:
    """Put a question to the trainer; a first approval given before no longer counts."""
    check_may_decide(recommendation, reason=reason, by=by)
    stepping.step_to(recommendation, State.ASKED, seen=seen)
    step = stepping.note_step(recommendation, Kind.ASKED, reason=reason, by=by)
    record(recommendation, "certificates.ask", by=by)
    notices.tell_of_question(step)
    return step


@transaction.atomic
def approve_many(*, chosen: Iterable[tuple[Recommendation, int]], reason: str, by: User) -> Batch | None:
    """All of them or none: each `(recommendation, version seen)`; raises SomeChanged with who stands in the way.

    Where two members approve, whoever waits for the first gets the first approval. The certificates of the others are
    ordered as one batch; without any, the answer is None.
    """
    decisions, refused = [], []
    for recommendation, seen in sorted(chosen, key=lambda pair: pair[0].pk):  # in one order: nobody waits in a ring
        try:
            decisions.append(approve_one_of_many(recommendation, reason=reason, by=by, seen=seen))
        except Refused as refusal:
            refused.append((recommendation.enrolment.person.latin_or_own_name, refusal.message))
    if refused:
        raise SomeChanged(refused)
    items = [(decision.recommendation.enrolment, decision) for decision in decisions if decision]
    return batches.order(title=title_of(items[0][1].recommendation), items=items, by=by) if items else None


def approve_one_of_many(recommendation: Recommendation, *, reason: str, by: User, seen: int) -> Decision | None:
    if queries.awaits_first_of_two(recommendation):
        second(recommendation=recommendation, reason=reason, by=by, seen=seen)
        return None
    return decide_for(recommendation=recommendation, reason=reason, by=by, seen=seen)


def title_of(recommendation: Recommendation) -> str:
    return _("Task Force of %(country)s") % {"country": Country(recommendation.country).label}


def decide_for(*, recommendation: Recommendation, reason: str, by: User, seen: int | None) -> Decision:
    """Decide that the certificate is given; everything that it demands is asked for again."""
    if queries.awaits_first_of_two(recommendation):
        raise NeedsTwo
    decision = decide(recommendation=recommendation, outcome=Outcome.APPROVED, reason=reason, by=by, seen=seen)
    check_can_be_given(recommendation)
    record(recommendation, "certificates.approve", by=by)
    return decision


def decide(*, recommendation: Recommendation, outcome: str, reason: str, by: User, seen: int | None) -> Decision:
    """Close the recommendation if it is still as it was read: the row count says which of two members was first."""
    check_may_decide(recommendation, reason=reason, by=by)
    first = recommendation.first_approval
    stepping.step_to(recommendation, State.CLOSED, seen=seen)
    return Decision.objects.create(
        recommendation=recommendation,
        outcome=outcome,
        reason=reason,
        decided_by=by,
        seconded_by=first.made_by if first and outcome == Outcome.APPROVED else None,
    )


def check_may_decide(recommendation: Recommendation, *, reason: str, by: User) -> None:
    """This member, with these words, on what lies with the Task Force now."""
    why_not = why_not_decide(by, recommendation)
    if why_not:
        raise MayNotDecide(why_not)
    stepping.check_with_task_force(recommendation)
    check_reason(reason)


def record(recommendation: Recommendation, verb: str, *, by: User) -> None:
    audit.record(recommendation, verb, by=by, person=recommendation.enrolment.person_id, level=recommendation.level)
