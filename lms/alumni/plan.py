"""A campaign's plan as it stands: its cells, what it costs, what it buys, and what speaks against it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.alumni import sizing
from lms.alumni.models import Campaign
from lms.alumni.sizing import Work
from lms.core import display
from lms.core.languages import Country

HEAVIEST = 50  # people that one of those asked may stand for


@dataclass(frozen=True)
class PlannedCell:
    """One stratum: `asked` of its `frame` people, `by_rule` before anybody changed the number by hand."""

    key: str
    country: str
    name: str
    work: Work
    by_rule: int
    share: float  # expected in post, 0-1
    joined: tuple[str, ...] = ()  # names of the small units that it takes in

    @property
    def frame(self) -> int:
        return self.work.frame

    @property
    def asked(self) -> int:
        return self.work.asked

    @property
    def chance(self) -> float:
        return self.asked / self.frame

    @property
    def weight(self) -> float:
        return self.frame / self.asked

    @property
    def margin(self) -> float | None:
        return sizing.margin([self.work], self.share)

    @property
    def between(self) -> tuple[int, int] | None:
        return sizing.between(self.work, self.share)


@dataclass(frozen=True)
class Summed:
    """Several cells together: a country, or all of them."""

    country: str
    cells: list[PlannedCell]

    @property
    def frame(self) -> int:
        return sum(cell.frame for cell in self.cells)

    @property
    def asked(self) -> int:
        return sum(cell.asked for cell in self.cells)

    @property
    def answers(self) -> int:
        return sum(cell.work.answers for cell in self.cells)

    @property
    def calls(self) -> int:
        return sum(cell.work.calls for cell in self.cells)

    @property
    def margin(self) -> float | None:
        return sizing.margin([cell.work for cell in self.cells], self.cells[0].share) if self.cells else None

    @property
    def by_country(self) -> list["Summed"]:
        in_order = sorted(self.cells, key=lambda cell: cell.country)
        return [Summed(country, list(cells)) for country, cells in groupby(in_order, key=lambda cell: cell.country)]


def cell_name(key: str, organisation: str, *, is_divided: bool) -> str:
    """What a stratum is called on screens; `is_divided`: other cells of its country are ministries."""
    country = Country(key.split(":")[0]).label
    if organisation:
        return _("%(country)s: %(unit)s") % {"country": country, "unit": organisation}
    return _("%(country)s: all other units") % {"country": country} if is_divided else str(country)


def cautions(campaign: Campaign, plan: Summed) -> list[str]:
    """What an administrator should look at before the draw, one sentence each."""
    if campaign.asks_everybody:
        return []
    found = [*of_cells(plan.cells), *of_counts(campaign.changed_counts, plan.cells)]
    if len(plan.by_country) == 1 and len(campaign.countries) != 1:
        country = Country(plan.cells[0].country).label
        found.append(_("All people to ask are from one country: %(country)s.") % {"country": country})
    if plan.asked != campaign.sample_size:
        found.append(
            _("The plan asks %(asked)s people in all, where %(wanted)s were wanted.")
            % {"asked": display.number_text(plan.asked), "wanted": display.number_text(campaign.sample_size)}
        )
    return found


def of_cells(cells: Iterable[PlannedCell]) -> list[str]:
    found = []
    for cell in cells:
        if cell.asked < min(2, cell.frame):
            found.append(
                _("%(name)s: fewer than two people are asked, so nothing can be said about how sure its figure is.")
                % {"name": cell.name}
            )
        if cell.weight > HEAVIEST:
            words = ngettext(
                "%(name)s: each person asked stands for %(count)s person.",
                "%(name)s: each person asked stands for %(count)s people. Their chance answers would move the whole.",
                round(cell.weight),
            )
            found.append(words % {"name": cell.name, "count": display.number_text(round(cell.weight))})
    return found


def of_counts(changed: Mapping[str, int], cells: Iterable[PlannedCell]) -> list[str]:
    """Numbers changed by hand that are not, or not wholly, used."""
    by_key = {cell.key: cell for cell in cells}
    found = [
        _("%(name)s: %(count)s people were wanted, but there are only %(there)s.")
        % {"name": by_key[key].name, "count": count, "there": by_key[key].frame}
        for key, count in changed.items()
        if key in by_key and count > by_key[key].frame
    ]
    if set(changed) - set(by_key):
        found.append(_("Some numbers were changed by hand for groups that no longer exist. They are not used."))
    return found
