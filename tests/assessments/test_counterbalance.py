"""Half of every cohort, country and sector starts with A, and nobody meets a form or a question again after it."""

from collections import Counter
from itertools import groupby, pairwise
from random import Random

import pytest

from lms.assessments.counterbalance import FrozenForm, Seat, first_letter, first_letters, next_form, other_letter

COUNTRIES, SECTORS = ("KH", "LA", "MM", ""), ("", "police", "labour")
GROUPS = (lambda seat: (), lambda seat: seat.country, lambda seat: (seat.country, seat.sector))


def a_list(random, people):
    return [Seat(pk, random.choice(COUNTRIES), random.choice(SECTORS)) for pk in range(1, people + 1)]


def leads(seats, letters, group):
    """How many more A than B in each group."""
    table = Counter()
    for seat in seats:
        table[group(seat)] += 1 if letters[seat.enrolment_id] == "A" else -1
    return table


def widest(seats, letters):
    return [max(map(abs, leads(seats, letters, group).values()), default=0) for group in GROUPS]


def taken(seats, letters, pk):
    return [
        Seat(row.enrolment_id, row.country, row.sector, letters[pk]) if row.enrolment_id == pk else row for row in seats
    ]


def form(letter, version=1, codes="", pk=0):
    return FrozenForm(pk or ord(letter) * 100 + version, letter, version, frozenset(codes.split()))


A1, B1, C1, D1 = (form(letter, codes=f"{letter}1 {letter}2") for letter in "ABCD")


def test_the_letters_take_turns_along_the_list():
    assert [first_letter(rank) for rank in range(4)] == ["A", "B", "A", "B"]
    assert (other_letter("A"), other_letter("B")) == ("B", "A")
    seats = [Seat(9, "KH", "police"), Seat(2, "LA", ""), Seat(5, "KH", "labour"), Seat(7, "KH", "police")]
    assert first_letters(seats) == {5: "A", 7: "B", 9: "A", 2: "B"}
    assert first_letters([]) == {}


@pytest.mark.parametrize("seed", range(60))
def test_the_halves_differ_by_one_at_most_in_cohort_country_and_sector(seed):
    random = Random(seed)
    seats = a_list(random, random.randrange(1, 80))
    assert max(widest(seats, first_letters(seats))) <= 1


@pytest.mark.parametrize("seed", range(30))
def test_the_order_of_the_starts_changes_nothing(seed):
    random = Random(seed)
    seats = a_list(random, 40)
    planned = first_letters(seats)
    for pk in random.sample(range(1, 41), 40):
        letters = first_letters(seats)
        assert letters == planned
        seats = taken(seats, letters, pk)


@pytest.mark.parametrize("seed", range(60))
def test_people_who_join_or_leave_in_between_keep_the_halves_even(seed):
    random = Random(seed)
    seats = a_list(random, 30)
    for pk in random.sample(range(1, 31), 15):
        seats = taken(seats, first_letters(seats), pk)
    started = {seat.enrolment_id: seat.fixed for seat in seats if seat.fixed}
    seats = [seat for seat in seats if seat.fixed or random.random() < 0.8]
    seats += [Seat(pk, random.choice(COUNTRIES), random.choice(SECTORS)) for pk in range(31, 51)]
    while waiting := [seat.enrolment_id for seat in seats if not seat.fixed]:
        seats = taken(seats, first_letters(seats), random.choice(waiting))
    letters = {seat.enrolment_id: seat.fixed for seat in seats}
    assert {pk: letters[pk] for pk in started} == started
    cohort, country, cell = widest(seats, letters)
    assert (cohort <= 3, country <= 2, cell <= 2) == (True, True, True)


def test_neighbours_in_one_sector_never_start_alike():
    seats = sorted(a_list(Random(3), 60), key=lambda seat: seat.order)
    letters = first_letters(seats)
    for _cell, rows in groupby(seats, key=lambda seat: seat.groups[0]):
        mine = [letters[row.enrolment_id] for row in rows]
        assert all(one != two for one, two in pairwise(mine))


@pytest.mark.parametrize(("before", "after"), [(A1, B1), (B1, A1)])
def test_after_the_course_it_is_the_other_form(before, after):
    assert next_form([A1, B1], [before], apart_from=[before]) == after
    assert next_form([A1, B1, C1, D1], [before], apart_from=[before]) == after


def test_a_repeat_takes_a_form_that_was_not_met():
    assert next_form([A1, B1, C1], [A1, B1], apart_from=[A1]) == C1
    assert next_form([A1, B1, C1], [A1, B1, C1], apart_from=[A1]) == B1


def test_with_two_forms_a_repeat_never_goes_back_to_the_one_before_the_course():
    assert next_form([A1, B1], [A1, B1], apart_from=[A1]) == B1
    assert next_form([A1, B1], [A1, B1, B1], apart_from=[A1]) == B1


def test_some_months_later_it_is_a_fresh_form_or_the_one_met_longest_ago():
    assert next_form([A1, B1], [A1, B1]) == A1
    assert next_form([A1, B1, C1], [A1, B1]) == C1
    assert next_form([A1, B1], [B1, A1, A1]) == B1


def test_a_newer_version_with_a_known_question_gives_way_to_an_older_one():
    mixed, newer = form("B", 2, "A1 B1"), form("B", 3, "A2 B9")
    assert next_form([A1, B1, mixed, newer], [A1], apart_from=[A1]) == B1
    assert next_form([A1, B1, mixed, form("B", 4, "B7 B8")], [A1], apart_from=[A1]).version == 4


def test_where_one_letter_is_spoilt_the_next_one_serves():
    assert next_form([A1, form("B", 1, "A1"), C1], [A1], apart_from=[A1]) == C1
    assert next_form([A1, form("B", 1, "A1")], [A1], apart_from=[A1]) is None
    assert next_form([], []) is None


@pytest.mark.parametrize("seed", range(100))
def test_no_question_comes_before_and_after_whatever_versions_there_are(seed):
    random = Random(seed)
    forms = []
    for version in range(1, random.randrange(2, 6)):
        bank = random.sample(range(60), 40)
        letters = "ABCD"[: random.randrange(2, 5)]
        forms += [
            FrozenForm(version * 10 + place, letter, version, frozenset(map(str, bank[place * 10 : place * 10 + 10])))
            for place, letter in enumerate(letters)
        ]
    before = random.choice([row for row in forms if row.letter in "AB"])
    met = [before]
    for _try in range(4):
        after = next_form(forms, met, apart_from=[before])
        assert after.letter != before.letter
        assert not after.codes & before.codes
        met.append(after)
