"""What people choose and type about the bank, beside the authoring screen itself (typed.py reads that)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.core import programmes
from lms.core.languages import Language
from lms.questionnaires.actions.tasks import OUTCOME_SIGNS
from lms.questionnaires.models import Question, ReviewTask

ANY = ("", _("any"))


def any_or(choices) -> list:
    return [ANY, *choices]


def competency_choices() -> list[tuple[str, str]]:
    """Every programme's own; the same code in two programmes stands once."""
    names = {code: f"{code}: {name}" for row in programmes.all_programmes() for code, name in row.competencies.items()}
    return list(names.items())


class BankFilter(forms.Form):
    """Which questions the list shows."""

    WORDS = (
        ("missing", _("no words yet")),
        ("waiting", _("not signed off")),
        ("signed_off", _("signed off")),
    )

    q = forms.CharField(label=_("Code or words"), max_length=100, required=False)
    programme = forms.ChoiceField(label=_("Programme"), choices=lambda: any_or(programmes.choices()), required=False)
    competency = forms.ChoiceField(label=_("Competency"), choices=lambda: any_or(competency_choices()), required=False)
    state = forms.ChoiceField(label=_("State"), choices=any_or(Question.State.choices), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=any_or(Question.Kind.choices), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=any_or(Language.choices), required=False)
    words = forms.ChoiceField(label=_("Words in this language"), choices=any_or(WORDS), required=False)
    tasks = forms.BooleanField(label=_("With an open review task"), required=False)


class TaskFilter(forms.Form):
    """Which review tasks the list shows."""

    programme = forms.ChoiceField(label=_("Programme"), choices=lambda: any_or(programmes.choices()), required=False)
    flag = forms.ChoiceField(label=_("Reason"), choices=any_or(ReviewTask.Flag.choices), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=any_or(Language.choices), required=False)


class OutcomeForm(forms.Form):
    outcome = forms.CharField(
        label=_("What did you find, and what was done?"),
        max_length=OUTCOME_SIGNS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
