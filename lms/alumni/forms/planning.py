"""What an administrator decides in the steps of a plan."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from lms.alumni import planning
from lms.alumni.models import Campaign
from lms.core import programmes
from lms.core.languages import Country
from lms.core.widgets import date_input

LATEST_REMINDER = 365


class PercentField(forms.FloatField):
    """A share (0-1), typed and shown in per cent."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value * 100:g}" if isinstance(value, float) else value

    def clean(self, value: Any) -> float | None:
        percent = super().clean(value)
        return None if percent is None else percent / 100


class PlanForm(forms.ModelForm):
    """One step of the plan: `plan()` is what it changes."""

    def plan(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class PopulationForm(PlanForm):
    programme_codes = forms.MultipleChoiceField(
        label=_("People who completed"), choices=programmes.choices, widget=forms.CheckboxSelectMultiple
    )
    countries = forms.MultipleChoiceField(
        label=_("Only in these countries (none chosen: all)"),
        choices=Country.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Campaign
        fields = ["programme_codes", "countries", "completed_from", "completed_until"]
        widgets = {"completed_from": date_input(), "completed_until": date_input()}
        help_texts = {
            "completed_from": _("The day of the first of these courses that the person completed."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("completed_from"), cleaned.get("completed_until")
        if first and last and last < first:
            self.add_error("completed_until", _now("The last day comes after the first."))
        return cleaned


class EndpointForm(PlanForm):
    endpoint = forms.ChoiceField(
        label=_("Somebody counts as gone who has"), choices=Campaign.Endpoint.choices, widget=forms.RadioSelect
    )
    definition = forms.ChoiceField(
        label=_("Somebody does anti-trafficking work who has"),
        choices=Campaign.Definition.choices,
        widget=forms.RadioSelect,
    )
    wave_months = forms.TypedChoiceField(
        label=_("How long after the course it asks"),
        choices=[
            ("", _("At one time, however long ago the course was")),
            (6, _("6 months after the course")),
            (12, _("12 months after the course")),
            (24, _("24 months after the course")),
            (48, _("48 months after the course")),
        ],
        coerce=int,
        empty_value=None,
        required=False,
    )

    eligible_share = PercentField(
        label=_("Of people who can never be found, share that belongs to the list, per cent"),
        min_value=0,
        max_value=100,
        help_text=_("For the response rates. The list comes from the register, so 100 is right unless it has errors."),
    )

    class Meta:
        model = Campaign
        fields = ["endpoint", "definition", "wave_months", "previous", "eligible_share"]
        labels = {"previous": _("Compare with an earlier follow-up")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        earlier = Campaign.objects.exclude(pk=self.instance.pk).exclude(state=Campaign.State.DRAFT)
        self.fields["previous"].queryset = earlier
        self.fields["previous"].empty_label = _("No comparison")


class DesignForm(PlanForm):
    design = forms.ChoiceField(label=_("Way of asking"), choices=Campaign.Design.choices, widget=forms.RadioSelect)
    sample_size = forms.IntegerField(
        label=_("People to ask"),
        min_value=0,
        max_value=1_000_000,
        help_text=_("For a random sample. Groups of fewer than 15 people are asked in full."),
    )
    follow_one_in = forms.IntegerField(
        label=_("Of the silent, follow up one in"),
        min_value=1,
        max_value=20,
        help_text=_("Where everybody is written to: these people are called until their post is known."),
    )
    replicates = forms.IntegerField(
        label=_("Spare groups"),
        min_value=0,
        max_value=10,
        help_text=_("For a random sample. Each holds a tenth as many people again and is added whole or not at all."),
    )
    margin = PercentField(label=_("Wanted precision, ± per cent points"), min_value=1, max_value=30)
    expected_share = PercentField(
        label=_("Share expected to be in post, per cent"),
        min_value=0,
        max_value=100,
        help_text=_("Sizes are worked out with 20 to 80 per cent, whatever is expected."),
    )
    expected_response = PercentField(label=_("Share expected to answer, per cent"), min_value=5, max_value=100)

    class Meta:
        model = Campaign
        fields = [
            *("design", "sample_size", "follow_one_in", "replicates"),
            *("margin", "expected_share", "expected_response"),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("design") == Campaign.Design.SAMPLE and cleaned.get("sample_size") == 0:
            self.add_error("sample_size", _now("Ask at least one person."))
        return cleaned


class ReadyPlanForm(forms.Form):
    """One of the ready plans, or a sample of a size from the table."""

    template = forms.ChoiceField(choices=[(name, name) for name in planning.TEMPLATES], required=False)
    size = forms.IntegerField(min_value=1, max_value=1_000_000, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if bool(cleaned.get("template")) == bool(cleaned.get("size")):
            raise ValidationError(_now("Choose one of the plans."))
        return cleaned

    def plan(self) -> dict[str, Any]:
        if self.cleaned_data["template"]:
            return planning.TEMPLATES[self.cleaned_data["template"]]
        return {"design": Campaign.Design.SAMPLE, "sample_size": self.cleaned_data["size"]}


class CalendarForm(PlanForm):
    modes = forms.MultipleChoiceField(
        label=_("Besides e-mail, ask"),
        choices=[
            ("phone", _("by phone")),
            ("proxy", _("a colleague, where the person or an agreement allows it")),
            ("record", _("staff lists, where the person or an agreement allows it")),
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reminder_days = forms.CharField(
        label=_("Days of the reminders"),
        required=False,
        help_text=_("Counted from the invitation, such as 5, 12. Only to those who are silent."),
    )

    class Meta:
        model = Campaign
        fields = ["opens_on", "closes_on", "modes", "reminder_days", "phone_from_day", "proxy_from_day"]
        widgets = {"opens_on": date_input(), "closes_on": date_input()}
        help_texts = {
            "phone_from_day": _("Counted from the opening day."),
            "proxy_from_day": _("Counted from the opening day."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["reminder_days"] = ", ".join(str(day) for day in self.instance.reminder_days)

    def clean_modes(self) -> list[str]:
        return ["web", *self.cleaned_data["modes"]]

    def clean_reminder_days(self) -> list[int]:
        words = self.cleaned_data["reminder_days"].replace(",", " ").split()
        if not all(word.isascii() and word.isdecimal() and len(word) < 4 for word in words):
            raise ValidationError(_now("Give whole numbers of days, such as 5, 12."))
        days = sorted({int(word) for word in words})
        if days and not 1 <= days[0] <= days[-1] <= LATEST_REMINDER:
            raise ValidationError(_now("A reminder comes at least one day and at most a year after the invitation."))
        return days

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        opens_on, closes_on = cleaned.get("opens_on"), cleaned.get("closes_on")
        if not (opens_on and closes_on):
            return cleaned
        if closes_on < opens_on:
            self.add_error("closes_on", _now("The closing day comes after the opening day."))
            return cleaned
        for name in self.after_the_end(cleaned, (closes_on - opens_on).days):
            self.add_error(name, _now("This is after the closing day."))
        return cleaned

    def after_the_end(self, cleaned: dict[str, Any], days: int) -> list[str]:
        """The fields that name a day after the last one; phone and colleagues only where they are asked."""
        modes = cleaned.get("modes", [])
        starts = {
            "reminder_days": max(cleaned.get("reminder_days") or [0]),
            "phone_from_day": cleaned.get("phone_from_day") if "phone" in modes else 0,
            "proxy_from_day": cleaned.get("proxy_from_day") if {"proxy", "record"} & set(modes) else 0,
        }
        return [name for name, day in starts.items() if day is not None and day > days]
