"""What trainers choose and say around typed answers."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lms.cohorts.importing.spreadsheet import MAX_BYTES
from lms.core.widgets import date_input

LONGEST_REASON = 1000


class DayForm(forms.Form):
    taken_on = forms.DateField(label=_("Day of the test"), widget=date_input())


class CorrectionForm(DayForm):
    reason = forms.CharField(
        label=_("Why do the answers change?"),
        help_text=_("Your reason stays on record, together with the points before and after."),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswersFileForm(forms.Form):
    file = forms.FileField(
        label=_("Spreadsheet with answers"),
        help_text=_("XLSX or CSV, at most 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,text/csv"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_("The file is too large: at most 5 MB."))
        return file
