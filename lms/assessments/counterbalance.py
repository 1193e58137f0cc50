"""Which form a person sits: half A and half B in every cohort, country and sector, and nothing twice before and after.

Before the course the letters alternate along the cohort's list; later sittings go on to the form met longest ago.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

LETTERS = ("A", "B")


@dataclass(frozen=True)
class Seat:
    """One enrolment on its cohort's list; `fixed` is the letter that it has taken before the course, or was printed."""

    enrolment_id: int
    country: str
    sector: str
    fixed: str = ""

    @property
    def order(self) -> tuple:
        return (self.country, self.sector, self.enrolment_id)

    @property
    def groups(self) -> tuple[tuple, ...]:
        """The cell, its country and the whole cohort: in each the halves differ by one at most."""
        return ((self.country, self.sector), (self.country,), ())


@dataclass(frozen=True)
class FrozenForm:
    """One version of one form; `codes` are its scored questions."""

    pk: int
    letter: str
    version: int
    codes: frozenset[str] = field(default=frozenset())


def other_letter(letter: str) -> str:
    return LETTERS[1 - LETTERS.index(letter)]


def first_letter(rank: int) -> str:
    """The letter at one place of the list, from 0."""
    return LETTERS[rank % 2]


def first_letters(seats: Iterable[Seat]) -> dict[int, str]:
    """`{enrolment id: letter}` before the course: A and B in turn by country, sector and enrolment.

    Letters that are fixed stand. Where they no longer fit the turns (somebody joined or left meanwhile), the
    others are filled up so that the halves come out even again.
    """
    listed = sorted(seats, key=lambda seat: seat.order)
    turns = {seat.enrolment_id: first_letter(rank) for rank, seat in enumerate(listed)}
    if all(seat.fixed in ("", turns[seat.enrolment_id]) for seat in listed):
        return turns
    return filled_up(listed)


def filled_up(listed: Sequence[Seat]) -> dict[int, str]:
    """The open seats by what their cell, else their country, else the cohort has fewer of."""
    letters = {seat.enrolment_id: seat.fixed for seat in listed if seat.fixed}
    lead: Counter[tuple] = Counter()  # how many more A than B in each group
    for seat in listed:
        count(lead, seat, seat.fixed)
    for seat in listed:
        if not seat.fixed:
            leads = [lead[group] for group in seat.groups]
            letters[seat.enrolment_id] = "B" if next(filter(None, leads), 0) > 0 else "A"
            count(lead, seat, letters[seat.enrolment_id])
    return letters


def count(lead: Counter[tuple], seat: Seat, letter: str) -> None:
    for group in seat.groups:
        lead[group] += (letter == "A") - (letter == "B")


def newest(forms: Iterable[FrozenForm]) -> dict[str, list[FrozenForm]]:
    """`{letter: versions}`, the newest first."""
    table: dict[str, list[FrozenForm]] = {}
    for form in sorted(forms, key=lambda form: (form.letter, -form.version)):
        table.setdefault(form.letter, []).append(form)
    return table


def next_form(
    forms: Iterable[FrozenForm], met: Sequence[FrozenForm], *, apart_from: Sequence[FrozenForm] = ()
) -> FrozenForm | None:
    """The form of a later sitting: a letter not met yet, else the one met longest ago; its newest version that fits.

    `met` are the forms of the earlier sittings in their order. A form that fits has another letter than those in
    `apart_from` and shares no scored question with them. None where no form fits.
    """
    versions = newest(forms)
    barred_letters = {form.letter for form in apart_from}
    barred_codes = frozenset().union(*(form.codes for form in apart_from))
    for letter in letters_in_turn(versions, [form.letter for form in met]):
        fitting = [form for form in versions[letter] if not form.codes & barred_codes]
        if letter not in barred_letters and fitting:
            return freshest(fitting, met)
    return None


def letters_in_turn(versions: Mapping[str, object], met: Sequence[str]) -> list[str]:
    """The letters not met first, in their order; then those met, the one met longest ago first."""
    last_met = {letter: place for place, letter in enumerate(met)}
    return sorted(versions, key=lambda letter: (last_met.get(letter, -1), letter))


def freshest(fitting: Sequence[FrozenForm], met: Sequence[FrozenForm]) -> FrozenForm:
    """The newest version without any question that was met, else the newest."""
    known = frozenset().union(*(form.codes for form in met))
    return next((form for form in fitting if not form.codes & known), fitting[0])
