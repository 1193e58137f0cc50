"""The fast read: all first sittings of a programme as arrays, by one aggregate of their packed columns."""

from dataclasses import dataclass, replace

import numpy as np
from django.db import connection

from lms.assessments.packing import NOT_SCORED, STEPS, ZERO
from lms.assessments.report.questions import FormFacts
from lms.assessments.report.rows import rows_of, together
from lms.cohorts.models import Cohort
from lms.core.languages import CODES

STARTING_YEAR = {"postgresql": "extract(year FROM starts_on)", "sqlite": "substr(starts_on, 1, 4)"}
COMMA = ord(",")  # no sign of packing.py: so that texts of another length show

# All texts of one group come row by row in the same order. The index `first_scored_sittings` holds every column.
SHEETS = """
SELECT form_id, phase, language, {columns}
  FROM assessments_attempt
 WHERE form_id IN ({forms}) AND number = 1 AND max_points IS NOT NULL {within}
 GROUP BY form_id, phase, language
"""
RATINGS = """
SELECT form_id, phase, {columns}
  FROM assessments_attempt
 WHERE number = 1 AND max_points IS NOT NULL AND NOT (item_confidence = '') AND ({lengths}) {within}
 GROUP BY form_id, phase
"""
PEOPLE = "SELECT {columns} FROM cohorts_enrolment WHERE withdrawn_at IS NULL {within}"
COHORTS = "SELECT {columns} FROM cohorts_cohort WHERE {within} = %s"
OF_COHORT = "AND enrolment_id IN (SELECT id FROM cohorts_enrolment WHERE cohort_id = %s)"
OF_LENGTH = "AND length(item_points) = {size} AND length(item_choices) = {size}"
AT_ONCE = 512  # rows turned into columns: what a processor holds near


@dataclass(frozen=True)
class Scope:
    """What a report is about: a programme, and of it one cohort, or the cohorts that started in one year, or all."""

    programme_code: str
    cohort: Cohort | None = None
    year: int | None = None


