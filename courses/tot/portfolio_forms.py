"""The portfolio's form: every part may wait, figures stand together or not at all, and one file may come along."""

from django import forms
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.tot import files
from courses.tot.errors import FileRefused
from courses.tot.models import PracticeSession
from courses.tot.portfolio import SMALLEST_SHOWN

TEXTS = ("plan", "feedback", "reflection")
MEANS = ("mean_before", "mean_after")
MAX_SIGNS = 10_000
MAX_TESTED = 5_000


class PortfolioForm(forms.ModelForm):
    """All of one practice session's portfolio; `file`, once cleaned, is a CheckedFile or None."""

    file = forms.FileField(
        label=gettext_lazy("Add a file"),
        help_text=gettext_lazy("A PDF or a picture, at most 10 MB. No list of participants."),
        required=False,
        allow_empty_file=True,  # refused in the words of the check
        widget=forms.FileInput(attrs={"accept": ",".join(files.SUFFIXES)}),
    )

    class Meta:
        model = PracticeSession
        fields = ["plan", "feedback", "tested", "mean_before", "mean_after", "reflection"]
        help_texts = {
            "plan": gettext_lazy(
                "Objectives, steps with their minutes, materials, and how you checked what was learned. You may add "
                "it as a file below and say so here."
            ),
            "feedback": gettext_lazy("In your own words. No names of participants, and no details of real cases."),
            "tested": gettext_lazy("How many people took the test before the lesson and the test after it."),
            "mean_before": gettext_lazy("Leave both means empty if fewer than ten people took both tests."),
            "reflection": gettext_lazy("One thing that worked, one thing that you change next time, and why."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in TEXTS:
            self.fields[name].validators.append(MaxLengthValidator(MAX_SIGNS))
        for name, most in (("tested", MAX_TESTED), *((mean, 100) for mean in MEANS)):
            self.fields[name].validators += [MinValueValidator(0), MaxValueValidator(most)]

    def clean_file(self):
        sent = self.cleaned_data["file"]
        if not sent:
            return None
        try:
            files.check_size(sent.size)
            return files.checked(sent.name, sent.read())
        except FileRefused as refusal:
            raise forms.ValidationError(refusal.message) from refusal

    def clean(self):
        cleaned = super().clean()
        given = [name for name in MEANS if cleaned.get(name) is not None]
        tested, took_part = cleaned.get("tested"), self.instance.participants
        if len(given) == 1:
            self.add_error(next(iter({*MEANS} - {*given})), _("Write both means, or none."))
        if given and (tested or 0) < SMALLEST_SHOWN:
            self.add_error("tested", _("Leave the means empty: with fewer than ten people, one could be recognised."))
        if tested and took_part is not None and tested > took_part:
            self.add_error("tested", _("More people than took part in the lesson."))
        return cleaned
