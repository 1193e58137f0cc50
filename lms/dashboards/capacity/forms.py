"""What a reader asks of the forecast: which country, which number to hold, how many are trained a year."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.core.languages import Country

MOST = 100_000


class PlanForm(forms.Form):
    country = forms.ChoiceField(label=_("Country"), required=False)
    target = forms.IntegerField(
        label=_("Number to hold"),
        help_text=_("Trained people in an anti-trafficking post. If you leave it empty, it is today’s number."),
        min_value=10,
        max_value=MOST,
        required=False,
    )
    intake = forms.IntegerField(
        label=_("People trained a year"),
        help_text=_("From now on, in the middle of each year."),
        min_value=0,
        max_value=MOST,
        required=False,
    )

    def __init__(self, *args, countries: list[str], **kwargs):
        """`countries` are those that the reader may see; several can be taken together."""
        super().__init__(*args, **kwargs)
        together = [("", _("All countries"))] if len(countries) > 1 else []
        self.fields["country"].choices = together + [(code, Country(code).label) for code in countries]
