"""Who stands for whom: the strata, split into those who answered and the followed-up of the silent."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lms.alumni.results.people import DRAWN, IN_FIRST_PHASE, NOT_DRAWN, Array, People, Strata

FIRST, SILENT = 0, 1


@dataclass(frozen=True)
class Design:
    """The cells of the estimate. `cell` is each person's, -1 for the silent who were not drawn.

    `frame` is how many people of the frame a cell stands for, `asked` how many of it were worked to the end. A census
    followed by a sample of the silent is two cells a stratum: those who answered, taken whole, and the silent.
    """

    cell: Array
    keys: list[str]
    countries: list[str]
    phases: Array
    frame: Array
    asked: Array

    @property
    def size(self) -> int:
        return len(self.keys)

    @property
    def is_worked(self) -> Array:
        return self.cell >= 0

    @property
    def is_whole(self) -> Array:
        """Everybody whom the cell stands for was asked."""
        return self.asked >= self.frame


def design_of(people: People, strata: Strata) -> Design:
    """Two cells a stratum, the second empty where nobody was followed up."""
    count = len(strata.keys)
    is_silent = people.phase != IN_FIRST_PHASE
    cell = people.stratum * 2 + is_silent
    members = np.bincount(cell, minlength=2 * count).astype(float)
    drawn = np.bincount(cell[people.phase == DRAWN], minlength=2 * count)
    skipped = (people.phase == NOT_DRAWN) & (drawn[cell] > 0)  # where nobody was drawn yet, all are still awaited
    per_stratum = members.reshape(count, 2).sum(axis=1)
    scale = np.divide(strata.frame, per_stratum, out=np.zeros(count), where=per_stratum > 0)
    frame = members * np.repeat(scale, 2)
    frame[0::2] += np.where(per_stratum == 0, strata.frame, 0)
    worked = np.where(skipped, -1, cell)
    return Design(
        worked,
        [key + suffix for key in strata.keys for suffix in ("", "/silent")],
        list(np.repeat(np.asarray(strata.countries, object), 2)),
        np.tile([FIRST, SILENT], count),
        frame,
        np.bincount(worked[worked >= 0], minlength=2 * count),
    )


@dataclass(frozen=True)
class Joined:
    """Cells as the variance takes them: `host` of each cell, and the keys of those joined, single and not covered."""

    host: Array
    merged: list[str]
    single: list[str]
    uncovered: list[int]

    def summed(self, counts: Array) -> Array:
        """Counts by cell as counts by host; the last axis is the cells'."""
        hosts = np.zeros((len(self.host), len(self.host)))
        hosts[np.arange(len(self.host)), self.host] = 1
        return counts @ hosts


def joined(design: Design, known: Array) -> Joined:
    """A cell of which nobody or one person is known joins its country's other cell of the same phase with most known.

    Silent people without such a cell join those of any country; a single person without one stays and is adjusted.
    """
    host = np.arange(design.size)
    weak = [place for place in range(design.size) if is_weak(design.frame[place], known[place])]
    merged, single, uncovered = [], [], []
    for place in weak:
        found = host_of(place, design, known, weak)
        if found is not None:
            host[place] = found
            merged.append(design.keys[place])
        elif known[place]:
            single.append(design.keys[place])
        else:
            uncovered.append(place)
    return Joined(host, merged, single, uncovered)


def is_weak(frame: float, known: int) -> bool:
    return frame > 0 and known < 2 and known < frame


def host_of(place: int, design: Design, known: Array, weak: Sequence[int]) -> int | None:
    strong = [each for each in range(design.size) if each not in weak and known[each] > 0]
    alike = [each for each in strong if design.phases[each] == design.phases[place]]
    near = [each for each in alike if design.countries[each] == design.countries[place]]
    if not near and not known[place] and design.phases[place] == SILENT:
        near = alike
    return max(near, key=lambda each: (known[each], -each), default=None)
