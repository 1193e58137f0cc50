"""What a person answers about their own post."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from babel.dates import get_month_names
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.alumni.models import Contact
from lms.alumni.status import Answers, Place
from lms.core.languages import BABEL, current

YEARS_BACK = 20
NOT_SAID = _("Prefer not to say")
PLACES = [
    (Place.SAME_POST, _("In the same post as at the time of the training")),
    (Place.SAME_MINISTRY, _("In another post of the same ministry or agency")),
    (Place.OTHER_MINISTRY, _("In another ministry or agency of the government")),
    (Place.NGO_IO, _("In a non-governmental or international organisation")),
    (Place.OUTSIDE, _("Elsewhere, outside the government")),
    (Place.ON_LEAVE, _("On leave, and I will return to the same post")),
    (Place.RETIRED, _("Retired")),
    (Place.UNSAID, NOT_SAID),
]
YES_NO = [("yes", _("Yes")), ("no", _("No")), ("unsaid", NOT_SAID)]
MEANINGS = {"yes": True, "no": False}
ABOUT_WORK = ("place", "has_formal_duty", "worked_on_it_lately", "changed_month", "changed_year", "may_ask_again")
OTHER_SOURCES = {"may_ask_colleague": Contact.Mode.PROXY, "may_look_up": Contact.Mode.RECORD}


def yes_or_no(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=YES_NO, coerce=MEANINGS.get, empty_value=None, required=False, widget=forms.RadioSelect
    )


def months() -> list[tuple[str, str]]:
    names = get_month_names("wide", context="stand-alone", locale=BABEL[current()])
    return [("", NOT_SAID), *((str(number), names[number]) for number in range(1, 13))]


def years() -> list[tuple[str, str]]:
    this_year = timezone.localdate().year
    return [("", NOT_SAID), *((str(year), str(year)) for year in range(this_year, this_year - YEARS_BACK, -1))]


class AnswersForm(forms.Form):
    """Five questions, and one about each other source that the follow-up uses (`modes`).

    `earliest` is the first day of the post held last, before which it cannot have been left.
    """

    place = forms.ChoiceField(label=_("Where do you work now?"), choices=PLACES, widget=forms.RadioSelect)
    has_formal_duty = yes_or_no(_("Is this work a formal duty of your present post?"))
    worked_on_it_lately = yes_or_no(_("Have you done this work in the last six months?"))
    changed_month = forms.ChoiceField(label=_("If you changed your post: in which month?"), required=False)
    changed_year = forms.ChoiceField(label=_("And in which year?"), required=False)
    may_ask_again = yes_or_no(_("May we ask you again in a year or two?"))

    may_ask_colleague = yes_or_no(_("May we ask a colleague about your post?"))
    may_look_up = yes_or_no(_("May we look up your post in a list of staff?"))

    def __init__(self, *args, earliest: date | None, modes: Sequence[str] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.earliest = earliest
        self.fields["changed_month"].choices = months()
        self.fields["changed_year"].choices = years()
        for name, mode in OTHER_SOURCES.items():
            if mode not in modes:
                del self.fields[name]

    @property
    def about_work(self) -> list[forms.BoundField]:
        return [self[name] for name in ABOUT_WORK]

    @property
    def about_others(self) -> list[forms.BoundField]:
        """The questions about other sources; none where the follow-up uses none."""
        return [self[name] for name in OTHER_SOURCES if name in self.fields]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        month, year = cleaned.get("changed_month"), cleaned.get("changed_year")
        if bool(month) != bool(year):
            self.add_error("changed_month", _("Give both month and year, or neither."))
        elif month and year:
            cleaned["changed_on"] = self.checked_month(date(int(year), int(month), 1))
        return cleaned

    def checked_month(self, first: date) -> date | None:
        if first > timezone.localdate():
            self.add_error("changed_month", _("This month has not come yet."))
        elif self.earliest and first < self.earliest.replace(day=1):
            self.add_error("changed_month", _("This is before the post that we know of. Please check month and year."))
        return first

    def answers(self) -> Answers:
        said = self.cleaned_data
        return Answers(
            place=Place(said["place"]),
            has_formal_duty=said["has_formal_duty"],
            worked_on_it_lately=said["worked_on_it_lately"],
            changed_on=said.get("changed_on"),
            may_ask_again=said["may_ask_again"],
            may_ask_colleague=said.get("may_ask_colleague"),
            may_look_up=said.get("may_look_up"),
        )
