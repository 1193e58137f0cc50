"""What trainers and editors decide about answers: what one is worth, and why a key changes."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Three steps: two trainers with the same guide tell them apart; quarters would only look more exact.
STEPS = [
    ("1", _("1 point: it says what the guide asks for")),
    ("0.5", _("Half a point: a part of it is there")),
    ("0", _("No point: it is not there, or it is wrong")),
]


class MarkForm(forms.Form):
    """What one open answer is worth."""

    points = forms.TypedChoiceField(
        label=_("What is this answer worth?"), choices=STEPS, coerce=float, widget=forms.RadioSelect
    )


class RekeyForm(forms.Form):
    """Why the key changes, and which key the person saw; the marks themselves are read by `questionnaires.typed`."""

    reason = forms.CharField(
        label=_("Why is the key wrong?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    key_version = forms.IntegerField(min_value=1, max_value=32_000, widget=forms.HiddenInput)

    def clean_reason(self):
        reason = self.cleaned_data["reason"].strip()
        try:
            reason.encode()
        except UnicodeEncodeError as error:  # half a character, as only a script can send it
            raise ValidationError(_("This reason cannot be saved.")) from error
        return reason
