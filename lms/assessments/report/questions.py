"""The forms that people have sat and their questions: two plain statements, no rows of the ORM."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from lms.assessments import marking
from lms.assessments.keys import Marked, key_of
from lms.assessments.report.rows import rows_of

PLACES = """
SELECT form.id, form.letter, form.version, question.id, question.code, question.kind,
       place.is_anchor, question.asks_confidence, place.position
  FROM assessments_form form
  LEFT JOIN assessments_formquestion place ON place.form_id = form.id
  LEFT JOIN questionnaires_question question ON question.id = place.question_id
 WHERE form.programme_code = %s
   AND EXISTS (SELECT 1 FROM assessments_attempt WHERE form_id = form.id AND max_points IS NOT NULL)
 ORDER BY form.version DESC, form.letter, form.id, place.position
"""
CHOICES = """
SELECT question_id, letter, is_key, points
  FROM questionnaires_choice
 WHERE question_id IN ({questions})
 ORDER BY question_id, letter
"""


@dataclass(frozen=True)
class Question:
    """One place of a form. `key` is the best option's letter where one option is chosen, else empty."""

    id: int
    code: str
    kind: str
    key: str
    options: int
    is_anchor: bool
    asks_confidence: bool
    position: int

    @property
    def is_scored(self) -> bool:
        return self.kind != marking.ATTITUDE

    @property
    def chance(self) -> float | None:
        """The share right by blind guessing; None where more than one option is chosen."""
        return 1 / self.options if self.key and self.options else None


@dataclass(frozen=True)
class FormFacts:
    """One frozen form with its questions in their order."""

    id: int
    letter: str
    version: int
    questions: tuple[Question, ...]

    @property
    def name(self) -> str:
        return f"{self.letter}{self.version}"


def forms_of(programme_code: str) -> list[FormFacts]:
    """Every form that somebody has sat, newest version first."""
    rows = rows_of(PLACES, [programme_code])
    kinds = {row[3]: row[5] for row in rows if row[3] is not None}
    options, keys = choices_of(kinds)
    return [
        FormFacts(*form, tuple(question_of(*row[3:], options, keys) for row in places if row[3] is not None))
        for form, places in groupby(rows, lambda row: row[:3])
    ]


def question_of(
    pk: int,
    code: str,
    kind: str,
    is_anchor: int,
    asks: int,
    position: int,
    options: Counter[int],
    keys: dict[int, str],
) -> Question:
    """SQLite has 0 and 1 for true and false."""
    return Question(pk, code, kind, keys.get(pk, ""), options[pk], bool(is_anchor), bool(asks), position)


def choices_of(kinds: dict[int, str]) -> tuple[Counter[int], dict[int, str]]:
    """(how many options, the key where one option is chosen), by question; `kinds` is `{question id: kind}`."""
    if not kinds:
        return Counter(), {}
    rows = rows_of(CHOICES.format(questions=", ".join(str(int(pk)) for pk in kinds)), [])
    marked: dict[int, list[Marked]] = {}
    for pk, letter, is_key, points in rows:
        if (is_key or points) and kinds[pk] in marking.ONE_OPTION:
            marked.setdefault(pk, []).append(Marked(letter, bool(is_key), points))
    return Counter(row[0] for row in rows), {pk: key_of(kinds[pk], found).right for pk, found in marked.items()}
