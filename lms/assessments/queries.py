"""Reads: forms, sittings and what they contain, and where people and cohorts stand."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from lms.assessments.entry import Sitting
from lms.assessments.gain import Gain
from lms.assessments.models import Answer, Attempt, Form, FormQuestion
from lms.assessments.scoring import Item
from lms.assessments.standing import OwnGain, Score, Standing, gain_of_standings, note
from lms.cohorts.models import Cohort, Enrolment
from lms.questionnaires.models import Choice


def newest_form(programme_code: str, letter: str) -> Form | None:
    return Form.objects.filter(programme_code=programme_code, letter=letter).order_by("-version").first()


def codes_on(form: Form | None) -> list[str] | None:
    """The codes of the form's questions in their order."""
    if form is None:
        return None
    return list(form.places.order_by("position").values_list("question__code", flat=True))


def attempts_of(enrolment: Enrolment) -> list[Attempt]:
    """Every sitting of one enrolment in the order of its start."""
    return list(Attempt.objects.filter(enrolment=enrolment).select_related("form").order_by("started_at", "number"))


def sittings_of(enrolment: Enrolment) -> list[Sitting]:
    return [
        Sitting(attempt.phase, attempt.form.letter, attempt.state, attempt.is_passed, attempt.submitted_at)
        for attempt in attempts_of(enrolment)
    ]


def rank_of(enrolment: Enrolment) -> int:
    """The enrolment's place, from 0, among those of the same cohort and country."""
    return Enrolment.objects.filter(
        cohort=enrolment.cohort_id, person__country=enrolment.person.country, pk__lt=enrolment.pk
    ).count()


def answer_at(attempt: Attempt, position: int) -> Answer | None:
    places = FormQuestion.objects.filter(form=attempt.form_id, position=position)
    return Answer.objects.filter(attempt=attempt, question__in=places.values("question")).first()


def is_choice_at(attempt: Attempt, position: int, choice_id: int) -> bool:
    return Choice.objects.filter(
        pk=choice_id, question__places__form=attempt.form_id, question__places__position=position
    ).exists()


def items_on(form_id: int) -> list[Item]:
    """The form's questions with their keys, in one query: for scoring only."""
    columns = [f"question__{name}" for name in ("code", "competency", "key_version")]
    columns += [f"question__choices__{name}" for name in ("letter", "is_key", "is_serious_harm")]
    rows = FormQuestion.objects.filter(form=form_id).order_by("position").values_list(*columns)
    return [item_of(*question, choices) for question, choices in groupby(rows, key=itemgetter(0, 1, 2))]


def item_of(code: str, competency: str, key_version: int, rows: Iterable[tuple]) -> Item:
    """`rows` end with letter, is_key, is_serious_harm."""
    choices = [row[-3:] for row in rows]
    return Item(
        code=code,
        competency=competency,
        key=next((letter for letter, is_key, _harm in choices if is_key), ""),
        serious_harm=frozenset(letter for letter, _is_key, does_harm in choices if does_harm),
        key_version=key_version,
    )


def letters_of(attempt: Attempt) -> dict[str, str]:
    """`{question code: letter chosen}`."""
    return dict(Answer.objects.filter(attempt=attempt).values_list("question__code", "choice__letter"))


def positions_of(form_id: int) -> dict[int, int]:
    """`{position: question id}` in order."""
    places = FormQuestion.objects.filter(form=form_id).order_by("position")
    return dict(places.values_list("position", "question_id"))


def chosen_in(attempt: Attempt) -> dict[int, int]:
    """`{question id: choice id}` of what is answered so far."""
    return dict(Answer.objects.filter(attempt=attempt).values_list("question_id", "choice_id"))


def question_ids(form_id: int, codes: set[str]) -> list[int]:
    """The questions with these codes in the form's order."""
    places = FormQuestion.objects.filter(form=form_id, question__code__in=codes).order_by("position")
    return list(places.values_list("question_id", flat=True))


def states_of(enrolment_ids: Iterable[int]) -> dict[int, Standing]:
    """`{enrolment id: Standing}` in one query; only those who have started a test."""
    rows = Attempt.objects.filter(enrolment__in=enrolment_ids).order_by("enrolment", "phase", "number")
    columns = ("enrolment_id", "phase", "state", "points", "max_points", "is_passed", "packed_answers__competencies")
    table: dict[int, Standing] = {}
    for enrolment_id, phase, state, points, most, is_passed, competencies in rows.values_list(*columns):
        score = Score(points, most, competencies or {}) if most else None
        note(table.setdefault(enrolment_id, Standing()), phase, state, score, is_passed=bool(is_passed))
    return table


def states_of_cohort(cohort: Cohort) -> dict[int, Standing]:
    """`{enrolment id: Standing}` of everyone who is enrolled, in two queries."""
    ids = list(Enrolment.objects.active().filter(cohort=cohort).values_list("pk", flat=True))
    states = states_of(ids)
    return {pk: states.get(pk) or Standing() for pk in ids}


def cohort_gain(cohort: Cohort) -> Gain:
    """The gain of those who took both tests, in points of 100; suppressed under ten of them."""
    return gain_of_standings(states_of_cohort(cohort).values())


def cohort_gains(cohorts: Iterable[Cohort]) -> dict[int, Gain]:
    """`{cohort id: Gain}` of many cohorts in two queries."""
    ids = [cohort.pk for cohort in cohorts]
    enrolments = Enrolment.objects.active().filter(cohort__in=ids)
    cohort_of = dict(enrolments.values_list("pk", "cohort_id"))
    rows: dict[int, list[Standing]] = {pk: [] for pk in ids}
    for enrolment_id, standing in states_of(enrolments.values("pk")).items():
        rows[cohort_of[enrolment_id]].append(standing)
    return {pk: gain_of_standings(standings) for pk, standings in rows.items()}


def own_gains(enrolment_ids: Iterable[int]) -> dict[int, OwnGain]:
    """`{enrolment id: OwnGain}` in one query: the first scored test after the course against the one before.

    An enrolment stands in it once both are scored.
    """
    matched = {pk: row for pk, row in states_of(enrolment_ids).items() if row.is_matched}
    return {pk: OwnGain(row.pre.of_100, row.post.of_100) for pk, row in matched.items()}


def gain_of(enrolment: Enrolment) -> OwnGain | None:
    """One person's gain; None until both tests are scored."""
    return own_gains([enrolment.pk]).get(enrolment.pk)


def people_of(cohort: Cohort, states: dict[int, Standing]) -> list[tuple[Enrolment, Standing]]:
    """Everyone enrolled with where they stand, by name."""
    enrolments = Enrolment.objects.active().filter(cohort=cohort).select_related("person")
    return [(row, states.get(row.pk) or Standing()) for row in enrolments.order_by("person__full_name", "pk")]
