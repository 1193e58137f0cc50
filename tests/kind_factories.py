"""Questions of every kind, with words that betray nothing of their own, on one form."""

from itertools import count

from lms.assessments import options
from lms.assessments.actions import freezing
from lms.assessments.models import Attempt, Form
from lms.questionnaires.models import Choice, ChoiceWording, Question, QuestionWording

_numbers = count(1)
KINDS = ("single_best", "multiple", "true_false", "matching", "ordering", "situational", "attitude", "open")

# Kind: the options as (letter, what carries the key).
OPTIONS = {
    "single_best": [("a", {}), ("b", {"is_key": True}), ("c", {"is_serious_harm": True}), ("d", {})],
    "multiple": [("a", {"points": 1}), ("b", {"points": 0}), ("c", {"points": 1}), ("d", {"points": 0})],
    "true_false": [("a", {"is_key": True}), ("b", {})],
    "matching": [
        ("1", {"pair": "b"}), ("2", {"pair": "a"}), ("3", {"pair": "c"}), ("a", {}), ("b", {}), ("c", {}), ("d", {}),
    ],
    "ordering": [("a", {"rank": 3}), ("b", {"rank": 1}), ("c", {"rank": 4}), ("d", {"rank": 2})],
    "situational": [("a", {"points": 0}), ("b", {"points": 2}), ("c", {"points": 1}), ("d", {"points": 0})],
    "attitude": [("a", {}), ("b", {}), ("c", {}), ("d", {}), ("e", {})],
    "open": [],
}  # fmt: skip
RIGHT = {"single_best": "b", "multiple": "ac", "true_false": "a", "matching": "1b 2a 3c", "ordering": "bdac"}


def question(kind: str, *, asks_confidence=False, language="en") -> Question:
    number = next(_numbers)
    row = Question.objects.create(
        code=f"K-{number:04}", programme_code="rtp", competency="C2", level="apply", kind=kind,
        asks_confidence=asks_confidence,
    )  # fmt: skip
    QuestionWording.objects.create(
        question=row, language=language, stem=f"Stem {number}?", rationale="Because-it-is", guide="Guide-for-trainers"
    )
    for letter, carried in OPTIONS[kind]:
        choice = Choice.objects.create(question=row, letter=letter, **carried)
        text = f"Words {sum(ord(sign) * 7919 for sign in kind + letter + str(number)) % 9973}"
        ChoiceWording.objects.create(
            choice=choice, language=language, text=text, consequence="" if kind != "situational" else "Leads-to-harm"
        )
    return row


def form_of(*kinds: str, programme_code="rtp", **fields) -> dict[str, Form]:
    """Forms A and B with one question of each of these kinds, in their order; all kinds without any."""
    letters = {letter: [question(kind, **fields).code for kind in kinds or KINDS] for letter in "AB"}
    return {form.letter: form for form in freezing.freeze_forms(programme_code=programme_code, letters=letters)}


def names_at(attempt: Attempt, position: int) -> dict[str, str]:
    """`{letter: the name by which this attempt's page calls that option}`."""
    choices = Choice.objects.filter(question__places__form=attempt.form, question__places__position=position)
    return {choice.letter: options.name_of(attempt.pk, choice.pk) for choice in choices}


def sent(attempt: Attempt, position: int, kind: str, answer: str) -> dict:
    """The fields that a page sends for an answer given in letters."""
    names = names_at(attempt, position)
    if kind == "open":
        return {"text": answer}
    if kind == "matching":
        return {"pairs": [f"{names[pair[0]]}:{names[pair[1]]}" for pair in answer.split()]}
    if kind in ("multiple", "ordering"):
        return {{"multiple": "options", "ordering": "order"}[kind]: [names[letter] for letter in answer]}
    return {"option": names[answer]}
