"""Hints: what weakens a question is named, and a sound question gets none about its text."""

import pytest

from lms.core.languages import CODES
from lms.questionnaires.drafts import Facts, Mark, Words
from lms.questionnaires.lint import hints_for

FACTS = Facts("rtp", "C2", "apply", "single_best", marks=(Mark("a"), Mark("b", is_key=True), Mark("c"), Mark("d")))
OPTIONS = {"a": "Ask the group.", "b": "See him now.", "c": "Send them home.", "d": "Wait a week."}
SOUND = Words(stem="What is best?", rationale="Because.", options=OPTIONS)


def hints(english=SOUND, facts=FACTS, **others):
    everywhere = dict.fromkeys(CODES, SOUND) | {"en": english} | others
    return hints_for(facts, everywhere)


def test_a_sound_question_has_no_hints():
    assert hints() == []


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        (
            {"stem": "What is NOT best?"},
            "The question holds “NOT”: people read over it. Ask for what is right.",
        ),
        (
            {"options": OPTIONS | {"d": "All of the above."}},
            "Option D refers to the other options, whose order changes from person to person.",
        ),
        ({"options": OPTIONS | {"b": "See him at once."}}, "English: the right option is the longest."),
        (
            {"options": OPTIONS | {"a": "Ask the group, " + "and again " * 5}},
            "English: the options differ much in length.",
        ),
    ],
)
def test_what_weakens_a_question(change, hint):
    assert hints(Words(**{"stem": SOUND.stem, "rationale": SOUND.rationale, "options": OPTIONS, **change})) == [hint]


def test_a_missing_rationale_is_told():
    assert hints(Words(stem="What?", options=OPTIONS)) == [
        "There is no rationale: learners are not told why.",
    ]


def test_gaps_of_a_language_are_told():
    short = Words(stem="?", options={letter: OPTIONS[letter] for letter in "abc"})
    assert hints(km=short) == ["Khmer: option D has no text.", "Khmer: the rationale is missing."]


def test_missing_languages_are_named():
    assert hints(th=Words(), lo=Words()) == ["No words yet in: Lao, Thai."]


def test_situational_options_without_consequence_are_told():
    facts = Facts("rtp", "C2", "apply", "situational", marks=(Mark("a", points=2), Mark("c", points=0)))
    words = Words(stem="?", rationale="R", options={"a": "Ask them.", "c": "Send home."}, consequences={"a": "Good."})
    assert hints_for(facts, dict.fromkeys(CODES, words)) == [
        "Option C has no consequence: learners are not told what it leads to."
    ]
