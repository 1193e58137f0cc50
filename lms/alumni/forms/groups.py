"""Which group of people somebody wants the figures of."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

Choices = list[tuple[str, str]]
LABELS = {
    "country": _("Country"),
    "organisation": _("Ministry or agency"),
    "sector": _("Sector"),
    "sex": _("Sex"),
    "year": _("Year of the training"),
}


class GroupForm(forms.Form):
    """One field a dimension, each with what there is among the people asked; what is left open is everybody."""

    def __init__(self, *args, choices: dict[str, Choices], **kwargs):
        super().__init__(*args, **kwargs)
        for dimension, names in choices.items():
            if len(names) > 1:
                self.fields[dimension] = forms.ChoiceField(
                    label=LABELS[dimension], choices=[("", _("all")), *names], required=False
                )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not self.chosen:
            raise ValidationError(_("Choose one thing at least: the figures of all people are on the page before."))
        return cleaned

    @property
    def chosen(self) -> dict[str, str]:
        """`{dimension: name}` of what was not left open."""
        return {dimension: name for dimension, name in self.cleaned_data.items() if name}
