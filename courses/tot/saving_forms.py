"""What the script of an open observation sends."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.tot import rubric
from courses.tot.forms import NotesField
from courses.tot.models import Observation
from lms.assessments.forms import LARGEST_SEQUENCE

MALFORMED = _("This cannot be saved.")
NOT_OURS = {"csrfmiddlewaretoken"}


class SaveForm(forms.Form):
    """The whole rubric as far as it is filled in, how late the change was, and on which one it builds."""

    seen = forms.ChoiceField(choices=Observation.Seen)
    notes = NotesField()
    sequence = forms.IntegerField(min_value=1, max_value=LARGEST_SEQUENCE)
    known = forms.IntegerField(min_value=0, max_value=LARGEST_SEQUENCE, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for key in rubric.KEYS:
            self.fields[key] = forms.TypedChoiceField(
                choices=[(level, level) for level in rubric.LEVELS], coerce=int, empty_value=None, required=False
            )

    def clean_known(self):
        """Nothing sent: the draft builds on whatever is older."""
        known = self.cleaned_data["known"]
        return LARGEST_SEQUENCE if known is None else known

    def clean(self):
        if set(self.data) - set(self.fields) - NOT_OURS:
            raise forms.ValidationError(MALFORMED)
        return super().clean()

    @property
    def words(self) -> str:
        """Notes too long are the person's to mend and say so; anything else no page sends."""
        return self.errors["notes"][0] if set(self.errors) == {"notes"} else MALFORMED

    @property
    def content(self) -> dict[str, Any]:
        """The columns of the draft."""
        scores = {key: self.cleaned_data[key] for key in rubric.KEYS if self.cleaned_data[key]}
        return {"seen": self.cleaned_data["seen"], "scores": scores, "notes": self.cleaned_data["notes"]}
