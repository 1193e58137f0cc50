"""How far a bank fills the blueprint: pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lms.core.programmes import Blueprint

LEVELS = {"recall": _("recall"), "understand": _("understand"), "apply": _("apply"), "analyse": _("analyse")}
HIGHER_LEVELS = ("apply", "analyse")


@dataclass(frozen=True)
class Cell:
    """One competency at one level: `needed` on each form, `live` in the bank."""

    competency: str
    level: str
    needed: int
    live: int

    @property
    def level_label(self) -> str:
        return LEVELS.get(self.level, self.level)

    @property
    def forms(self) -> int:
        return self.live // self.needed if self.needed else 0


@dataclass(frozen=True)
class Coverage:
    cells: list[Cell]

    @property
    def live(self) -> int:
        return sum(cell.live for cell in self.cells)

    @property
    def forms(self) -> int:
        """How many forms without a common question the live questions fill."""
        return min((cell.forms for cell in self.cells if cell.needed), default=0)

    @property
    def has_few_higher(self) -> bool:
        """Whether a smaller share of the live questions than of a form asks to apply or analyse."""
        wanted = share_of_higher([(cell.level, cell.needed) for cell in self.cells])
        return bool(self.live) and share_of_higher([(cell.level, cell.live) for cell in self.cells]) < wanted - 0.05


def share_of_higher(counts: list[tuple[str, int]]) -> float:
    total = sum(count for _level, count in counts)
    return sum(count for level, count in counts if level in HIGHER_LEVELS) / total if total else 0.0


def coverage_of(blueprint: Blueprint, live: Mapping[tuple[str, str], int]) -> Coverage:
    """`live` is `{(competency, level): questions}`."""
    needed = {
        (competency, level): count for competency, levels in blueprint.cells.items() for level, count in levels.items()
    }
    rest = {place: 0 for place in live if place not in needed}
    cells = [Cell(*place, count, live.get(place, 0)) for place, count in {**needed, **rest}.items()]
    return Coverage(cells)
