"""What an editor says about a file that comes, and about one that goes."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lms.core import programmes
from lms.core.languages import CODES, Language
from lms.questionnaires.exchange.archive import MAX_BYTES
from lms.questionnaires.exchange.errors import FileTooLarge
from lms.questionnaires.exchange.formats import TARGETS
from lms.questionnaires.exchange.items import Defaults
from lms.questionnaires.models import Question

PLACE_SIGN = ":"  # between programme and competency


def place_choices() -> list:
    """Programmes, and in each its competencies."""
    return [("", "")] + [
        (
            programme.title,
            [
                (f"{programme.code}{PLACE_SIGN}{code}", f"{programme.short_title} · {code} {title}")
                for code, title in programme.competencies.items()
            ],
        )
        for programme in programmes.all_programmes()
    ]


def defaults_for(programme_code: str, competency: str, level: str, language: str) -> Defaults:
    competencies = tuple(programmes.get(programme_code).competencies)
    return Defaults(programme_code, competency, level, language, competencies)


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("File with questions"),
        help_text=_("XLSX, a QTI package (ZIP) or Moodle XML, at most 20 MB and 1,000 questions."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.zip,.xml"}),
    )
    place = forms.ChoiceField(
        label=_("Programme and competency"),
        help_text=_("The programme of all questions, and the competency of those that name none."),
        choices=place_choices,
    )
    level = forms.ChoiceField(
        label=_("Level"),
        help_text=_("For the questions that name none."),
        choices=Question.Level,
        initial=Question.Level.UNDERSTAND,
    )
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("For the words whose language the file does not name."),
        choices=Language,
        initial=Language.ENGLISH,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(FileTooLarge().message)
        return file

    @property
    def answers(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("place", "level", "language")}


def defaults_of(answers: dict[str, str]) -> Defaults:
    """From the answers of ImportForm."""
    programme_code, _sign, competency = answers["place"].partition(PLACE_SIGN)
    return defaults_for(programme_code, competency, answers["level"], answers["language"])


class ExportForm(forms.Form):
    programme = forms.ChoiceField(label=_("Programme"), choices=programmes.choices)
    states = forms.MultipleChoiceField(
        label=_("States (none marked: all)"),
        choices=Question.State,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=Language, initial=CODES, widget=forms.CheckboxSelectMultiple
    )
    target = forms.ChoiceField(
        label=_("Format"),
        choices=lambda: [(target.code, target.label) for target in TARGETS.values()],
        initial="xlsx",
        widget=forms.RadioSelect,
    )
    has_read_report = forms.BooleanField(required=False, widget=forms.HiddenInput)
