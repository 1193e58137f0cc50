import pytest

from courses.tot import agreement, rubric
from courses.tot.agreement import Standing


def scored(level=3, **other):
    return {**dict.fromkeys(rubric.KEYS, level), **other}


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ([], Standing.NEEDS_FIRST),
        ([scored(3)], Standing.NEEDS_SECOND),
        ([scored(2)], Standing.NEEDS_SECOND),  # the first result is nobody's business before the second
        ([scored(3), scored(4)], Standing.PASSED),
        ([scored(2), scored(2)], Standing.NOT_PASSED),
        ([scored(3), scored(2)], Standing.NEEDS_THIRD),
        ([scored(3), scored(2), scored(3)], Standing.PASSED),
        ([scored(3), scored(2), scored(2)], Standing.NOT_PASSED),
        ([scored(4, cycle=2, materials=2, checking=2), scored(4)], Standing.NEEDS_THIRD),
        ([scored(4, cycle=2, materials=2, checking=2), scored(4), scored(4)], Standing.PASSED),
    ],
)
def test_two_observers_agree_or_a_third_decides_by_the_majority(signed, expected):
    assert agreement.standing(signed, rubric.PRACTICUM) == expected


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ([], Standing.NEEDS_FIRST),
        ([scored(3)], Standing.PASSED),
        ([scored(2)], Standing.NOT_PASSED),
    ],
)
def test_micro_teaching_has_one_observer(signed, expected):
    assert agreement.standing(signed, rubric.MICRO) == expected


def test_only_a_result_is_final():
    assert [row for row in Standing if row.is_final] == [Standing.PASSED, Standing.NOT_PASSED]


def test_every_standing_has_words():
    assert len({str(row.label) for row in Standing}) == len(Standing)
