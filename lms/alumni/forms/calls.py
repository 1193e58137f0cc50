"""What an interviewer writes down: a call to the person, or what somebody else said."""

from datetime import date
from typing import Any

from babel.dates import format_time
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.alumni import dispositions
from lms.alumni.actions.calls import Call
from lms.alumni.actions.reports import Statement
from lms.alumni.calling import HALF_HOURS, moment_of
from lms.alumni.forms.answers import AnswersForm, months, years
from lms.alumni.forms.sent import SentForm
from lms.alumni.models import Case, Contact, Report
from lms.alumni.queries import campaigns as queries
from lms.alumni.status import Answers
from lms.core import languages
from lms.core.languages import BABEL
from lms.core.widgets import date_input
from lms.people.models import Organisation

Outcome = Contact.Outcome
ANSWERED = (Outcome.ANSWERED, Outcome.PARTLY)
BY_HAND = [outcome for outcome in Outcome if outcome in dispositions.BY_HAND]


def hours() -> list[tuple[str, str]]:
    return [
        ("", "–"),
        *((f"{hour:%H:%M}", format_time(hour, "short", locale=BABEL[languages.current()])) for hour in HALF_HOURS),
    ]


class CallForm(AnswersForm, SentForm):
    """One call. Nothing of the answers is read before somebody says that it is the person."""

    language = forms.ChoiceField(choices=languages.Language.choices, widget=forms.HiddenInput)
    is_person = forms.BooleanField(label=_("Yes, it is the person, and they can speak freely now."), required=False)
    outcome = forms.ChoiceField(
        label=_("How did the call end?"),
        choices=[(outcome, outcome.label) for outcome in (*ANSWERED, *BY_HAND)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the call ended.")},
    )
    call_back_on = forms.DateField(label=_("Day of the next call"), required=False, widget=date_input())
    call_back_hour = forms.ChoiceField(label=_("Hour, as the clocks of the person show it"), required=False)

    def __init__(self, *args, case: Case, **kwargs):
        super().__init__(*args, earliest=queries.earliest_change(case), modes=case.campaign.modes, **kwargs)
        self.case = case
        self.fields["call_back_hour"].choices = hours()
        self.is_answered = self.data.get("outcome") in ANSWERED
        self.fields["place"].required = self.is_answered or not self.is_bound
        if self.is_bound and not self.is_answered:
            for field in (*self.about_work, *self.about_others):
                self.fields[field.name].disabled = True  # what was not said by the person is not read

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() if self.is_answered else self.cleaned_data
        if self.is_answered and not cleaned.get("is_person"):
            self.add_error("is_person", _("Say first that it is the person; only then can answers be written down."))
        if cleaned.get("outcome") == Outcome.CALL_BACK:
            self.check_call_back(cleaned)
        return cleaned

    def check_call_back(self, cleaned: dict[str, Any]) -> None:
        """Day and hour, in the time of the person, after this call and before the follow-up closes."""
        day, hour = cleaned.get("call_back_on"), cleaned.get("call_back_hour")
        if not (day and hour):
            self.add_error("call_back_on", _("Give the day and the hour of the next call."))
            return
        clock = next(one for one in HALF_HOURS if f"{one:%H:%M}" == hour)
        cleaned["call_back_at"] = moment_of(day, clock, self.case.stratum.country)
        if cleaned["call_back_at"] <= self.filled_in_at() or day > self.case.campaign.closes_on:
            self.add_error("call_back_on", _("The next call is after this one, and before the follow-up closes."))

    def call(self) -> Call:
        said = self.cleaned_data
        return Call(
            outcome=said["outcome"],
            called_at=self.filled_in_at(),
            answers=self.answers() if self.is_answered else None,
            call_back_at=said.get("call_back_at"),
            language=said["language"],
        )

    def answers(self) -> Answers:
        cut_short = self.cleaned_data["outcome"] == Outcome.PARTLY
        return Answers(**{**vars(super().answers()), "is_cut_short": cut_short})


class ProxyForm(SentForm):
    """What a focal point or a colleague knows: where the person is, since when, what kind of unit; nothing else."""

    source = forms.ChoiceField(
        label=_("Who is telling you this?"),
        choices=[
            (Report.Source.FOCAL_POINT, _("The ministry’s focal point")),
            (Report.Source.COLLEAGUE, _("A colleague of the person")),
        ],
        widget=forms.RadioSelect,
    )
    is_not_superior = forms.BooleanField(
        label=_("I have asked: this is not a superior of the person."),
        error_messages={"required": _("A superior is never asked. Ask somebody else.")},
    )
    status = forms.ChoiceField(
        label=_("Where does the person work now?"),
        choices=[
            *((status, status.label) for status in Case.Status if status != Case.Status.UNKNOWN),
            (Case.Status.UNKNOWN, _("They do not know")),
        ],
        widget=forms.RadioSelect,
    )
    changed_month = forms.ChoiceField(label=_("If the post changed: in which month?"), required=False)
    changed_year = forms.ChoiceField(label=_("And in which year?"), required=False)
    unit_kind = forms.ChoiceField(
        label=_("What kind of unit is it now?"),
        choices=[("", _("Not known")), *Organisation.Sector.choices],
        required=False,
    )

    def __init__(self, *args, case: Case, **kwargs):
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["changed_month"].choices = [("", _("Not known")), *months()[1:]]
        self.fields["changed_year"].choices = [("", _("Not known")), *years()[1:]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        month, year = cleaned.get("changed_month"), cleaned.get("changed_year")
        if month and "changed_year" in cleaned and not year:
            self.add_error("changed_month", _("Give the year as well, or the year alone."))
        elif year and "changed_month" in cleaned:
            cleaned["changed_on"] = date(int(year), int(month or 1), 1)
            if cleaned["changed_on"] > timezone.localdate(self.filled_in_at()):
                self.add_error("changed_month", _("This month has not come yet."))
        return cleaned

    def statement(self) -> Statement:
        said = self.cleaned_data
        has_moved = said["status"] not in (Case.Status.SAME, Case.Status.UNKNOWN)
        changed_on = said.get("changed_on") if has_moved else None
        by_month = Report.Precision.MONTH if said["changed_month"] else Report.Precision.YEAR
        return Statement(
            status=said["status"],
            source=said["source"],
            mode=Contact.Mode.PROXY,
            as_of=timezone.localdate(self.filled_in_at()),
            changed_on=changed_on,
            precision=by_month if changed_on else Report.Precision.NONE,
            new_unit_kind=said["unit_kind"],
        )
