"""Form widgets that the browser draws in the reader's own way."""

from django import forms


def date_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
