"""Ten criteria of a described lesson, every one with a level: the agreed marks are shown to nobody who left one out."""

from django import forms

from courses.tot import rubric
from courses.tot.forms import level_field
from lms.core import languages


class CalibrationForm(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for criterion in rubric.criteria(languages.current()):
            self.fields[criterion.key] = level_field(criterion, rubric.PRACTICUM, initial=None, required=True)

    @property
    def scores(self) -> dict[str, int]:
        return {key: int(self.cleaned_data[key]) for key in rubric.KEYS}
