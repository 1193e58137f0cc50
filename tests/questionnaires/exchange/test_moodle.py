"""Moodle XML: the types that fit, in seven languages; what does not fit is named."""

import pytest
from exchange_samples import DEFAULTS, SCRIPTS

from lms.core.languages import CODES
from lms.questionnaires.exchange import moodle
from lms.questionnaires.exchange.errors import FileNotReadable
from lms.questionnaires.exchange.forms import defaults_for

HEAD = """<name><text>N</text></name><questiontext format="html"><text><![CDATA[<p>{stem}</p>]]></text></questiontext>
<generalfeedback format="html"><text><![CDATA[<p>Because</p><p>of it</p>]]></text></generalfeedback>
<defaultgrade>1.0000000</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden><idnumber>MO-1</idnumber>"""
SINGLE = """<single>true</single><answer fraction="0" format="html"><text>One</text></answer>
<answer fraction="100" format="html"><text>Two</text></answer>"""
SEVERAL = """<single>false</single><answer fraction="50"><text>One</text></answer>
<answer fraction="-100"><text>Two</text></answer><answer fraction="50"><text>Three</text></answer>"""
TRUE_FALSE = """<answer fraction="0" format="moodle_auto_format"><text>true</text></answer>
<answer fraction="100" format="moodle_auto_format"><text>false</text></answer>"""
PAIRS = """<shuffleanswers>true</shuffleanswers>
<subquestion format="html"><text><![CDATA[<p>Dog</p>]]></text><answer><text>barks</text></answer></subquestion>
<subquestion format="html"><text><![CDATA[<p>Cat</p>]]></text><answer><text>mews</text></answer></subquestion>
<subquestion format="html"><text></text><answer><text>sings</text></answer></subquestion>"""
ORDER = """<answer fraction="2.0000000"><text>Then</text></answer>
<answer fraction="1.0000000"><text>First</text></answer>
<answer fraction="3.0000000"><text>Last</text></answer>"""
ESSAY = '<graderinfo format="html"><text><![CDATA[<ul><li>One point</li><li>Two</li></ul>]]></text></graderinfo>'
SHORT = """<usecase>0</usecase><answer fraction="100"><text>rice</text></answer>
<answer fraction="50"><text>bread</text></answer>"""


