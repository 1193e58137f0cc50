"""What may be typed for a question of each kind, and what is sent back."""

import pytest

from lms.assessments.paper.letters import Cell, PaperQuestion, Unclear, paper_letters, read_cell, shown

LETTERS = {
    "single_best": "abcd",
    "multiple": "abcde",
    "true_false": "ab",
    "matching": "123abcd",
    "ordering": "abcd",
    "situational": "abcd",
    "attitude": "abcde",
    "open": "",
}


def question(kind, *, sure=False, letters=None):
    letters = letters or {letter: letter for letter in LETTERS[kind]}
    return PaperQuestion(position=1, question_id=1, kind=kind, asks_confidence=sure, letters=letters)


@pytest.mark.parametrize(
    ("kind", "text", "answer"),
    [
        ("single_best", "b", "b"),
        ("single_best", " B ", "b"),
        ("single_best", "ｂ", "b"),
        ("single_best", "", ""),
        ("single_best", "-", ""),
        ("true_false", "a", "a"),
        ("situational", "d", "d"),
        ("attitude", "e", "e"),
        ("multiple", "ca", "ac"),
        ("multiple", "a, c", "ac"),
        ("ordering", "cabd", "cabd"),
        ("ordering", "c a b d", "cabd"),
        ("matching", "1b 2a 3d", "1b 2a 3d"),
        ("matching", "2a,1b", "1b 2a"),
        ("matching", "bad", "1b 2a 3d"),
        ("matching", "b-d", "1b 3d"),
        ("matching", ",", ""),
        ("matching", "²b", "2b"),
        ("open", "Call 12 / 3 people", "Call 12 / 3 people"),
    ],
)
def test_each_kind_is_read(kind, text, answer):
    assert read_cell(text, question(kind)) == Cell(answer)


@pytest.mark.parametrize(
    ("kind", "text", "answer"),
    [
        ("single_best", "b2", Cell("b", 2)),
        ("single_best", "b/3", Cell("b", 3)),
        ("single_best", "b២", Cell("b", 2)),
        ("multiple", "ac1", Cell("ac", 1)),
        ("ordering", "cabd 3", Cell("cabd", 3)),
        ("matching", "1b 2a/2", Cell("1b 2a", 2)),
        ("open", "I would ask. /1", Cell("I would ask.", 1)),
    ],
)
def test_how_sure_the_person_is_follows(kind, text, answer):
    cell = read_cell(text, question(kind, sure=True))
    assert cell == answer
    assert read_cell(shown(cell, question(kind, sure=True)), question(kind, sure=True)) == cell


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("single_best", "e"),
        ("single_best", "ab"),
        ("single_best", "NaN"),
        ("single_best", "b\0"),
        ("single_best", "=A1"),
        ("single_best", "b2"),
        ("single_best", "x" * 1_000_000),
        ("single_best", "\ud800"),
        ("single_best", "2"),
        ("multiple", "aa"),
        ("multiple", "af"),
        ("ordering", "cab"),
        ("ordering", "cabc"),
        ("matching", "1b 1a"),
        ("matching", "4b"),
        ("matching", "1z"),
        ("matching", "12"),
        ("matching", "badc"),
        ("open", "x" * 2001),
        ("open", "a\0b"),
    ],
)
def test_what_is_not_on_the_question_is_sent_back(kind, text):
    with pytest.raises(Unclear):
        read_cell(text, question(kind))


@pytest.mark.parametrize("text", ["b4", "b0", "b/x"])
def test_sureness_has_three_steps(text):
    with pytest.raises(Unclear):
        read_cell(text, question("single_best", sure=True))


@pytest.mark.parametrize(
    ("kind", "right"), [("single_best", "b"), ("multiple", "ab"), ("ordering", "bdac"), ("matching", "1b 2a 3c")]
)
def test_paper_has_the_authors_letters(kind, right):
    same = {letter: letter for letter in LETTERS[kind]}
    assert paper_letters(kind, "Q-1", list(LETTERS[kind]), right) == same


@pytest.mark.parametrize(("kind", "right"), [("ordering", "abcd"), ("matching", "1a 2b 3c")])
@pytest.mark.parametrize("code", ["Q-1", "Q-2", "RTP-C5-07"])
def test_steps_that_stand_in_their_right_order_get_other_letters(kind, right, code):
    letters = paper_letters(kind, code, list(LETTERS[kind]), right)
    assert sorted(letters.values()) == sorted(LETTERS[kind])
    assert all(letters[letter] != letter for letter in "abcd")
    asked = question(kind, letters=letters)
    on_paper = {author: paper for paper, author in letters.items()}
    typed = "".join(on_paper[letter] for letter in right if letter.isalpha())
    assert read_cell(typed, asked) == Cell(right)
    assert read_cell(shown(Cell(right), asked), asked) == Cell(right)
