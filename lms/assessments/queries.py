"""Reads: forms, sittings and what they contain, and where people and cohorts stand."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cache
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef

from lms.assessments.gain import Gain
from lms.assessments.keys import Marked, key_of
from lms.assessments.marking import ONE_OPTION
from lms.assessments.models import Answer, Attempt, Form, FormQuestion
from lms.assessments.pairs import Pairs, Window, gain_of_standings, pairs_of
from lms.assessments.responses import WITHDRAWN
from lms.assessments.scoring import Item
from lms.assessments.standing import OwnGain, Score, Standing, note
from lms.cohorts.models import Cohort, Enrolment
from lms.core import programmes
from lms.core.languages import Language, zone_of
from lms.people.models import User
from lms.questionnaires.models import Choice, ChoiceWording, QuestionWording
from lms.questionnaires.queries import askable

KEY_COLUMNS = ("is_key", "points", "rank", "pair")
ANY_FORM, ANY_LANGUAGE = -1, "any"  # stand for the values of one request
SCORE_COLUMNS = ("points", "max_points", "packed_answers__competencies", "submitted_at", "form_id", "language")


def newest_form(programme_code: str, letter: str) -> Form | None:
    return Form.objects.filter(programme_code=programme_code, letter=letter).order_by("-version").first()


def codes_on(form: Form | None) -> list[str] | None:
    """The codes of the form's questions in their order."""
    if form is None:
        return None
    return list(form.places.order_by("position").values_list("question__code", flat=True))


def answer_at(attempt_id: UUID, position: int) -> Answer | None:
    places = FormQuestion.objects.filter(form__attempts=attempt_id, position=position)
    return Answer.objects.filter(attempt=attempt_id, question__in=places.values("question")).first()


def is_choice_at(attempt: Attempt, position: int, choice_id: int) -> bool:
    """Whether choosing this one option answers the question at this place."""
    return Choice.objects.filter(
        pk=choice_id,
        question__kind__in=ONE_OPTION,
        question__places__form=attempt.form_id,
        question__places__position=position,
    ).exists()


def choices_at(attempt_id: UUID, position: int, person: User) -> list[tuple]:
    """(kind, choice id, letter) of every option at one place of the person's own attempt; None where it has none."""
    places = FormQuestion.objects.filter(
        position=position, form__attempts=attempt_id, form__attempts__enrolment__person=person
    )
    return list(places.values_list("question__kind", "question__choices__id", "question__choices__letter"))


def items_on(form_id: int) -> list[Item]:
    """The form's questions with their keys, in one query: for scoring only."""
    columns = [f"question__{name}" for name in ("code", "competency", "key_version", "kind")]
    columns += [f"question__choices__{name}" for name in ("letter", "is_serious_harm", *KEY_COLUMNS)]
    rows = FormQuestion.objects.filter(form=form_id).order_by("position", "question__choices__letter")
    return [
        item_of(*question, choices) for question, choices in groupby(rows.values_list(*columns), itemgetter(0, 1, 2, 3))
    ]


def item_of(code: str, competency: str, key_version: int, kind: str, rows: Iterable[tuple]) -> Item:
    """`rows` end with letter, is_serious_harm and the columns that may carry the key."""
    choices = [row[4:] for row in rows if row[4]]
    return Item(
        code=code,
        competency=competency,
        key=key_of(kind, [Marked(letter, *marks) for letter, _harm, *marks in choices]),
        serious_harm=frozenset(letter for letter, does_harm, *_marks in choices if does_harm),
        key_version=key_version,
    )


@dataclass(frozen=True)
class Given:
    """What one attempt holds, by question code.

    `answers` are letters, or an open answer's words; `ratings` say from 1 to 3 how sure the person was, where the page
    asked; `points` (0-1) are those that a trainer gave.
    """

    answers: dict[str, str]
    ratings: dict[str, int]
    points: dict[str, float]


def given_in(attempt: Attempt) -> Given:
    """In one query: for scoring only."""
    columns = ("question__code", "choice__letter", "response", "confidence", "points", "marked_by")
    rows = list(Answer.objects.filter(attempt=attempt).order_by().values_list(*columns))
    return Given(
        answers={code: letter or response for code, letter, response, *_more in rows if response != WITHDRAWN},
        ratings={code: rating for code, _letter, _words, rating, *_more in rows if rating is not None},
        points={code: points for code, *_more, points, marked_by in rows if marked_by is not None},
    )


def positions_of(form_id: int) -> dict[int, int]:
    """`{position: question id}` in order."""
    places = FormQuestion.objects.filter(form=form_id).order_by("position")
    return dict(places.values_list("position", "question_id"))


def answers_by_question(attempt: Attempt) -> dict[int, Answer]:
    """`{question id: Answer}` of what was answered so far, withdrawn answers too."""
    return {answer.question_id: answer for answer in Answer.objects.filter(attempt=attempt)}


def words_to_ask(question_id: int, language: str) -> tuple[QuestionWording, list[tuple]]:
    """One question's words with its kind, and (choice id, text, letter, rank) of its options, in two queries."""
    wording = QuestionWording.objects.select_related("question").get(question=question_id, language=language)
    rows = ChoiceWording.objects.filter(choice__question=question_id, language=language)
    return wording, list(rows.values_list("choice_id", "text", "choice__letter", "choice__rank"))