def quiz(*questions: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><quiz>{"".join(questions)}</quiz>'.encode()


def question(kind: str, body: str, stem: str = "Who?") -> str:
    return f'<question type="{kind}">{HEAD.format(stem=stem)}{body}</question>'


def read(*questions: str, defaults=DEFAULTS):
    return moodle.read(quiz(*questions), defaults)


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize(
    ("kind", "body", "ours", "marks"),
    [
        ("multichoice", SINGLE, "single_best", [("a", False, None, None, ""), ("b", True, None, None, "")]),
        (
            "multichoice",
            SEVERAL,
            "multiple",
            [("a", False, 1, None, ""), ("b", False, 0, None, ""), ("c", False, 1, None, "")],
        ),
        ("truefalse", TRUE_FALSE, "true_false", [("a", False, None, None, ""), ("b", True, None, None, "")]),
        (
            "matching",
            PAIRS,
            "matching",
            [
                ("1", False, None, None, "a"),
                ("2", False, None, None, "b"),
                ("a", False, None, None, ""),
                ("b", False, None, None, ""),
                ("c", False, None, None, ""),
            ],
        ),
        (
            "ordering",
            ORDER,
            "ordering",
            [("a", False, None, 2, ""), ("b", False, None, 1, ""), ("c", False, None, 3, "")],
        ),
        ("essay", ESSAY, "open", []),
        ("shortanswer", SHORT, "open", []),
    ],
)
def test_every_type_that_fits_is_taken_in_each_language(language, kind, body, ours, marks):
    defaults = defaults_for("rtp", "C2", "apply", language)
    (found,) = read(
        question(kind, body, SCRIPTS[language].replace("<", "&lt;").replace(">", "&gt;")), defaults=defaults
    ).items
    assert (found.code, found.facts.kind, [mark.key for mark in found.facts.marks]) == ("MO-1", ours, marks)
    assert (list(found.words), found.words[language].stem) == ([language], SCRIPTS[language])
    assert found.words[language].rationale == "Because\n\nof it"


def test_guides_come_from_the_grader_and_from_accepted_answers():
    guides = [
        read(question(kind, body)).items[0].words["en"].guide
        for kind, body in (("essay", ESSAY), ("shortanswer", SHORT))
    ]
    assert guides == ["One point\n\nTwo", "Accepted answers: rice; bread"]


def test_one_question_in_several_languages_becomes_one_item():
    spans = '<span lang="en" class="multilang">Who?</span><span lang="km" class="multilang">នរណា</span>'
    blocks = "{mlang en}Two{mlang}{mlang km}ពីរ{mlang}"
    (found,) = read(question("multichoice", SINGLE.replace("Two", blocks), spans)).items
    assert {code: (row.stem, row.options["a"], row.options["b"]) for code, row in found.words.items()} == {
        "en": ("Who?", "One", "Two"),
        "km": ("នរណា", "One", "ពីរ"),
    }


def test_competency_and_level_come_from_tags_and_categories():
    category = '<question type="category"><category><text>$course$/top/C5 Victims</text></category></question>'
    tags = "<tags><tag><text>apply</text></tag></tags>"
    (found,) = read(category, question("multichoice", SINGLE + tags)).items
    assert (found.facts.competency, found.facts.level) == ("C5", "apply")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("cloze", ""),
        ("numerical", '<answer fraction="100"><text>5</text></answer>'),
        ("description", ""),
        ("multichoice", SINGLE.replace('fraction="0"', 'fraction="100"')),
        ("multichoice", SINGLE.replace('"100"', '"NaN"')),
        ("multichoice", SINGLE.replace('"100"', '"1e999"')),
        ("multichoice", SINGLE + '<answer fraction="0"><text>x</text></answer>' * 7),
        ("truefalse", SINGLE),
        ("matching", PAIRS * 9),
    ],
)
def test_what_does_not_fit_is_left_out_by_name(kind, body):
    if kind == "matching":
        body = "".join(PAIRS.replace("Dog", f"Dog {turn}").replace("barks", f"barks {turn}") for turn in range(9))
    reading = read(question(kind, body))
    assert (reading.items, [(row.place, row.weight) for row in reading.problems]) == ([], [("N", "left_out")])


def test_lost_pictures_tables_weights_and_feedback_are_named():
    stem = '<img src="@@PLUGINFILE@@/x.png"><table><tr><td>A</td></tr></table> \\(x^2\\) <script>alert(1)</script>Who?'
    body = SINGLE.replace('fraction="0"', 'fraction="30"').replace(
        "Two", "Two</text><feedback><text>Yes</text></feedback><text>"
    )
    reading = read(question("multichoice", body, stem))
    assert [row.message for row in reading.problems] == [
        "Lost, because only text is taken: feedback on single options.",
        "Points for partly right answers are lost.",
        "Lost, because only text is taken: a formula, an image, a table.",
    ]
    assert "alert" not in reading.items[0].words["en"].stem


def test_the_same_code_twice_is_taken_once():
    reading = read(question("essay", ESSAY), question("essay", ESSAY, "Other?"))
    assert ([row.words["en"].stem for row in reading.items], reading.problems[0].weight) == (["Who?"], "left_out")


@pytest.mark.parametrize(
    "content", [b"<html/>", b"", b"\0" * 50, b"<quiz><question", "<quiz>é</quiz>".encode("latin-1")]
)
def test_something_else_is_refused(content):
    with pytest.raises(FileNotReadable):
        moodle.read(content, DEFAULTS)
