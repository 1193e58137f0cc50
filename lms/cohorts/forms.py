"""What trainers type about cohorts, lists and sessions."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lms.cohorts.importing.spreadsheet import MAX_BYTES
from lms.cohorts.models import Cohort
from lms.cohorts.permissions import can_create, countries_to_create_in
from lms.core import programmes
from lms.core.languages import Country, zone_of
from lms.core.widgets import date_input
from lms.people.models import Role, User


class CohortForm(forms.ModelForm):
    """A trainer opens a cohort for themselves; an administrator names the trainers."""

    programme_code = forms.ChoiceField(label=_("Programme"), choices=programmes.choices)
    country = forms.ChoiceField(label=_("Country"), required=False)
    starts_on = forms.DateField(label=_("First day"), widget=date_input())
    ends_on = forms.DateField(label=_("Last day"), widget=date_input())
    trainers = forms.ModelMultipleChoiceField(
        label=_("Trainers"), queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple, required=False
    )

    class Meta:
        model = Cohort
        fields = ["title", "code", "programme_code", "country", "starts_on", "ends_on"]
        help_texts = {"code": _("Short, for the address and for lists: small letters, digits and hyphens.")}

    def __init__(self, *args, by: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        names = {"": _("Several countries"), **dict(Country.choices)}
        self.fields["country"].choices = [(code, names[code]) for code in countries_to_create_in(by)]
        self.fields["country"].required = not can_create(by, "")
        if by.is_administrator:
            trainers = User.objects.filter(roles__kind=Role.Kind.TRAINER, roles__ended_at=None, is_active=True)
            self.fields["trainers"].queryset = trainers.distinct().order_by("full_name")
        else:
            del self.fields["trainers"]

    def clean_country(self):
        country = self.cleaned_data["country"]
        if not can_create(self.by, country):
            raise ValidationError(_("You open cohorts in your own country only."))
        return country

    def clean_code(self):
        code = self.cleaned_data["code"].lower()
        if code == "new":
            raise ValidationError(_("Choose another code."))
        return code

    def clean(self):
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day is before the first."))
        return cleaned


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Participant list"),
        help_text=_("XLSX or CSV, at most 5 MB and 20,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,text/csv"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_("The file is too large: at most 5 MB and 20,000 rows."))
        return file


class ConfirmForm(forms.Form):
    """Shown where the list carries Buddhist years."""

    years_are_right = forms.BooleanField(
        label=_("I have looked at the years: they are right."),
        error_messages={"required": _("Please look at the years first.")},
    )


class SessionForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    day = forms.DateField(label=_("Day"), widget=date_input())
    time = forms.TimeField(label=_("Starts at"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
    length_minutes = forms.IntegerField(label=_("Length in minutes"), min_value=5, max_value=720, initial=90)

    def starts_at(self, country: str) -> datetime:
        """The moment, read in the time zone of the cohort's country."""
        day, time = self.cleaned_data["day"], self.cleaned_data["time"]
        return datetime.combine(day, time, tzinfo=zone_of(country))


class AttendanceForm(forms.Form):
    """One yes-or-no question for each person; an empty answer changes nothing."""

    ANSWERS = [("yes", _("present")), ("no", _("absent"))]

    def __init__(self, *args, enrolments, attendance, **kwargs):
        super().__init__(*args, **kwargs)
        for enrolment in enrolments:
            noted = attendance.get(enrolment.pk)
            self.fields[f"person-{enrolment.pk}"] = forms.ChoiceField(
                label=enrolment.person.full_name,
                choices=self.ANSWERS,
                widget=forms.RadioSelect,
                required=False,
                initial=None if noted is None else ("yes" if noted.is_present else "no"),
            )

    def marks(self) -> dict[int, bool]:
        answers = {int(name.removeprefix("person-")): answer for name, answer in self.cleaned_data.items()}
        return {pk: answer == "yes" for pk, answer in answers.items() if answer}