def language_for(form: Form, wish: str) -> str:
    """The language in which the form is asked: the person's own, or English while a question lacks it."""
    if wish == Language.ENGLISH:
        return wish
    sql, stand_ins = sql_of_gaps(settings.ALLOW_UNREVIEWED)
    given = {ANY_FORM: form.pk, ANY_LANGUAGE: wish}
    with connection.cursor() as cursor:
        cursor.execute(sql, [given.get(value, value) for value in stand_ins])
        return Language.ENGLISH if cursor.fetchone() else wish


@cache
def sql_of_gaps(_allow_unreviewed: bool) -> tuple[str, tuple]:
    """Finds a place whose question cannot be asked: `askable` put into SQL once a process.

    The putting cost a third of a test's start, and a whole hall starts in the same minute.
    """
    wordings = askable().filter(question=OuterRef("question"), language=ANY_LANGUAGE)
    places = FormQuestion.objects.filter(~Exists(wordings), form=ANY_FORM).order_by().values("pk")
    return places[:1].query.sql_with_params()


def states_of(enrolment_ids: Iterable[int]) -> dict[int, Standing]:
    """`{enrolment id: Standing}` in one query; only those who have started a test."""
    rows = Attempt.objects.filter(enrolment__in=enrolment_ids).order_by("enrolment", "phase", "number")
    columns = ("enrolment_id", "phase", "state", "is_passed", *SCORE_COLUMNS)
    table: dict[int, Standing] = {}
    for enrolment_id, phase, state, is_passed, *score in rows.values_list(*columns):
        standing = table.setdefault(enrolment_id, Standing())
        note(standing, phase, state, score_of(*score), is_passed=bool(is_passed))
    return table


def score_of(points: float | None, most: int | None, competencies: dict | None, *rest) -> Score | None:
    """None until everything is marked; `rest` as Score takes it."""
    return Score(points, most, competencies or {}, *rest) if most else None


def states_of_cohort(cohort: Cohort) -> dict[int, Standing]:
    """`{enrolment id: Standing}` of everyone who is enrolled, in two queries."""
    countries = dict(Enrolment.objects.active().filter(cohort=cohort).values_list("pk", "person__country"))
    states = states_of(countries)
    return {
        pk: replace(states.get(pk) or Standing(), country=country or cohort.country)
        for pk, country in countries.items()
    }


def pairs_in(cohort: Cohort, states: dict[int, Standing]) -> Pairs:
    """Whose two tests enter the cohort's gain; asks the programme when each person's first lesson was opened."""
    return pairs_of(states, Window(window_end(cohort), cohort.programme.first_lessons(matched_in(states))))


def window_end(cohort: Cohort) -> datetime:
    """The first moment at which a test after the course comes too late for the gain."""
    day = cohort.ends_on + timedelta(days=cohort.programme.post_window_days + 1)
    return datetime.combine(day, time.min, zone_of(cohort.country))


def matched_in(states: dict[int, Standing]) -> list[int]:
    return [pk for pk, row in states.items() if row.is_matched]


def cohort_gains(cohorts: Iterable[Cohort]) -> dict[int, Gain]:
    """`{cohort id: Gain}` of those who took both tests in time, in points of 100; suppressed under ten of them.

    In two queries and what each programme asks.
    """
    rows = list(cohorts)
    enrolments = Enrolment.objects.active().filter(cohort__in=[cohort.pk for cohort in rows])
    cohort_of = dict(enrolments.values_list("pk", "cohort_id"))
    states: dict[int, dict[int, Standing]] = {cohort.pk: {} for cohort in rows}
    for enrolment_id, standing in states_of(enrolments.values("pk")).items():
        states[cohort_of[enrolment_id]][enrolment_id] = standing
    lessons: dict[int, datetime] = {}
    for code in {cohort.programme_code for cohort in rows}:
        asked = [pk for cohort in rows if cohort.programme_code == code for pk in matched_in(states[cohort.pk])]
        lessons |= programmes.get(code).first_lessons(asked)
    windows = {cohort.pk: Window(window_end(cohort), lessons) for cohort in rows}
    return {pk: gain_of_standings(pairs_of(states[pk], window).kept) for pk, window in windows.items()}


def own_gains(enrolment_ids: Iterable[int]) -> dict[int, OwnGain]:
    """`{enrolment id: OwnGain}` in one query: the first scored test after the course against the one before.

    An enrolment stands in it once both are scored.
    """
    matched = {pk: row for pk, row in states_of(enrolment_ids).items() if row.is_matched}
    return {
        pk: OwnGain(row.pre.of_100, row.post.of_100, row.delayed.of_100 if row.delayed else None)
        for pk, row in matched.items()
    }


def gain_of(enrolment: Enrolment) -> OwnGain | None:
    """One person's gain; None until both tests are scored."""
    return own_gains([enrolment.pk]).get(enrolment.pk)


def people_of(cohort: Cohort, states: dict[int, Standing]) -> list[tuple[Enrolment, Standing]]:
    """Everyone enrolled with where they stand, by name."""
    enrolments = Enrolment.objects.active().filter(cohort=cohort).select_related("person", "cohort")
    return [(row, states.get(row.pk) or Standing()) for row in enrolments.order_by("person__full_name", "pk")]
