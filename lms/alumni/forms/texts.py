"""The campaign's own words of the invitation in one language."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from lms.alumni.neutral import telling_words
from lms.alumni.wording import DATE, LINK
from lms.core import languages


def check_neutral(text: str) -> None:
    found = telling_words(text)
    if found:
        words = _now("These words would tell others what the work is about: %(words)s. Please say it without them.")
        raise ValidationError(words % {"words": ", ".join(found)})


class TextForm(forms.Form):
    """Neutral words, with the link once and the last day."""

    subject = forms.CharField(label=_("Subject"), max_length=120, validators=[check_neutral])
    body = forms.CharField(
        label=_("Text"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 14}),
        validators=[check_neutral],
        help_text=_("{link} becomes the person's own link and {date} the last day. Write no names into it."),
    )

    def __init__(self, *args, language: str = "en", **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["lang"] = languages.HTML[language]

    def clean_body(self) -> str:
        body = self.cleaned_data["body"]
        if body.count(LINK) != 1:
            raise ValidationError(_now("Keep {link} in the text, exactly once: it becomes the person's own link."))
        if DATE not in body:
            raise ValidationError(_now("Keep {date} in the text: it becomes the last day on which the link works."))
        unknown = sorted(set(re.findall(r"\{[^{}]*\}", body)) - {LINK, DATE})
        if unknown:
            raise ValidationError(
                _now("Only {link} and {date} are filled in, not %(found)s.") % {"found": ", ".join(unknown)}
            )
        return body

    def texts(self) -> dict[str, Any]:
        return {"subject": self.cleaned_data["subject"], "body": self.cleaned_data["body"]}
