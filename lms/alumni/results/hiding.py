"""Which lines of the tables may be shown: nothing about fewer than ten people, not even by subtraction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lms.alumni.estimators import SHOWN_FROM

EXTREME_BELOW = 20  # "all left" or "all stayed" is a disclosure in a group smaller than this
FEW = 2  # so few in post, or out, are as good as named


@dataclass(frozen=True)
class Told:
    """How many people are known in post, and how many out."""

    inside: int
    outside: int

    @property
    def known(self) -> int:
        return self.inside + self.outside

    @property
    def is_too_much(self) -> bool:
        """Too few people, or too clear what each of them did."""
        is_unanimous = self.known < EXTREME_BELOW and 0 in (self.inside, self.outside)
        return self.known < SHOWN_FROM or is_unanimous or 0 < min(self.inside, self.outside) <= FEW


def together(parts: Iterable[Told]) -> Told:
    rows = list(parts)
    return Told(sum(row.inside for row in rows), sum(row.outside for row in rows))


def hidden_names(told: Mapping[str, Told], sums: Sequence[Sequence[str]]) -> set[str]:
    """The lines not to show: those that tell too much, those of whom nobody is known, and what protects them.

    `sums` are the sets of lines whose sum is published elsewhere. What is hidden of each holds two lines or more
    that together do not tell too much; or everything of it is hidden, and the sum tells what it tells.
    """
    hidden = {name for name, one in told.items() if one.is_too_much}
    while True:
        more = {name for lines in sums if (name := one_more(told, lines, hidden)) is not None}
        if not more:
            return hidden
        hidden |= more


def one_more(told: Mapping[str, Told], lines: Sequence[str], hidden: set[str]) -> str | None:
    """The smallest shown line that has to go with the hidden ones of this sum, if one has to."""
    inside = [name for name in lines if name in hidden and told[name].known]
    if not inside or (len(inside) > 1 and not together(told[name] for name in inside).is_too_much):
        return None
    shown = [name for name in lines if name not in hidden]
    return min(shown, key=lambda name: (told[name].known, name), default=None)
