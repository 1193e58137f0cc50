"""Half of each country starts with A, and nobody sits the same form twice running."""

from lms.assessments.counterbalance import first_letter, next_letter, other_letter


def test_ranks_alternate():
    assert [first_letter(rank) for rank in range(4)] == ["A", "B", "A", "B"]


def test_other_letter():
    assert (other_letter("A"), other_letter("B")) == ("B", "A")


def test_after_the_course_it_is_the_other_form():
    assert [next_letter(rank, [first_letter(rank)]) for rank in range(2)] == ["B", "A"]


def test_repeats_alternate():
    assert next_letter(0, ["A", "B"]) == "A"
    assert next_letter(0, ["A", "B", "A"]) == "B"
