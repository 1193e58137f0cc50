"""What every form of an interviewer carries, so that a device may keep it and send it later."""

from datetime import UTC, datetime
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.assessments.forms import LARGEST_SEQUENCE
from lms.core.saving import milliseconds

DAYS_KEPT = 30
MALFORMED = _("This cannot be saved.")


class SentForm(forms.Form):
    """`key` says which form this is, however often it comes; `sequence` when it was filled in, in milliseconds."""

    use_required_attribute = False

    key = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    sequence = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_SEQUENCE, widget=forms.HiddenInput)

    def filled_in_at(self) -> datetime:
        """The moment of the call: now where the page says nothing, never later, at most a month ago."""
        latest = milliseconds(timezone.now())
        told = self.cleaned_data.get("sequence") or latest
        earliest = latest - DAYS_KEPT * 24 * 60 * 60 * 1000
        return datetime.fromtimestamp(min(max(told, earliest), latest) / 1000, tz=UTC)

    @property
    def words(self) -> str:
        """Every fault in one line, for a page that does not show the form."""
        faults = [f"{self[name].label}: {errors[0]}" for name, errors in self.errors.items() if name in self.fields]
        return " ".join(faults) or str(MALFORMED)


class PlaceForm(forms.Form):
    """Which case a sent form is about, and which form it is."""

    case = forms.IntegerField(min_value=1, max_value=2**31)
    kind = forms.ChoiceField(choices=[("call", "call"), ("proxy", "proxy")])
    key = forms.UUIDField()
    sequence = forms.IntegerField(min_value=1, max_value=LARGEST_SEQUENCE)
