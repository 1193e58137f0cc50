"""What an editor chooses for a draw, and what comes back of it in an address."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lms.assessments import drafts
from lms.assessments.drafts import Plan
from lms.questionnaires.models import Question, QuestionWording

FORMS_AT_LEAST = 2


class DrawForm(forms.Form):
    """How many forms, and which extras; `most` is what the bank fills."""

    number = forms.TypedChoiceField(label=_("How many forms"), coerce=int, widget=forms.RadioSelect)
    extras = forms.MultipleChoiceField(label=_("Questions to add"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, programme_code: str, most: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.programme_code = programme_code
        self.fields["number"].choices = [(number, form_words(number)) for number in range(FORMS_AT_LEAST, most + 1)]
        self.fields["number"].initial = FORMS_AT_LEAST
        extras = extra_choices(programme_code)
        if extras:
            self.fields["extras"].choices = extras
        else:
            del self.fields["extras"]

    def plan(self, seed: int) -> Plan:
        return Plan(self.programme_code, self.cleaned_data["number"], seed, tuple(self.cleaned_data.get("extras", [])))


class PlanForm(DrawForm):
    """A draw that was made: the same choices with its seed."""

    seed = forms.IntegerField(min_value=0, max_value=drafts.SEED_BELOW - 1)
    digest = forms.RegexField(r"^[0-9a-f]{64}$", required=False)

    def made(self) -> Plan:
        return self.plan(self.cleaned_data["seed"])


def form_words(number: int) -> str:
    return ngettext("%(count)s form", "%(count)s forms", number) % {"count": number}


def extra_choices(programme_code: str) -> list[tuple[str, str]]:
    extras = list(drafts.extras_of(programme_code))
    stems = dict(QuestionWording.objects.filter(question__in=extras, language="en").values_list("question_id", "stem"))
    return [(row.code, f"{Question.Kind(row.kind).label}: {stems[row.pk]} ({row.code})") for row in extras]
