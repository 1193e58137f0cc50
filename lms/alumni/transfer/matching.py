"""Which rows of a staff list speak of which people of a follow-up."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from lms.alumni.models import Case
from lms.alumni.transfer.reading import Line
from lms.cohorts.importing.matching import people_by_email
from lms.cohorts.importing.participants import RowProblem, with_latin_digits
from lms.cohorts.importing.words import folded
from lms.core import codes
from lms.people.queries import CODE_PURPOSE


class Found:
    """`cases`: `{row: case}`; `faults`: rows that could mean two people, or name somebody whom an earlier row names."""

    def __init__(self) -> None:
        self.cases: dict[int, Case] = {}
        self.faults: list[RowProblem] = []


def match(lines: Sequence[Line], cases: Iterable[Case]) -> Found:
    """By number, else by e-mail, else by the whole name where only one of the people asked has it."""
    found, index, taken = Found(), Index(cases, lines), {}
    for line in lines:
        meant = index.meant_by(line)
        if len(meant) > 1:
            reason = _("Several people have this name. Add the e-mail or the number.")
            found.faults.append(RowProblem(line.row, "full_name", reason))
        elif meant:
            first = taken.setdefault(meant[0].pk, line.row)
            if first != line.row:
                reason = _("The same person stands in row %(row)s.") % {"row": first}
                found.faults.append(RowProblem(line.row, "full_name", reason))
            else:
                found.cases[line.row] = meant[0]
    return found


class Index:
    """The people asked by what a list may call them."""

    def __init__(self, cases: Iterable[Case], lines: Sequence[Line]) -> None:
        self.by_number: dict[str, Case] = {}
        self.by_name: dict[str, list[Case]] = defaultdict(list)
        self.by_email: dict[str, Case] = {}
        by_person = {}
        for case in cases:
            person = case.person
            by_person[person.pk] = case
            self.by_number[str(person.pk)] = case
            if person.sign_in_code_digest:
                self.by_number[person.sign_in_code_digest] = case
            if person.personal_email:
                self.by_email[person.personal_email.lower()] = case
            for name in {folded(person.full_name), folded(person.full_name_latin)} - {""}:
                self.by_name[name].append(case)
        known = people_by_email(lines)
        self.by_email |= {email: by_person[one.pk] for email, one in known.items() if one.pk in by_person}

    def meant_by(self, line: Line) -> list[Case]:
        """Nobody, one, or the several of one name; a number or e-mail of somebody else never falls back to the name."""
        if line.number:
            case = self.by_number.get(with_latin_digits(line.number)) or self.by_number.get(digest_of(line.number))
            return [case] if case else []
        if line.email:
            case = self.by_email.get(line.email)
            return [case] if case else []
        return self.by_name.get(folded(line.full_name), [])


def digest_of(code: str) -> str:
    return codes.digest(codes.plain(code), purpose=CODE_PURPOSE)
