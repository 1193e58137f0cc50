"""What trainers and Task Force members write."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RecommendationForm(forms.Form):
    note = forms.CharField(
        label=_("Why you recommend this person"),
        help_text=_("Two or three sentences, in any language. No details of real cases."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )


class DecisionForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason for the decision"),
        help_text=_("In any language. The trainer reads it when you decline."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )


class RevocationForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("In any language. The holder reads it; the check page does not show it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code on the certificate"),
        help_text=_("16 letters and digits, for example 7KQ2-M8XB-4RTN-9HJC. Hyphens and small letters do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        max_length=60,
    )
