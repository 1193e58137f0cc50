"""What may be saved: each kind's own rules, and limits that name the field."""

import pytest

from lms.questionnaires import rules
from lms.questionnaires.drafts import Facts, Mark, Words

COMPETENCIES = {"rtp": ["C1", "C2"]}
ENGLISH = Words(stem="Which?", options={letter: f"Text {letter}" for letter in "abcd"})


def facts(kind, *marks):
    return Facts("rtp", "C2", "apply", kind, marks=marks)


def fields(kind, marks, words=None):
    letters = [mark.letter for mark in marks]
    options = {letter: f"Text {letter}" for letter in letters}
    if kind == "true_false":
        options |= {"a": "True", "b": "False"}
    english = words or Words(stem="Which?", guide="Yes.", options=options)
    return [fault.field for fault in rules.faults_in(facts(kind, *marks), {"en": english}, COMPETENCIES)]


def ranked(*ranks):
    return [Mark(letter, rank=rank) for letter, rank in zip("abcd", ranks, strict=True)]


@pytest.mark.parametrize(
    ("kind", "marks", "wrong"),
    [
        ("single_best", [Mark("a"), Mark("b", is_key=True)], []),
        ("single_best", [Mark("a"), Mark("b")], ["key"]),
        ("single_best", [Mark("a", is_key=True), Mark("b", is_key=True)], ["key"]),
        ("single_best", [Mark("a", is_key=True)], ["options"]),
        ("single_best", [Mark("a", is_key=True), *[Mark(letter) for letter in "bcdefg"]], ["options"]),
        ("single_best", [Mark("a", is_key=True, is_serious_harm=True), Mark("b")], ["harm-a"]),
        ("true_false", [Mark("a", is_key=True), Mark("b")], []),
        ("true_false", [Mark("a"), Mark("b", is_key=True)], []),
        ("true_false", [Mark("a", is_key=True), Mark("b"), Mark("c")], ["options", "text-a-en"]),
        ("multiple", [Mark("a", points=1), Mark("b", points=0)], []),
        ("multiple", [Mark("a", points=0), Mark("b", points=0)], ["options"]),
        ("multiple", [Mark("a", points=1, is_serious_harm=True), Mark("b", points=0)], ["harm-a"]),
        ("matching", [Mark("1", pair="a"), Mark("2", pair="b"), Mark("a"), Mark("b")], []),
        ("matching", [Mark("1", pair="a"), Mark("2"), Mark("a"), Mark("b")], ["pair-2"]),
        ("matching", [Mark("1", pair="a"), Mark("2", pair="c"), Mark("a"), Mark("b")], ["pair-2"]),
        ("matching", [Mark("1", pair="a"), Mark("a"), Mark("b")], ["options"]),
        ("ordering", ranked(2, 1, 4, 3), []),
        ("ordering", ranked(2, 2, 4, 3), ["rank-a", "rank-b"]),
        ("ordering", ranked(1, 2, 3, None), ["rank-d"]),
        ("ordering", ranked(1, 2, 3, 5), ["rank-d"]),
        ("situational", [Mark("a", points=2), Mark("b", points=0, is_serious_harm=True)], []),
        ("situational", [Mark("a", points=1), Mark("b", points=0)], ["options"]),
        ("situational", [Mark("a", points=2), Mark("b")], ["points-b"]),
        ("situational", [Mark("a", points=2), Mark("b", points=1, is_serious_harm=True)], ["harm-b"]),
        ("attitude", [Mark("a"), Mark("b"), Mark("c")], []),
        ("attitude", [Mark("a"), Mark("b")], ["options"]),
        ("open", [], []),
        ("open", [Mark("a")], ["options"]),
    ],
)
def test_each_kind_has_its_own_rules(kind, marks, wrong):
    assert fields(kind, marks) == wrong


def test_an_open_question_needs_a_marking_guide():
    assert fields("open", [], Words(stem="Why?")) == ["guide-en"]


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"programme_code": "x"}, ["programme"]),
        ({"competency": "C9"}, ["competency"]),
        ({"level": "guess"}, ["level"]),
        ({"kind": "essay"}, ["kind"]),
    ],
)
def test_facts_are_of_those_that_exist(change, wrong):
    columns = {"programme_code": "rtp", "competency": "C2", "level": "apply", "kind": "attitude", **change}
    marks = tuple(map(Mark, "abcd"))
    found = rules.faults_in(Facts(**columns, marks=marks), {"en": ENGLISH}, COMPETENCIES)
    assert [fault.field for fault in found] == wrong


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (Words(stem="a" * 2000), []),
        (Words(stem="a" * 2001), ["stem-km"]),
        (Words(stem="?", rationale="a" * 3001), ["rationale-km"]),
        (Words(stem="?", options={"a": "x" * 501}), ["text-a-km"]),
        (Words(stem="a\x00b"), ["stem-km"]),
        (Words(stem="?", options={"a": "One.", "b": " one"}), ["text-b-km"]),
        (Words(stem="?", options={"a": "One", "1": "One"}), []),
        (Words(options={"a": "One"}), ["stem-km"]),
        (Words(stem="?", consequences={"a": "Harm"}), ["text-a-km"]),
        (Words(), []),
        (Words(stem="?", options={"a": "line one\nline two"}), []),
    ],
)
def test_words_of_one_language(words, wrong):
    assert [fault.field for fault in rules.word_faults("km", words)] == wrong


@pytest.mark.parametrize("sign", ["\u200b", "\u2060\ufeff", "\u00ad"])
def test_words_that_nobody_sees_are_none(sign):
    words = Words(stem=sign, options={"a": "One", "b": f"One{sign}"})
    assert [fault.field for fault in rules.word_faults("km", words)] == ["stem-km", "text-b-km"]


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\ud800"])
def test_signs_that_turn_the_words_round_are_refused(sign):
    assert [fault.field for fault in rules.word_faults("en", Words(stem=f"a{sign}b"))] == ["stem-en"]


@pytest.mark.parametrize(
    ("language", "options", "is_right"),
    [
        ("en", {"a": "True", "b": "False"}, True),
        ("en", {"a": "true.", "b": "FALSE"}, True),
        ("en", {"a": "False", "b": "True"}, False),
        ("en", {"a": "Right", "b": "Wrong"}, False),
        ("en", {"c": "True", "d": "False"}, False),
        ("en", {}, True),
        ("km", {"a": "ត្រូវ", "b": "ខុស"}, True),
        ("km", rules.true_and_false("km"), True),
        ("km", dict(zip("ba", rules.true_and_false("km").values(), strict=True)), False),
    ],
)
def test_true_stands_before_false_whichever_is_right(language, options, is_right):
    found = rules.order_faults("true_false", {language: Words(stem="?", options=options)})
    assert [fault.field for fault in found] == ([] if is_right else [f"text-a-{language}"])


def test_english_has_to_be_complete():
    found = rules.faults_in(
        facts("attitude", *map(Mark, "abc")), {"en": Words(options={"a": "Yes", "b": "No"})}, COMPETENCIES
    )
    assert [(fault.field, fault.message) for fault in found] == [
        ("stem-en", "English: write the question."),
        ("text-c-en", "English, option C: write its text."),
    ]


@pytest.mark.parametrize(
    ("code", "is_right"),
    [
        ("RTP-C2-01", True),
        ("a", True),
        ("", False),
        ("new", False),
        ("Tasks", False),
        ("forms", False),
        ("a/b", False),
        ("x" * 41, False),
    ],
)
def test_codes(code, is_right):
    assert (rules.code_faults(code) == []) == is_right
