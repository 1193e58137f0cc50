"""What a person sends while sitting a test."""

from django import forms

NAME = r"^[0-9a-f]{32}$"
LARGEST_SEQUENCE = 2**53  # what a browser counts exactly


class SaveForm(forms.Form):
    """One autosave: which question, which option, and how late the click was."""

    position = forms.IntegerField(min_value=1, max_value=1000)
    option = forms.RegexField(NAME)
    sequence = forms.IntegerField(min_value=0, max_value=LARGEST_SEQUENCE)


class QuestionForm(forms.Form):
    """The whole page of one question; no option means: not answered yet. Without a script there is no sequence."""

    option = forms.RegexField(NAME, required=False)
    sequence = forms.IntegerField(min_value=0, max_value=LARGEST_SEQUENCE, required=False)
