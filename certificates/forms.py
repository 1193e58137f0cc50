"""What trainers and Task Force members write."""

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates import pictures
from certificates.errors import UnusablePicture
from lms.core.cleaning import clean
from lms.core.languages import Country

SHORTEST_REASON = 3  # signs


def words(label: str, help_text: str, **options) -> forms.CharField:
    """A few sentences in any language."""
    return forms.CharField(
        label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": 4}), max_length=4000, **options
    )


def reason(label: str, help_text: str) -> forms.CharField:
    too_short = _("Write the reason in a few words.")
    return words(label, help_text, min_length=SHORTEST_REASON, error_messages={"min_length": too_short})


class RenewalForm(forms.Form):
    note = words(
        _("Why you recommend this person"), _("Two or three sentences, in any language. No details of real cases.")
    )


class RecommendationForm(RenewalForm):
    """With a level where the programme has levels: `choices` are `[(code, words)]`."""

    def __init__(self, *args, choices: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        if choices:
            self.fields["level"] = forms.ChoiceField(label=_("Level"), choices=choices, widget=forms.RadioSelect)
            self.order_fields(["level", "note"])


class StepForm(forms.Form):
    """`version` is that of the recommendation as the person read it."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class DecisionForm(StepForm):
    reason = reason(
        _("Reason for the decision"), _("In any language. The trainer reads it when you decline or ask for more.")
    )


class AnswerForm(StepForm):
    reason = reason(_("Your answer"), _("In any language. No details of real cases."))


class WithdrawalForm(StepForm):
    reason = reason(_("Why you withdraw it"), _("In any language. The Task Force can read it."))


class ApprovalOfManyForm(forms.Form):
    reason = reason(_("Reason for the decision"), _("In any language. It is kept with each of these decisions."))


class RevocationForm(forms.Form):
    reason = reason(_("Reason"), _("In any language. The holder reads it; the check page does not show it."))


class SuspensionForm(forms.Form):
    reason = reason(
        _("Reason"),
        _("In any language; if you know it, say until when. The holder reads it; the check page does not show it."),
    )


class ReinstatementForm(RevocationForm):
    """The same question."""


class CorrectionForm(forms.Form):
    reason = reason(_("Why it is corrected"), _("In any language. It stays in the history of the certificate."))


class TransferForm(forms.Form):
    """`country` is where the certificate is now: it cannot be chosen."""

    country = forms.ChoiceField(label=_("New country"))
    note = reason(_("Why it is transferred"), _("In any language. The Task Force of the new country reads it."))

    def __init__(self, *args, country: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [choice for choice in Country.choices if choice[0] != country]


class PictureField(forms.FileField):
    """Its value is the picture written anew, or None where no file was chosen."""

    widget = forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"})

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        try:
            return pictures.cleaned(file) if file else None
        except UnusablePicture as refusal:
            raise forms.ValidationError(refusal.message) from refusal


class TaskForceForm(forms.Form):
    needs_two = forms.BooleanField(label=_("Two members approve each certificate"), required=False)
    emblem = PictureField(
        label=_("Emblem"), help_text=_("PNG, JPEG or WebP, at most 2 MB. It stands at the top."), required=False
    )
    remove_emblem = forms.BooleanField(label=_("Take the emblem away"), required=False)


class SignatoryForm(forms.Form):
    name = forms.CharField(label=_("Name"), help_text=_("As it is printed, in any script."), max_length=120)
    title = forms.CharField(label=_("Title below the name"), max_length=160)
    place = forms.TypedChoiceField(
        label=_("Where the signature stands"),
        choices=[(1, _("on the left")), (2, _("in the middle")), (3, _("on the right"))],
        coerce=int,
    )
    picture = PictureField(
        label=_("Picture of the signature"),
        help_text=_("PNG, JPEG or WebP, at most 2 MB. Dark ink on a white or clear ground."),
        required=False,
    )

    def clean(self):
        """Printed lines carry nothing that turns the writing around."""
        cleaned = super().clean()
        return {key: clean(value) if key in ("name", "title") else value for key, value in cleaned.items()}


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code on the certificate"),
        help_text=_("16 letters and digits, for example 7KQ2-M8XB-4RTN-9HJC. Hyphens and small letters do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        max_length=60,
    )
