"""Invented test results: whole rooms of sittings with answers, scored by the same rules as everyone's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from math import exp
from random import Random

from lms.assessments import admission, counterbalance, queries
from lms.assessments.actions.scores import packed, verdict
from lms.assessments.models import Answer, Attempt, Form
from lms.assessments.scoring import Item, score
from lms.cohorts.models import Cohort, Enrolment
from lms.questionnaires.models import Choice
from lms.questionnaires.queries import ready_languages

LENGTH_MINUTES = 32
CERTAIN = 9.0  # a skill from here on answers everything right
NOT_ANSWERED = 0.01
WRONG_KEY_PLACE, NOT_LEARNT_PLACE, HARD_IN_KHMER_PLACE = 12, 20, 7  # on form A: what the item report is to find
HARDER_IN_KHMER = 1.8
WRONG_ANSWERS, ONE_UNUSED = [5, 4, 3], [8, 5, 0.2]


@dataclass(frozen=True)
class Sitting:
    """Who sat when; `skill` in logits: 0 answers half of the middling questions right."""

    enrolment: Enrolment
    phase: str
    skill: float
    at: datetime


class Paper:
    """One form with what its invented answers need."""

    def __init__(self, form: Form):
        self.form = form
        self.items: list[Item] = queries.items_on(form.pk)
        places = form.places.order_by("position").values_list(
            "question__code", "question_id", "question__asks_confidence"
        )
        self.questions = {code: (pk, asks) for code, pk, asks in places}
        self.choices: dict[str, dict[str, int]] = {}
        rows = Choice.objects.filter(question__places__form=form).values_list("question__code", "letter", "pk")
        for code, letter, pk in rows.order_by("letter"):
            self.choices.setdefault(code, {})[letter] = pk

    @cached_property
    def languages(self) -> set[str]:
        return ready_languages([pk for pk, _asks in self.questions.values()])

    @cached_property
    def ease(self) -> dict[str, float]:
        """`{code: how much easier than middling}` in logits, the same each time."""
        return {item.code: Random(item.code).uniform(-1.2, 1.4) for item in self.items}  # noqa: S311


def sit_all(cohort: Cohort, sittings: Iterable[Sitting], random: Random) -> list[Attempt]:
    """Write these finished sittings with their answers at once; the letters take turns before the course."""
    papers = papers_of(cohort.programme_code)
    letters = counterbalance.first_letters(admission.seats_of(cohort.pk))
    attempts, answers = [], []
    for sitting in sittings:
        first = letters[sitting.enrolment.pk]
        letter = counterbalance.other_letter(first) if sitting.phase == Attempt.Phase.POST else first
        attempt, own = sat(sitting, papers[letter], random)
        attempts.append(attempt)
        answers += own
    Attempt.objects.bulk_create(attempts, batch_size=200)
    Answer.objects.bulk_create(answers, batch_size=2000)
    return attempts


def papers_of(programme_code: str) -> dict[str, Paper]:
    return {letter: Paper(queries.newest_form(programme_code, letter)) for letter in counterbalance.LETTERS}


def sat(sitting: Sitting, paper: Paper, random: Random) -> tuple[Attempt, list[Answer]]:
    enrolment, language = sitting.enrolment, sitting.enrolment.person.language
    attempt = Attempt(
        enrolment=enrolment,
        form=paper.form,
        phase=sitting.phase,
        language=language if language in paper.languages else "en",
        state=Attempt.State.SUBMITTED,
        started_at=sitting.at,
        deadline_at=sitting.at + timedelta(minutes=enrolment.programme.test_minutes),
        submitted_at=sitting.at + timedelta(minutes=LENGTH_MINUTES),
    )
    chosen = answers_of(sitting, attempt.language, paper, random)
    result = score(paper.items, chosen, enrolment.programme.pass_rule)
    for column, value in {**packed(paper.items, result), **verdict(attempt, result)}.items():
        setattr(attempt, column, value)
    return attempt, [answer_row(attempt, paper, code, letter, random) for code, letter in chosen.items()]


def answers_of(sitting: Sitting, language: str, paper: Paper, random: Random) -> dict[str, str]:
    """`{question code: letter}`; a few stay open."""
    answers = {}
    for place, item in enumerate(paper.items, start=1):
        chance = chance_of(sitting, language, paper, place, item)
        if sitting.skill < CERTAIN and random.random() < NOT_ANSWERED:
            continue
        answers[item.code] = item.key.right if random.random() < chance else wrong_letter(item, paper, random)
    return answers


def chance_of(sitting: Sitting, language: str, paper: Paper, place: int, item: Item) -> float:
    """Of a right answer: by skill and question, with the odd ones that an item report is to find."""
    if sitting.skill >= CERTAIN:
        return 1
    if paper.form.letter == "A":
        if place == WRONG_KEY_PLACE and paper.form.programme_code == "rtp":
            return logistic(-sitting.skill)
        if place == NOT_LEARNT_PLACE:
            return logistic(sitting.skill / 3)
        if place == HARD_IN_KHMER_PLACE and language == "km":
            return logistic(sitting.skill - HARDER_IN_KHMER)
    return logistic(sitting.skill + paper.ease[item.code])


def logistic(logit: float) -> float:
    return 1 / (1 + exp(-logit))


def wrong_letter(item: Item, paper: Paper, random: Random) -> str:
    """Wrong options differ in how many they attract."""
    others = [letter for letter in paper.choices[item.code] if letter != item.key.right]
    weights = ONE_UNUSED if item.code.endswith("3") else WRONG_ANSWERS
    return random.choices(others, weights=weights[: len(others)])[0]


def answer_row(attempt: Attempt, paper: Paper, code: str, letter: str, random: Random) -> Answer:
    question_id, asks_confidence = paper.questions[code]
    is_right = attempt.packed_answers["answers"][code][1] == 1
    return Answer(
        attempt=attempt,
        question_id=question_id,
        choice_id=paper.choices[code][letter],
        sequence=1,
        answered_at=attempt.started_at + timedelta(minutes=random.randrange(1, LENGTH_MINUTES)),
        confidence=random.choices([1, 2, 3], weights=[1, 3, 4] if is_right else [3, 4, 2])[0]
        if asks_confidence
        else None,
    )
