"""What a person sends while sitting a test."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lms.assessments.responses import LARGEST_TEXT

NAME = r"^[0-9a-f]{32}\Z"
PAIR = r"^[0-9a-f]{32}:[0-9a-f]{32}\Z"
LARGEST_SEQUENCE = 2**53  # what a browser counts exactly
MOST_NAMES = 40
TOO_LONG = ngettext_lazy(
    "Please write at most %(limit_value)d character. You have written %(show_value)d.",
    "Please write at most %(limit_value)d characters. You have written %(show_value)d.",
    "limit_value",
)
MALFORMED = _("This answer cannot be saved.")


class NamesField(forms.Field):
    """Option names in their order, sent under one name as often as there are options; an empty one is left out."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, pattern=NAME):
        super().__init__(required=False)
        self.pattern = re.compile(pattern)

    def to_python(self, value):
        names = [name for name in value or [] if name != ""]
        if len(names) > MOST_NAMES or not all(self.pattern.match(name) for name in names):
            raise ValidationError(MALFORMED)
        return names


class WordsField(forms.CharField):
    """Text of a person, the same however a browser ends its lines."""

    def __init__(self, *, max_length=LARGEST_TEXT, label=""):
        super().__init__(required=False, max_length=max_length, label=label or _("Your answer"))
        self.error_messages["unstorable"] = MALFORMED
        self.validators[0].message = TOO_LONG

    def to_python(self, value):
        text = super().to_python(value).replace("\r\n", "\n")
        try:
            text.encode()
        except UnicodeEncodeError as error:  # half a character, as only a script can send it
            raise ValidationError(MALFORMED) from error
        return text


class AnswerForm(forms.Form):
    """One answer: the field of its question's kind, and how sure the person is where that is asked."""

    option = forms.RegexField(NAME, required=False, error_messages={"invalid": MALFORMED})
    options = NamesField()
    pairs = NamesField(pattern=PAIR)
    order = NamesField()
    text = WordsField()
    confidence = forms.IntegerField(min_value=1, max_value=3, required=False)


class SaveForm(AnswerForm):
    """One autosave: which question, which answer, and how late the click was."""

    position = forms.IntegerField(min_value=1, max_value=1000)
    sequence = forms.IntegerField(min_value=0, max_value=LARGEST_SEQUENCE)


class QuestionForm(AnswerForm):
    """The whole page of one question. Without a script there is no sequence, and `up` or `down` moves one step.

    `seen` is the sequence of the answer that the page showed when it was opened; 0 or nothing: none.
    """

    sequence = forms.IntegerField(min_value=0, max_value=LARGEST_SEQUENCE, required=False)
    seen = forms.IntegerField(min_value=0, max_value=LARGEST_SEQUENCE, required=False)
    up = forms.RegexField(NAME, required=False)
    down = forms.RegexField(NAME, required=False)
