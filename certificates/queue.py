"""The Task Force's queue, and what of it can be approved together."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.actions.checks import check_can_be_given
from certificates.actions.stepping import check_with_task_force
from certificates.models import Recommendation
from certificates.permissions import why_not_decide
from certificates.queries import awaits_first_of_two
from lms.core import programmes
from lms.core.display import number_text
from lms.core.errors import Refused
from lms.core.programmes import Requirement
from lms.people.models import User

State = Recommendation.State


@dataclass(frozen=True)
class Row:
    """One candidate in the queue; `why_not` says what keeps this member from deciding."""

    recommendation: Recommendation
    why_not: str

    @property
    def is_asked(self) -> bool:
        return self.recommendation.state == State.ASKED

    @property
    def can_be_chosen(self) -> bool:
        return not self.why_not and not self.is_asked

    @property
    def age(self) -> str:
        """Since the recommendation, in words."""
        days = (timezone.localdate() - timezone.localdate(self.recommendation.recommended_at)).days
        if not days:
            return _("today")
        return ngettext("%(number)s day", "%(number)s days", days) % {"number": number_text(days)}


def rows(recommendations: list[Recommendation], user: User) -> list[Row]:
    involved = involved_ids(recommendations)
    return [Row(each, why_not_decide(user, each, involved[each.enrolment_id])) for each in recommendations]


def involved_ids(recommendations: list[Recommendation]) -> dict[int, set[int]]:
    """`{enrolment id: ids of who trained or observed the person}`, asked programme by programme."""
    enrolments = defaultdict(list)
    for each in recommendations:
        enrolments[each.enrolment.programme.code].append(each.enrolment)
    found: dict[int, set[int]] = {}
    for code, rows_of_programme in enrolments.items():
        found |= programmes.get(code).all_involved(rows_of_programme)
    return found


@dataclass(frozen=True)
class Choice:
    """One chosen candidate on the page that confirms; `why_left_out` where it cannot be approved with the others."""

    recommendation: Recommendation
    is_first_of_two: bool
    requirements: list[Requirement] = field(default_factory=list)
    why_left_out: str = ""


def choice(recommendation: Recommendation, user: User) -> Choice:
    """By the same rules as the approval itself."""
    is_first = awaits_first_of_two(recommendation)
    why_not = why_not_decide(user, recommendation)
    if why_not:
        return Choice(recommendation, is_first, why_left_out=why_not)
    try:
        return Choice(recommendation, is_first, requirements=demanded(recommendation))
    except Refused as refusal:
        return Choice(recommendation, is_first, why_left_out=refusal.message)


def demanded(recommendation: Recommendation) -> list[Requirement]:
    check_with_task_force(recommendation)
    return check_can_be_given(recommendation)
