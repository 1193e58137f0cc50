"""Why a certificate of a batch was not issued: kept as a code and an English sentence, read in any language."""

from django.utils.translation import gettext as _

from lms.core.errors import Refused

LONGEST = 300  # as BatchItem.fault


def fault_of(error: BaseException) -> str:
    """`MissingGlyph: A name ...` for a refusal, raised while English was active; for anything else the class alone."""
    name = type(error).__name__
    return f"{name}: {error.message}"[:LONGEST] if isinstance(error, Refused) else name[:LONGEST]


def words_of(fault: str) -> str:
    """One sentence in the reader's language: a refusal's English sentence is what the catalogues translate."""
    _name, _colon, sentence = fault.partition(": ")
    return _(sentence) if sentence else _("Something went wrong on our side. Try again later.")