@dataclass(frozen=True)
class People:
    """The enrolments of a scope: `ids` sorted, shape (n,); `cohorts` and `years` are places in lists of their own."""

    ids: np.ndarray
    cohorts: np.ndarray
    years: np.ndarray
    cohort_ids: np.ndarray

    def places_of(self, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(which of `ids` belong to the scope, their places in `self.ids`)."""
        if not self.ids.size:
            return np.zeros(ids.size, bool), np.zeros(0, np.int64)
        place = np.minimum(np.searchsorted(self.ids, ids), self.ids.size - 1)
        known = self.ids[place] == ids
        return known, place[known]


@dataclass(frozen=True)
class Sheets:
    """The first sittings of one form in one phase: column i is one person's.

    `people` are places in `People.ids`, `languages` places in CODES; `steps` and `choices`, shape (k, n), are the
    signs of packing.py.
    """

    form_id: int
    phase: str
    people: np.ndarray
    languages: np.ndarray
    steps: np.ndarray
    choices: np.ndarray

    @property
    def n(self) -> int:
        return self.people.size

    def only(self, kept: np.ndarray) -> "Sheets":
        """The people that `kept`, shape (n,), marks."""
        if kept.all():
            return self
        columns = (self.people[kept], self.languages[kept], self.steps[:, kept], self.choices[:, kept])
        return Sheets(self.form_id, self.phase, *columns)


@dataclass(frozen=True)
class Ratings:
    """How sure people were in one form and phase: `lines`, shape (questions of the form, n), are signs `0` to `3`."""

    people: np.ndarray
    lines: np.ndarray


def people_in(scope: Scope) -> People:
    """Everybody who is enrolled, with the cohort."""
    within, values = ("AND cohort_id = %s", [scope.cohort.pk]) if scope.cohort else ("", [])
    (ids, cohorts), *_rest = rows_of(PEOPLE.format(columns=together("id", "cohort_id"), within=within), values)
    codes, years = cohorts_in(scope)
    ids, cohorts = numbers_in(ids), numbers_in(cohorts)
    order = np.argsort(ids, kind="stable")
    place = np.searchsorted(codes, cohorts[order])
    inside = place < codes.size
    inside[inside] = codes[place[inside]] == cohorts[order][inside]
    place = place[inside]
    return People(ids[order][inside], place, years[place] - years.min(initial=0), codes)


def cohorts_in(scope: Scope) -> tuple[np.ndarray, np.ndarray]:
    """(their ids, sorted, and the years in which they started), shape (cohorts,) both."""
    within, value = ("id", scope.cohort.pk) if scope.cohort else ("programme_code", scope.programme_code)
    columns = together("id", STARTING_YEAR[connection.vendor])
    (ids, years), *_rest = rows_of(COHORTS.format(columns=columns, within=within), [value])
    ids, years = numbers_in(ids), numbers_in(years)
    order = np.argsort(ids)
    if scope.year and not scope.cohort:
        order = order[years[order] == scope.year]
    return ids[order], years[order]


def sheets_of(scope: Scope, forms: list[FormFacts], people: People) -> list[Sheets]:
    """One per form and phase that anybody in the scope has taken; those who left the cohort are not in it."""
    if not forms or not people.ids.size:
        return []
    sizes = {form.id: len(form.questions) for form in forms}
    parts: dict[tuple[int, str], list[Sheets]] = {}
    for form_id, phase, *columns in even_rows(scope, sizes):
        part = unpacked(form_id, phase, *columns, people)
        if part.n:
            parts.setdefault((form_id, phase), []).append(part)
    return [joined(some) for _place, some in sorted(parts.items())]


Row = tuple[int, str, str, str, np.ndarray, np.ndarray]


def even_rows(scope: Scope, sizes: dict[int, int]) -> list[Row]:
    """The rows of every form; where a sitting is packed for another length than the form's, it is left out."""
    rows = sheet_rows(scope, sizes)
    uneven = {row[0] for row in rows if row[4] is None or row[5] is None}
    again = [
        row for pk in uneven for row in sheet_rows(scope, {pk: sizes[pk]}, OF_LENGTH.format(size=sizes[pk]))
    ]  # fmt: skip
    return [row for row in rows if row[0] not in uneven] + again


def sheet_rows(scope: Scope, sizes: dict[int, int], more: str = "") -> list[Row]:
    """(form id, phase, language, enrolments, points, choices) of the first scored sittings; `more` is a condition.

    Points and choices as `lines_in` has them.
    """
    within, values = (OF_COHORT, [scope.cohort.pk]) if scope.cohort else ("", [])
    statement = SHEETS.format(
        columns=together("enrolment_id", "item_points", "item_choices"),
        forms=", ".join(str(int(pk)) for pk in sizes),
        within=f"{within} {more}",
    )
    return [
        (form_id, *others, lines_in(points, sizes[form_id]), lines_in(choices, sizes[form_id]))
        for form_id, *others, points, choices in rows_of(statement, values)
    ]


def lines_in(text: str, size: int) -> np.ndarray | None:
    """The signs of lines of one length, shape (lines, size); None where a comma stands where it should not."""
    signs = np.frombuffer(text.encode("ascii", "replace") + b",", np.uint8)
    if signs.size % (size + 1) or (signs[size :: size + 1] != COMMA).any():
        return None
    return signs.reshape(-1, size + 1)[:, :size]


def ratings_of(scope: Scope, sizes: dict[int, int], people: People) -> dict[tuple[int, str], Ratings]:
    """`{(form id, phase): Ratings}` of these forms, `{id: questions}`; the index `rated_sittings` holds them all."""
    within, values = (OF_COHORT, [scope.cohort.pk]) if scope.cohort else ("", [])
    lengths = " OR ".join(f"form_id = {pk} AND length(item_confidence) = {size}" for pk, size in sizes.items())
    statement = RATINGS.format(columns=together("enrolment_id", "item_confidence"), lengths=lengths, within=within)
    found = {}
    for form_id, phase, enrolments, ratings in rows_of(statement, values):
        known, places = people.places_of(numbers_in(enrolments))
        found[form_id, phase] = Ratings(places, by_place(lines_in(ratings, sizes[form_id]))[:, known])
    return found


def unpacked(
    form_id: int, phase: str, language: str, enrolments: str, points: np.ndarray, choices: np.ndarray, people: People
) -> Sheets:
    known, places = people.places_of(numbers_in(enrolments))
    languages = np.full(known.size, CODES.index(language), np.uint8)
    everybody = Sheets(form_id, phase, known, languages, by_place(points), by_place(choices))
    return replace(everybody.only(known), people=places)


def joined(parts: list[Sheets]) -> Sheets:
    if len(parts) == 1:
        return parts[0]
    names = ("people", "languages", "steps", "choices")
    arrays = (np.concatenate([getattr(part, name) for part in parts], axis=-1) for name in names)
    return Sheets(parts[0].form_id, parts[0].phase, *arrays)


def by_place(lines: np.ndarray) -> np.ndarray:
    """Columns from rows, shape (size, lines), piece by piece."""
    return np.concatenate([lines[first : first + AT_ONCE].T.copy() for first in range(0, len(lines), AT_ONCE)], axis=1)


def numbers_in(text: str | None) -> np.ndarray:
    """Whole numbers from a text with commas; none from None."""
    return np.fromstring(text, np.int64, sep=",") if text else np.zeros(0, np.int64)


def points_in(steps: np.ndarray) -> np.ndarray:
    """Points 0-1, shape (n, k); nan where nothing is scored."""
    points = (steps.T.astype(float) - ZERO) / STEPS
    points[np.isin(steps.T, ord(NOT_SCORED))] = np.nan
    return points
