"""What came of the regional course: national trainers, and who of its people taught others within a year."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from lms.alumni.queries.cadre import Cadre, leading_levels
from lms.alumni.queries.spread import Lineage, in_post, regional_participants
from lms.cohorts.models import Attendance
from lms.core.statistics import wilson

DAYS_TO_TEACH = 365


@dataclass(frozen=True)
class NationalTrainers:
    """Unique people after the first generation who hold a trainer's certificate in force.

    `with_evidence` of them stand on an attendance list of a course that reached them; `in_post` are expected in post.
    """

    people: int
    with_evidence: int
    in_post: int
    by_sex: Counter[str] = field(default_factory=Counter)

    @property
    def unverified(self) -> int:
        return self.people - self.with_evidence


@dataclass(frozen=True)
class TaughtSoon:
    """Of `people` whose regional course lies a year or more back, `taught` held a course within the year.

    `low` and `high` are the 95 % interval of the share (Wilson), 0-1.
    """

    people: int
    taught: int

    @property
    def share(self) -> float:
        return self.taught / self.people if self.people else 0.0

    @property
    def limits(self) -> tuple[float, float]:
        return wilson(self.taught, self.people)


def national_trainers(cadre: Cadre, found: Lineage) -> NationalTrainers:
    """In one query more than the lineage: the attendance lists."""
    levels = leading_levels()
    sexes = {row.person: row.sex for row in cadre.holders if row.level in levels}
    people = found.after_the_first() & sexes.keys()
    courses = {line.course for line in found.lines if line.learner in people}
    lists = Attendance.objects.filter(is_present=True, enrolment__cohort__in=courses, enrolment__person__in=people)
    return NationalTrainers(
        people=len(people),
        with_evidence=lists.values("enrolment__person").distinct().count() if people else 0,
        in_post=in_post(people, cadre),
        by_sex=Counter(sexes[person] for person in people),
    )


def taught_soon(found: Lineage, sexes: Mapping[int, str]) -> tuple[TaughtSoon, dict[str, TaughtSoon]]:
    """All, and `{sex: those of it}` by `{person: sex}`, in one query; whose year is not over counts neither way."""
    year = timedelta(days=DAYS_TO_TEACH)
    trained_on = regional_participants()
    first = {person for person, number in found.seen.items() if number == 0}
    over = {person for person in first if trained_on[person] + year <= timezone.localdate()}
    lines = (line for line in found.everywhere if line.trainer in over)
    soon = {line.trainer for line in lines if line.on <= trained_on[line.trainer] + year}
    people, taught = (Counter(sexes.get(person, "") for person in group) for group in (over, soon))
    return TaughtSoon(len(over), len(soon)), {sex: TaughtSoon(people[sex], taught[sex]) for sex in people}
