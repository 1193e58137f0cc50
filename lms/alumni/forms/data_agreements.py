"""A written agreement with a ministry, as it is recorded and ended."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.alumni.models import DataAgreement
from lms.core.cleaning import clean
from lms.core.widgets import date_input
from lms.people.models import Organisation


class DataAgreementForm(forms.ModelForm):
    organisation = forms.ModelChoiceField(
        Organisation.objects.order_by("country", "name"),
        label=_("Only with this organisation"),
        help_text=_("With everything that is part of it. Leave it empty if the agreement is with the whole country."),
        required=False,
    )
    excludes_personnel_use = forms.BooleanField(
        label=_("The document says that nothing learnt about a person is used for personnel decisions."),
        error_messages={"required": _("Without this clause nobody may be asked about others.")},
    )

    class Meta:
        model = DataAgreement
        fields = ["reference", "country", "organisation", "signed_on", "ends_on", "excludes_personnel_use"]
        widgets = {"signed_on": date_input(), "ends_on": date_input()}
        help_texts = {
            "reference": _("As it stands on the document, so that it can be found."),
            "ends_on": _("The last day. Leave it empty if the document names none."),
        }

    def clean_reference(self) -> str:
        return clean(self.cleaned_data["reference"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        signed_on, ends_on = cleaned.get("signed_on"), cleaned.get("ends_on")
        if signed_on and ends_on and ends_on < signed_on:
            self.add_error("ends_on", _("It cannot end before it was signed."))
        organisation = cleaned.get("organisation")
        if organisation and organisation.country != cleaned.get("country"):
            self.add_error("organisation", _("Choose an organisation of the same country."))
        return cleaned


class EndForm(forms.Form):
    """The last day of an agreement; `signed_on` is its first."""

    ends_on = forms.DateField(label=_("Last day of the agreement"), widget=date_input())

    def __init__(self, *args, signed_on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.signed_on = signed_on

    def clean_ends_on(self) -> date:
        day = self.cleaned_data["ends_on"]
        if day < self.signed_on:
            raise forms.ValidationError(_("It cannot end before it was signed."))
        return day
