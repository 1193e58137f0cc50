"""Reading what was typed: whatever was sent, it becomes facts and words, or is left out."""

import factories
import pytest
from django.http import QueryDict

from lms.questionnaires import typed
from lms.questionnaires.drafts import Mark, Words, digest, next_code
from lms.questionnaires.permissions import languages_of


@pytest.mark.parametrize(
    ("text", "number"),
    [("2", 2), (" 3 ", 3), ("", None), ("x", None), ("-1", None), ("999", None), ("NaN", None), ("²", None)],
)
def test_small_numbers(text, number):
    assert typed.small_number(text) == number


@pytest.mark.parametrize(("sent", "letters"), [("dcba", "abcd"), ("a2b1", "12ab"), ("zzz", ""), ("aa\x00", "a")])
def test_letters_come_in_order(sent, letters):
    assert typed.letters_typed({"letters": sent}) == letters


@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        ("single_best", Mark("a", is_key=True, is_serious_harm=True)),
        ("multiple", Mark("a", points=1, is_serious_harm=True)),
        ("situational", Mark("a", points=2, is_serious_harm=True)),
        ("ordering", Mark("a", rank=3)),
        ("matching", Mark("a")),
        ("attitude", Mark("a")),
        ("nonsense", Mark("a")),
    ],
)
def test_a_mark_is_only_what_its_kind_has(kind, mark):
    post = QueryDict("key=a&right=a&harm=a&points-a=2&rank-a=3&pair-a=b")
    assert typed.mark_typed(post, kind, "a") == mark


def test_words_are_trimmed_and_empty_texts_left_out():
    post = QueryDict("stem-km=%20one%0D%0Atwo%20&text-a-km=x&text-b-km=%20&text-c-km=not+on+the+screen")
    assert typed.words_typed(post, "km", "ab") == Words(stem="one\ntwo", options={"a": "x"})


def test_equal_words_have_equal_digests():
    first, second = Words("?", options={"a": "1", "b": "2"}), Words("?", options={"b": "2", "a": "1"})
    assert digest(first) == digest(second) != digest(Words("?"))


@pytest.mark.parametrize(
    ("taken", "code"),
    [([], "RTP-C2-01"), (["RTP-C2-09", "RTP-C2-x", "TOT-C2-40"], "RTP-C2-10"), (["RTP-C2-99"], "RTP-C2-100")],
)
def test_the_next_code(taken, code):
    assert next_code("rtp", "C2", taken) == code


@pytest.mark.parametrize(
    ("scope", "expected"),
    [({"language": "km"}, ["km"]), ({"country": "LA"}, ["lo"]), ({}, 7), ({"country": "LA", "language": "th"}, ["th"])],
)
def test_the_languages_of_a_role(db, scope, expected):
    person = factories.person()
    factories.role(person, "reviewer", **scope)
    found = languages_of(person, "reviewer")
    assert (len(found) if expected == 7 else found) == expected
    assert languages_of(person, "translator") == []
