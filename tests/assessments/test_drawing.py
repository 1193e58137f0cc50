"""Forms fill the blueprint, share no question, and a new version keeps anchors of the one before."""

from collections import Counter
from math import ceil

import pytest

from lms.assessments.drawing import Candidate, Gap, draw, draw_version, gaps, most_forms, needs
from lms.core import programmes
from lms.core.programmes import Blueprint

SMALL = Blueprint({"C1": {"recall": 2, "apply": 3}, "C2": {"apply": 5}})
PROGRAMMES = ["rtp", "tot", "ethics"]


def bank(blueprint, per_place, prefix="Q"):
    """So many questions for each place of one form."""
    return [
        Candidate(f"{prefix}-{competency}-{level}-{number:03}", competency, level)
        for competency, levels in blueprint.cells.items()
        for level, count in levels.items()
        for number in range(count * per_place)
    ]


def cell_counts(codes, candidates):
    cells = {row.code: row.cell for row in candidates}
    return Counter(cells[code] for code in codes)


def wanted(blueprint):
    return {(row.competency, row.level): row.needs for row in needs(blueprint, [], forms=1)}


@pytest.mark.parametrize("code", PROGRAMMES)
@pytest.mark.parametrize("forms", [2, 3, 4])
def test_every_form_fills_every_cell_and_no_question_stands_on_two(code, forms):
    blueprint = programmes.get(code).blueprint
    candidates = bank(blueprint, forms)
    letters = draw(blueprint, candidates, forms=forms, seed=7)
    assert list(letters) == list("ABCD"[:forms])
    assert [cell_counts(codes, candidates) for codes in letters.values()] == [wanted(blueprint)] * forms
    assert max(Counter(code for codes in letters.values() for code in codes).values()) == 1


def test_the_same_seed_draws_the_same_and_another_seed_does_not():
    candidates = bank(SMALL, 4)
    assert draw(SMALL, candidates, forms=2, seed=5) == draw(SMALL, candidates[::-1], forms=2, seed=5)
    assert draw(SMALL, candidates, forms=2, seed=5) != draw(SMALL, candidates, forms=2, seed=6)


def test_gaps_name_the_cell_and_what_is_missing():
    candidates = [row for row in bank(SMALL, 2) if row.code != "Q-C1-recall-000"]
    assert gaps(SMALL, candidates, forms=2) == [Gap("C1", "recall", 3, 4)]
    assert [row.missing for row in gaps(SMALL, candidates, forms=3)] == [3, 3, 5]
    assert gaps(SMALL, candidates, forms=1) == []


@pytest.mark.parametrize(("per_place", "forms"), [(0, 0), (1, 1), (2, 2), (3, 3), (9, 4)])
def test_how_many_forms_the_bank_fills(per_place, forms):
    assert most_forms(SMALL, bank(SMALL, per_place)) == forms


def test_too_small_a_bank_draws_nothing():
    with pytest.raises(ValueError, match="empty"):
        draw(SMALL, bank(SMALL, 1), forms=2, seed=1)


def test_a_first_version_has_no_anchors():
    assert draw_version(SMALL, bank(SMALL, 2), forms=2, seed=1).anchors == {"A": set(), "B": set()}


@pytest.mark.parametrize("code", PROGRAMMES)
@pytest.mark.parametrize("seed", range(12))
def test_a_new_version_keeps_a_fifth_at_about_the_same_place(code, seed):
    blueprint = programmes.get(code).blueprint
    candidates = bank(blueprint, 5)
    before = draw(blueprint, candidates, forms=2, seed=seed)
    later = draw_version(blueprint, candidates, forms=2, seed=seed + 100, before=before)
    for letter, codes in later.letters.items():
        kept = set(codes) & set(before[letter])
        assert kept == later.anchors[letter]
        assert len(kept) == max(5, ceil(blueprint.size / 5))
        assert len({row.cell for row in candidates if row.code in kept}) > len(kept) / 2
        assert max(abs(codes.index(one) - before[letter].index(one)) for one in kept) <= 2
        assert cell_counts(codes, candidates) == wanted(blueprint)
        assert not set(codes) & {one for other, listed in before.items() if other != letter for one in listed}


def test_a_small_bank_takes_its_own_old_questions_before_another_letters():
    candidates = bank(SMALL, 2)
    before = draw(SMALL, candidates, forms=2, seed=1)
    later = draw_version(SMALL, candidates, forms=2, seed=2, before=before)
    assert {letter: set(codes) for letter, codes in later.letters.items()} == {
        letter: set(codes) for letter, codes in before.items()
    }
    assert {letter: len(codes) for letter, codes in later.anchors.items()} == {"A": 5, "B": 5}


def test_a_retired_question_is_no_anchor():
    candidates = bank(SMALL, 3)
    before = draw(SMALL, candidates, forms=2, seed=1)
    retired = set(before["A"][:3])
    left = [row for row in candidates if row.code not in retired]
    later = draw_version(SMALL, left, forms=2, seed=2, before=before)
    assert not retired & {code for codes in later.letters.values() for code in codes}
    assert len(later.anchors["A"]) == 5


def test_a_third_letter_is_drawn_without_a_version_before():
    candidates = bank(SMALL, 4)
    before = draw(SMALL, candidates, forms=2, seed=1)
    later = draw_version(SMALL, candidates, forms=3, seed=2, before=before)
    assert later.anchors["C"] == set()
    assert not set(later.letters["C"]) & {code for codes in before.values() for code in codes}
