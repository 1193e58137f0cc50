"""Every step of a recommendation: one conditional UPDATE says who was first."""

from django.db.models import F

from certificates.errors import AlreadyDecided, AwaitsAnswer, IsWithdrawn, StalePage
from certificates.models import Recommendation, RecommendationStep
from lms.core.errors import Refused
from lms.people.models import User

State = Recommendation.State
ENDED = {State.CLOSED: AlreadyDecided, State.WITHDRAWN: IsWithdrawn}


def step_to(recommendation: Recommendation, state: str, *, seen: int | None = None) -> None:
    """Move on from the state in hand if nobody has meanwhile; otherwise raise what came between.

    `seen` is the version that the person had read; without it, the one in hand.
    """
    version = recommendation.version if seen is None else seen
    unchanged = Recommendation.objects.filter(pk=recommendation.pk, state=recommendation.state, version=version)
    if not unchanged.update(state=state, version=F("version") + 1):
        raise what_came_between(recommendation)
    recommendation.state, recommendation.version = state, version + 1


def what_came_between(recommendation: Recommendation) -> Refused:
    state = Recommendation.objects.values_list("state", flat=True).get(pk=recommendation.pk)
    return ENDED.get(state, StalePage)()


def check_with_task_force(recommendation: Recommendation) -> None:
    """It lies with the Task Force now, neither ended nor with the trainer."""
    check_open(recommendation)
    if recommendation.state == State.ASKED:
        raise AwaitsAnswer


def check_open(recommendation: Recommendation) -> None:
    if recommendation.state in ENDED:
        raise ENDED[recommendation.state]


def note_step(recommendation: Recommendation, kind: str, *, reason: str, by: User) -> RecommendationStep:
    return RecommendationStep.objects.create(recommendation=recommendation, kind=kind, reason=reason, made_by=by)
