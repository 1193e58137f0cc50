"""The sample form of the style guide: one field of each kind, one of them wrong."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.core.languages import Country, Language


class SampleForm(forms.Form):
    code = forms.CharField(label=_("Code"), help_text=_("It stands on the card."))
    country = forms.ChoiceField(label=_("country"), choices=Country.choices, required=False)
    language = forms.ChoiceField(
        label=_("language"), choices=Language.choices[:3], widget=forms.RadioSelect, required=False
    )
    agreed = forms.BooleanField(label=_("I agree"), required=False)
    notes = forms.CharField(label=_("notes"), widget=forms.Textarea, required=False)
