"""What an administrator says while people are being asked."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.alumni import contact_lists
from lms.alumni.models import Campaign, Case, Report
from lms.alumni.transfer.dry_run import Facts
from lms.cohorts.importing.spreadsheet import MAX_BYTES
from lms.core.widgets import date_input
from lms.people.models import Organisation, User

CSV, XLSX = "csv", "xlsx"
LEFT = (Case.Status.SAME_MIN_NOT_AT, Case.Status.OTHER_GOVT, Case.Status.LEFT_GOVT)


class ContactListForm(forms.Form):
    """Which list: what for, of which country, as which file."""

    kind = forms.ChoiceField(
        label=_("What the list is for"),
        choices=[(contact_lists.PHONE, _("calling people")), (contact_lists.SMS, _("sending text messages"))],
        widget=forms.RadioSelect,
        initial=contact_lists.PHONE,
    )
    country = forms.ChoiceField(label=_("Country"))
    format = forms.ChoiceField(
        label=_("File"), choices=[(XLSX, _("Excel")), (CSV, _("CSV"))], widget=forms.RadioSelect, initial=XLSX
    )

    def __init__(self, *args, countries: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = countries


class TransferForm(forms.Form):
    """A staff list, its day, and what it means."""

    file = forms.FileField(
        label=_("Staff list"),
        help_text=_("XLSX or CSV, at most 5 MB and 20,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,text/csv"}),
    )
    source = forms.ChoiceField(
        label=_("What the list is"),
        choices=[
            (Report.Source.DOCUMENT, _("a dated document, such as a transfer order")),
            (Report.Source.STAFF_LIST, _("a staff list")),
        ],
        widget=forms.RadioSelect,
    )
    as_of = forms.DateField(label=_("Day of the list"), widget=date_input())
    organisation = forms.ModelChoiceField(
        label=_("Ministry or agency"), queryset=Organisation.objects.none(), required=False, empty_label="–"
    )
    absent_status = forms.ChoiceField(
        label=_("If this is the whole staff of that ministry: what is true of people who are not on it?"),
        choices=[("", _("The list is not complete")), *((status, status.label) for status in LEFT)],
        required=False,
    )

    def __init__(self, *args, campaign: Campaign, **kwargs):
        super().__init__(*args, **kwargs)
        asked = Case.objects.filter(campaign=campaign).asked()
        organisations = Organisation.objects.filter(pk__in=asked.values("organisation")).order_by("country", "name")
        self.fields["organisation"].queryset = organisations

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_("The file is too large: at most 5 MB and 20,000 rows."))
        return file

    def clean_as_of(self):
        if self.cleaned_data["as_of"] > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return self.cleaned_data["as_of"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_complete = bool(cleaned.get("absent_status"))
        if is_complete and not cleaned.get("organisation"):
            self.add_error("organisation", _("Say of which ministry or agency the list is the whole staff."))
        if is_complete and cleaned.get("source") == Report.Source.DOCUMENT:
            self.add_error("source", _("Only a staff list can be complete."))
        return cleaned

    def facts(self) -> Facts:
        said = self.cleaned_data
        unit = said["organisation"]
        return Facts(said["source"], said["as_of"], unit.pk if unit else None, said["absent_status"])


class ReportChoice(forms.ModelChoiceField):
    def label_from_instance(self, report: Report) -> str:
        return f"{report.get_source_display()}: {report.get_status_display()}"


class SettleForm(forms.Form):
    report = ReportChoice(
        label=_("Which report stands?"), queryset=Report.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args, case: Case, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["report"].queryset = case.reports.filter(is_blind=False).exclude(status=Case.Status.UNKNOWN)


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:
        return person.full_name


class AssignForm(forms.Form):
    interviewer = PersonChoice(label=_("Interviewer"), queryset=User.objects.none(), required=False)

    def __init__(self, *args, people: list[User], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["interviewer"].queryset = User.objects.filter(pk__in=[one.pk for one in people])
        self.fields["interviewer"].empty_label = _("nobody")


class BlindForm(forms.Form):
    """What a colleague says of somebody who has answered."""

    source = forms.ChoiceField(
        label=_("Who says so"),
        choices=[
            (Report.Source.FOCAL_POINT, Report.Source.FOCAL_POINT.label),
            (Report.Source.COLLEAGUE, Report.Source.COLLEAGUE.label),
        ],
        widget=forms.RadioSelect,
    )
    is_not_superior = forms.BooleanField(
        label=_("I have asked: this is not a superior of the person."),
        error_messages={"required": _("A superior is never asked. Ask somebody else.")},
    )
    status = forms.ChoiceField(
        label=_("Where does the person work now?"), choices=Case.Status.choices, widget=forms.RadioSelect
    )
