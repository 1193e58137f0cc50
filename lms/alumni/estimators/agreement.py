"""How far two people say the same of one thing, beyond what chance alone would give."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Agreement:
    """A table of two by two, in pairs; `share` (0-1) of them agree; `kappa` None: chance explains all of it."""

    both_in: int
    first_only: int
    second_only: int
    both_out: int

    @property
    def count(self) -> int:
        return self.both_in + self.first_only + self.second_only + self.both_out

    @property
    def share(self) -> float | None:
        return (self.both_in + self.both_out) / self.count if self.count else None

    @property
    def kappa(self) -> float | None:
        return cohen_kappa(self.both_in, self.first_only, self.second_only, self.both_out)


def cohen_kappa(both_in: int, first_only: int, second_only: int, both_out: int) -> float | None:
    """(p_o - p_e) / (1 - p_e), p_e from the margins (Cohen 1960, Educ. Psychol. Meas. 20, 37-46), -1 to 1.

    None without pairs, and where both always say the same one thing, so that chance alone agrees as well.
    """
    count = both_in + first_only + second_only + both_out
    if not count:
        return None
    first, second = both_in + first_only, both_in + second_only
    by_chance = first * second + (count - first) * (count - second)
    if by_chance == count**2:
        return None
    return (count * (both_in + both_out) - by_chance) / (count**2 - by_chance)
