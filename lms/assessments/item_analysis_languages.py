"""Whether a question is harder in one language than in English: a sign that the wording drifted."""

from collections.abc import Mapping

import numpy as np

LANGUAGE_HARDER = 0.15  # of facility, a share 0-1
LANGUAGE_ANSWERS = 50  # in each of the two languages


def harder_by(
    facility: Mapping[str, np.ndarray], answers: Mapping[str, np.ndarray], *, reference: str = "en"
) -> dict[str, np.ndarray]:
    """`{language: how much harder each question is than in the reference language}`, without that language.

    `facility` (shares 0-1) and `answers` (people) are `{language: array of shape (k,)}` for the same k questions. The
    results have that shape; nan where either language has fewer than 50 answers. Empty without the reference.
    """
    if reference not in facility:
        return {}
    enough = answers[reference] >= LANGUAGE_ANSWERS
    return {
        language: np.where(
            enough & (answers[language] >= LANGUAGE_ANSWERS), facility[reference] - facility[language], np.nan
        )
        for language in facility
        if language != reference
    }


def is_harder(difference: float) -> bool:
    """More than 0.15: goes to translation review. False for nan."""
    return bool(difference > LANGUAGE_HARDER + 1e-9)
