"""The groups that a sample is drawn from: how they are made, and how many people of each are asked."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from lms.alumni import frame
from lms.alumni.forms.planning import PlanForm
from lms.alumni.models import Campaign
from lms.alumni.plan import PlannedCell
from lms.alumni.queries.planning import Unit


class StrataForm(PlanForm):
    """How the groups are made; one field for each small unit, which may go with another of its country."""

    by_organisation = forms.TypedChoiceField(
        label=_("Groups"),
        choices=[(True, _("each country, and each ministry in it with 15 people or more")), (False, _("each country"))],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
    )
    allocation = forms.ChoiceField(
        label=_("How the people to ask are shared among the groups"),
        choices=Campaign.Allocation.choices,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Campaign
        fields = ["by_organisation", "allocation"]

    def __init__(self, *args, units: Sequence[Unit], **kwargs):
        super().__init__(*args, **kwargs)
        self.units = {f"join_{unit.country}_{unit.pk}": unit for unit in units if unit.is_small}
        for name, unit in self.units.items():
            others = [(other.pk, other.name) for other in units if other.country == unit.country and other != unit]
            self.fields[name] = forms.TypedChoiceField(
                label=f"{unit.name} ({unit.people})",
                choices=[("", _("with the other small units of the country")), *others],
                coerce=int,
                empty_value=None,
                required=False,
                initial=self.instance.joined_units.get(str(unit.pk)),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if frame.has_loop(self.joined()):
            self.add_error(None, _now("Two units cannot each go with the other. Leave one of them as it is."))
        return cleaned

    def joined(self) -> dict[str, int]:
        chosen = {str(unit.pk): self.cleaned_data.get(name) for name, unit in self.units.items()}
        return {unit: neighbour for unit, neighbour in chosen.items() if neighbour is not None}

    def plan(self) -> dict[str, Any]:
        return {**super().plan(), "joined_units": self.joined()}


class CountsForm(forms.Form):
    """One number for each group; what differs from the rule is kept as changed by hand."""

    def __init__(self, *args, cells: Sequence[PlannedCell], **kwargs):
        super().__init__(*args, **kwargs)
        self.cells = {name_of(cell): cell for cell in cells}
        for name, cell in self.cells.items():
            self.fields[name] = forms.IntegerField(
                label=cell.name, min_value=1, max_value=cell.frame, initial=cell.asked, required=False
            )

    def rows(self) -> list[tuple[PlannedCell, forms.BoundField]]:
        return [(cell, self[name]) for name, cell in self.cells.items()]

    def plan(self) -> dict[str, Any]:
        given = {cell: self.cleaned_data[name] for name, cell in self.cells.items()}
        changed = {cell.key: count for cell, count in given.items() if count is not None and count != cell.by_rule}
        return {"changed_counts": changed}


def name_of(cell: PlannedCell) -> str:
    return f"count_{cell.key.replace(':', '_')}"
