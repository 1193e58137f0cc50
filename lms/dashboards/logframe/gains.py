"""The gains of courses by programme and sex, for the logframe."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lms.assessments import queries as assessments
from lms.assessments.gain import SMALLEST_SHOWN, Gain
from lms.assessments.models import Attempt
from lms.assessments.pairs import Window, gain_of_standings, pairs_of
from lms.assessments.standing import Standing
from lms.cohorts.models import Cohort, Enrolment
from lms.core import programmes
from lms.dashboards.logframe.parts import SEXES, as_counted


@dataclass(frozen=True)
class RunsOfProgramme:
    """One gain a course, of all its people and of those of each sex; suppressed below ten pairs."""

    title: str
    gains: list[Gain]
    by_sex: dict[str, list[Gain]]


def gains_of(countries: Sequence[str]) -> list[RunsOfProgramme]:
    """Of the courses of these countries, and of the regional ones where they are several; four queries and one each."""
    places = [*countries, ""] if len(countries) > 1 else countries
    tested = Attempt.objects.exclude(state=Attempt.State.OPEN).values("enrolment__cohort")
    cohorts = list(Cohort.objects.filter(country__in=places, pk__in=tested).order_by("starts_on", "pk"))
    kept = kept_of(cohorts)
    return [
        runs_of(programme, [kept[cohort.pk] for cohort in cohorts if cohort.programme_code == programme.code])
        for programme in programmes.all_programmes()
    ]


def runs_of(programme, courses: list[list[tuple[str, Standing]]]) -> RunsOfProgramme:
    """`courses`: one list of (sex, standing) a course. A course with few people of one sex counts for neither."""
    split = [course for course in courses if all(is_told(course, sex) for sex in SEXES)]
    by_sex = {sex: [gain_of(course, {sex}) for course in split] for sex in SEXES}
    return RunsOfProgramme(str(programme.title), [gain_of(course, set(SEXES)) for course in courses], by_sex)


def is_told(course: Iterable[tuple[str, Standing]], sex: str) -> bool:
    """Nobody of this sex, or enough to be shown: else the others' numbers would give these away."""
    return not 0 < sum(own == sex for own, _standing in course) < SMALLEST_SHOWN


def gain_of(course: Iterable[tuple[str, Standing]], sexes: set[str]) -> Gain:
    return gain_of_standings(standing for sex, standing in course if sex in sexes)


def kept_of(cohorts: Sequence[Cohort]) -> dict[int, list[tuple[str, Standing]]]:
    """`{cohort id: [(sex, standing)]}` of the people whose two tests count."""
    enrolments = Enrolment.objects.active().filter(cohort__in=[cohort.pk for cohort in cohorts])
    columns = ("pk", "cohort_id", "person__sex")
    facts = {pk: (cohort, as_counted(sex)) for pk, cohort, sex in enrolments.values_list(*columns)}
    states: dict[int, dict[int, Standing]] = {cohort.pk: {} for cohort in cohorts}
    for pk, standing in assessments.states_of(enrolments.values("pk")).items():
        states[facts[pk][0]][pk] = standing
    return {cohort.pk: kept_in(cohort, states[cohort.pk], facts) for cohort in cohorts}


def kept_in(cohort: Cohort, states: dict[int, Standing], facts: dict[int, tuple]) -> list[tuple[str, Standing]]:
    lessons = cohort.programme.first_lessons(assessments.matched_in(states))
    window = Window(assessments.window_end(cohort), lessons)
    return [(facts[pk][1], row) for pk, row in states.items() if pairs_of({pk: row}, window).kept]
