"""What a trainer writes when giving one more try."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lms.core.cleaning import clean

REASON_LENGTH = 1000


class GrantForm(forms.Form):
    reason = forms.CharField(
        label=_("What you agreed in the talk"),
        help_text=_("One or two sentences. They are kept with your name."),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_reason(self) -> str:
        """Signs that nobody sees say nothing."""
        reason = self.cleaned_data["reason"]
        if not clean(reason):
            raise ValidationError(self.fields["reason"].error_messages["required"], code="required")
        return reason
