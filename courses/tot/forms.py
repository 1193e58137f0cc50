"""The observer's form, where a draft may have gaps and a signature may not; and what a candidate fills in."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.tot import rubric
from courses.tot.models import Candidacy, Observation, PracticeSession
from lms.assessments.forms import LARGEST_SEQUENCE, WordsField
from lms.core import languages
from lms.core.cleaning import clean
from lms.core.widgets import date_input

LARGEST_NOTES = 4000  # signs; more would not fit into what a browser still sends from a page that closes
INDEPENDENT = gettext_lazy("I neither train nor manage this person, and this person does not manage me.")
LONGEST_LESSON = 480  # minutes


class NotesField(WordsField):
    """The observer's notes, the same in the page and in what its script saves."""

    widget = forms.Textarea

    def __init__(self):
        super().__init__(max_length=LARGEST_NOTES, label=gettext_lazy("Notes"))
        self.help_text = gettext_lazy(
            "One strength and one thing to change. Needed when the lesson is not passed. No details of real cases."
        )


class DraftForm(forms.ModelForm):
    """How the lesson was seen, ten groups of four levels, notes, and the declaration; only the first is required."""

    scores_required = False
    sequence = forms.IntegerField(min_value=0, max_value=LARGEST_SEQUENCE, required=False, widget=forms.HiddenInput)
    notes = NotesField()

    class Meta:
        model = Observation
        fields = ["seen", "notes", "is_independent"]
        labels = {"is_independent": INDEPENDENT}
        widgets = {"seen": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rule = self.instance.session.rule
        self.initial["sequence"] = self.instance.sequence
        for criterion in rubric.criteria(languages.current()):
            self.fields[criterion.key] = level_field(
                criterion,
                self.rule,
                initial=self.instance.scores.get(criterion.key),
                required=self.scores_required,
            )
        self.order_fields(["seen", *rubric.KEYS, "notes", "is_independent"])

    @property
    def known(self) -> int:
        """The change that the page showed when it was opened; where none is sent, whatever stands."""
        sent = self.cleaned_data["sequence"]
        return LARGEST_SEQUENCE if sent is None else sent

    def clean(self):
        cleaned = super().clean()
        self.instance.scores = {key: int(cleaned[key]) for key in rubric.KEYS if cleaned.get(key)}
        return cleaned


class SignForm(DraftForm):
    """The same with every level chosen, the declaration given, and notes when the lesson is not passed."""

    scores_required = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["is_independent"].required = True

    def clean(self):
        cleaned = super().clean()
        scores = self.instance.scores
        is_failed = rubric.is_complete(scores) and not rubric.is_passed(scores, self.rule)
        if is_failed and not cleaned.get("notes", "").strip():
            self.add_error("notes", _("This lesson is not passed. Write in the notes what the person should change."))
        return cleaned


def level_field(
    criterion: rubric.Criterion, rule: rubric.Rule, *, initial: int | None, required: bool
) -> forms.ChoiceField:
    label = criterion.title
    if criterion.is_critical:
        label = _("%(criterion)s (critical: level %(level)s or higher is needed)") % {
            "criterion": criterion.title,
            "level": rule.critical,
        }
    return forms.ChoiceField(
        label=label,
        choices=[(level, f"{level}. {criterion.level_text(level)}") for level in rubric.LEVELS],
        widget=forms.RadioSelect,
        initial=initial,
        required=required,
    )


class SessionForm(forms.ModelForm):
    """The facts of one taught lesson."""

    class Meta:
        model = PracticeSession
        fields = ["kind", "title", "taught_on", "minutes", "participants", "place"]
        widgets = {"kind": forms.RadioSelect, "taught_on": date_input()}
        help_texts = {
            "minutes": gettext_lazy("A lesson in a real course counts from 60 minutes."),
            "participants": gettext_lazy("A lesson in a real course counts from 10 people."),
            "place": gettext_lazy("No names of participants."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["minutes"].max_value = LONGEST_LESSON

    def clean_title(self):
        return clean(self.cleaned_data["title"])

    def clean_place(self):
        return clean(self.cleaned_data["place"])

    def clean_taught_on(self):
        day = self.cleaned_data["taught_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. Add the lesson after you have taught it."))
        return day

    def clean_minutes(self):
        minutes = self.cleaned_data["minutes"]
        if minutes and minutes > LONGEST_LESSON:
            message = ngettext("At most %(count)s minute.", "At most %(count)s minutes.", LONGEST_LESSON)
            raise forms.ValidationError(message % {"count": LONGEST_LESSON})
        return minutes


class CandidacyForm(forms.ModelForm):
    """Who nominated the candidate, experience, language, and the agreement to the code at its present version."""

    is_agreed = forms.BooleanField(label=gettext_lazy("I agree to the trainers' code."), required=False)

    class Meta:
        model = Candidacy
        fields = ["nominated_by", "years_of_work", "teaching_language"]
        help_texts = {
            "nominated_by": gettext_lazy("The Task Force, or your employer: the office and the post of who did it."),
            "years_of_work": gettext_lazy("Two years or more are asked for."),
        }

    def clean_nominated_by(self):
        return clean(self.cleaned_data["nominated_by"])

    def clean_years_of_work(self):
        years = self.cleaned_data["years_of_work"]
        if years is not None and years > 60:
            raise forms.ValidationError(_("Please check the number of years."))
        return years

    @property
    def details(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ReplyForm(forms.ModelForm):
    """The candidate's own words to an observation, if there are any."""

    class Meta:
        model = Observation
        fields = ["reply"]
        widgets = {"reply": forms.Textarea(attrs={"rows": 3})}
