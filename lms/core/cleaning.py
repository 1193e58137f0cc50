"""One line of text as people mean it, whatever a file or a form carries along."""

import re
import unicodedata

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


def clean(text: str) -> str:
    """NFC, without invisible signs, with single spaces."""
    return " ".join(CONTROL.sub(" ", INVISIBLE.sub("", unicodedata.normalize("NFC", text))).split())
