"""The observer's form: a draft may have gaps, a signature may not."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.tot import rubric
from courses.tot.models import Observation
from lms.core import languages
from lms.core.widgets import date_input


class DraftForm(forms.ModelForm):
    """The practice lesson, ten groups of four levels, and notes; nothing but title and date is required."""

    scores_required = False

    class Meta:
        model = Observation
        fields = ["lesson_title", "taught_on", "notes"]
        widgets = {"taught_on": date_input()}
        help_texts = {
            "notes": gettext_lazy(
                "One strength and one thing to change. Needed when the lesson is not passed. No details of real cases."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for criterion in rubric.criteria(languages.current()):
            self.fields[criterion.key] = level_field(
                criterion, initial=self.instance.scores.get(criterion.key), required=self.scores_required
            )
        self.order_fields(["lesson_title", "taught_on", *rubric.KEYS, "notes"])

    def clean_taught_on(self):
        if self.cleaned_data["taught_on"] > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return self.cleaned_data["taught_on"]

    def clean(self):
        cleaned = super().clean()
        self.instance.scores = {key: int(cleaned[key]) for key in rubric.KEYS if cleaned.get(key)}
        return cleaned


class SignForm(DraftForm):
    """The same with every level chosen, and with notes when the lesson is not passed."""

    scores_required = True

    def clean(self):
        cleaned = super().clean()
        scores = self.instance.scores
        if rubric.is_complete(scores) and not rubric.is_passed(scores) and not cleaned.get("notes", "").strip():
            self.add_error("notes", _("This lesson is not passed. Write in the notes what the person should change."))
        return cleaned


def level_field(criterion: rubric.Criterion, *, initial: int | None, required: bool) -> forms.ChoiceField:
    label = criterion.title
    if criterion.is_critical:
        label = _("%(criterion)s (critical: level 3 or 4 is needed)") % {"criterion": criterion.title}
    return forms.ChoiceField(
        label=label,
        choices=[(level, f"{level}. {criterion.level_text(level)}") for level in rubric.LEVELS],
        widget=forms.RadioSelect,
        initial=initial,
        required=required,
    )
