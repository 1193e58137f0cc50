"""The three banks of questions as their files give them: complete, and without a pattern that gives answers away."""

from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from lms.assessments.drawing import Candidate, cells_of, draw, gaps
from lms.core import programmes
from lms.core.languages import CODES
from lms.questionnaires.content import read_questions

PROGRAMMES = {"rtp": 40, "tot": 30, "ethics": 28}
CHANCE = 1 / 4
TWO_SIDED_5_PERCENT = 1.96


def bank(code):
    return read_questions(Path(settings.BASE_DIR) / "courses" / code / "content")


def candidates(code):
    return [Candidate(row.code, row.competency, row.level) for row in bank(code)]


def more_than_chance(count):
    """The most hits in `count` questions that chance alone gives in all but 2.5 % of banks."""
    return CHANCE * count + TWO_SIDED_5_PERCENT * (CHANCE * (1 - CHANCE) * count) ** 0.5


@pytest.mark.parametrize(("code", "size"), PROGRAMMES.items())
def test_the_bank_fills_two_forms_without_overlap(code, size):
    blueprint = programmes.get(code).blueprint
    assert blueprint.size == size
    assert gaps(blueprint, candidates(code), forms=2) == []
    forms = draw(blueprint, candidates(code), forms=2, seed=1)
    assert {letter: len(codes) for letter, codes in forms.items()} == {"A": size, "B": size}
    assert set(forms["A"]).isdisjoint(forms["B"])


@pytest.mark.parametrize("code", PROGRAMMES)
def test_every_form_has_the_blueprints_cells(code):
    blueprint, rows = programmes.get(code).blueprint, candidates(code)
    cells = {row.code: (row.competency, row.level) for row in rows}
    wanted = {(competency, level): count for competency, level, count in cells_of(blueprint)}
    for codes in draw(blueprint, rows, forms=2, seed=7).values():
        assert Counter(cells[question] for question in codes) == wanted


@pytest.mark.parametrize("code", PROGRAMMES)
def test_keys_are_spread_over_the_four_letters(code):
    counts = Counter(row.key for row in bank(code))
    assert sorted(counts) == ["a", "b", "c", "d"]
    assert max(counts.values()) <= more_than_chance(len(bank(code)))


@pytest.mark.parametrize("code", PROGRAMMES)
@pytest.mark.parametrize("language", CODES)
def test_the_key_is_not_the_longest_option_more_often_than_chance(code, language):
    texts = [(row.key, row.texts[language].options) for row in bank(code) if language in row.texts]
    assert sum(share_of_longest(key, options) for key, options in texts) <= more_than_chance(len(texts))


def share_of_longest(key, options):
    """1 where the key alone is longest, a part of 1 where several options are equally long."""
    longest = max(map(len, options.values()))
    tied = [letter for letter, text in options.items() if len(text) == longest]
    return (key in tied) / len(tied)


@pytest.mark.parametrize("code", PROGRAMMES)
def test_every_question_has_english_words_and_a_rationale(code):
    assert [row.code for row in bank(code) if not row.texts["en"].rationale] == []


def test_every_ethics_question_exists_in_seven_languages():
    missing = [(row.code, language) for row in bank("ethics") for language in CODES if language not in row.texts]
    assert missing == []


@pytest.mark.parametrize("code", PROGRAMMES)
def test_most_questions_ask_for_a_decision(code):
    """At least 60 % of a form is apply or analyse (curriculum A2)."""
    cells = cells_of(programmes.get(code).blueprint)
    decisions = sum(count for _competency, level, count in cells if level in ("apply", "analyse"))
    assert decisions / programmes.get(code).blueprint.size >= 0.6
