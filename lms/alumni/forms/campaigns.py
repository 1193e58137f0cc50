"""What an administrator says about a follow-up."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lms.alumni.models import Campaign
from lms.core import programmes
from lms.core.widgets import date_input

TAKEN = ("new", "queries")  # by pages of their own


class CampaignForm(forms.ModelForm):
    programme_codes = forms.MultipleChoiceField(
        label=_("People who completed"), choices=programmes.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Campaign
        fields = ["title", "code", "programme_codes", "opens_on", "closes_on"]
        labels = {"title": _("Name of the follow-up")}
        help_texts = {
            "code": _("Small letters, digits and hyphens, such as retention-2026. It becomes part of the address."),
        }
        widgets = {"opens_on": date_input(), "closes_on": date_input()}

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].lower()
        if code in TAKEN:
            raise ValidationError(_("Choose another code."))
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        opens_on, closes_on = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", _("The closing day comes after the opening day."))
        return cleaned
