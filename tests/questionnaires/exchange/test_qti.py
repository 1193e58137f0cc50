"""QTI packages: what goes out comes back in both versions, in the shapes that the schemas ask for."""

import io
import zipfile
from xml.etree import ElementTree

import pytest
from exchange_samples import DEFAULTS, every_kind, item, package

from lms.questionnaires.exchange import qti_read, qti_write
from lms.questionnaires.exchange.errors import FileNotReadable
from lms.questionnaires.exchange.qti import QTI_2_1, QTI_3_0

MANIFEST = '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>{}</resources></manifest>'
RESOURCE = '<resource identifier="i" type="imsqti_item_xmlv2p1" href="{0}"><file href="{0}"/></resource>'
FOREIGN = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="{code}" title="t"
 adaptive="false" timeDependent="false" xml:lang="vi-VN">
 <responseDeclaration identifier="R" cardinality="single" baseType="identifier">{declared}</responseDeclaration>
 <itemBody><p>Look at <img src="x.png" alt="it"/> this.</p>{interaction}</itemBody></assessmentItem>"""
CHOICES = """<choiceInteraction responseIdentifier="R" maxChoices="1"><prompt>Who?</prompt>
 <simpleChoice identifier="X1">One <b>of</b> us</simpleChoice><simpleChoice identifier="X2">Two</simpleChoice>
 </choiceInteraction>"""
RIGHT = "<correctResponse><value>X2</value></correctResponse>"


def foreign(declared=RIGHT, interaction=CHOICES, code="their-1") -> bytes:
    text = FOREIGN.format(declared=declared, interaction=interaction, code=code)
    return package({"imsmanifest.xml": MANIFEST.format(RESOURCE.format("a.xml")), "a.xml": text})


def shape(version, kind) -> list[str]:
    """The children of the item file, in order, and its first interaction."""
    content = qti_write.write([item(kind, languages=("en",))], version).content
    root = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(f"items/RTP-{kind}/en.xml"))
    names = [element.tag.split("}")[1] for element in [*root, *root.iter()]]
    return names[: len(root)] + [name for name in names[len(root) :] if name.lower().endswith("interaction")]


@pytest.mark.parametrize("version", [QTI_2_1, QTI_3_0], ids=lambda version: version.code)
def test_every_kind_comes_back_in_seven_languages(version):
    reading = qti_read.read(qti_write.write(every_kind(), version).content, DEFAULTS)
    assert (reading.items, reading.problems) == (every_kind(), [])


@pytest.mark.parametrize(
    ("kind", "interaction"),
    [
        ("single_best", "choiceInteraction"),
        ("multiple", "choiceInteraction"),
        ("true_false", "choiceInteraction"),
        ("matching", "matchInteraction"),
        ("ordering", "orderInteraction"),
        ("situational", "choiceInteraction"),
        ("open", "extendedTextInteraction"),
    ],
)
def test_the_parts_of_an_item_stand_in_the_order_of_the_schema(kind, interaction):
    feedback = ["modalFeedback"] * (4 if kind == "situational" else 1)
    assert shape(QTI_2_1, kind) == [
        "responseDeclaration",
        "outcomeDeclaration",
        "outcomeDeclaration",
        "itemBody",
        "responseProcessing",
        *feedback,
        interaction,
    ]


def test_version_three_writes_with_dashes():
    assert shape(QTI_3_0, "attitude") == [
        "qti-response-declaration",
        "qti-outcome-declaration",
        "qti-item-body",
        "qti-response-processing",
        "qti-modal-feedback",
        "qti-choice-interaction",
    ]


def test_an_attitude_has_no_right_answer_in_the_file():
    content = qti_write.write([item("attitude", languages=("en",))], QTI_2_1).content
    text = zipfile.ZipFile(io.BytesIO(content)).read("items/RTP-attitude/en.xml").decode()
    assert ("correctResponse" in text, "SCORE" in text) == (False, False)


def test_no_mark_of_serious_harm_stands_in_an_item_file():
    content = qti_write.write(every_kind(), QTI_3_0).content
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert [name for name in archive.namelist() if name.startswith("items/") and b"harm" in archive.read(name)] == []


def test_what_does_not_fit_is_said_for_each_question():
    half = item("open", languages=("en",))
    incomplete = item("true_false")
    incomplete.words["km"].options.pop("b")
    assert [code for code, _reason in qti_write.write([half, incomplete, item("ordering")], QTI_2_1).left_out] == [
        "RTP-true_false",
        "RTP-ordering",
    ]


def test_the_same_questions_make_the_same_file():
    first, second = (qti_write.write(every_kind(), QTI_3_0).content for _turn in range(2))
    assert first == second


def test_an_item_of_another_system_is_taken_and_what_is_lost_is_said():
    reading = qti_read.read(foreign(), DEFAULTS)
    (found,) = reading.items
    assert (found.code, found.facts.kind, found.facts.competency) == ("their-1", "single_best", "")
    assert (list(found.words), found.words["vi"].stem) == (["vi"], "Look at this.\n\nWho?")
    assert dict(found.words["vi"].options) == {"a": "One of us", "b": "Two"}
    assert [problem.message for problem in reading.problems] == ["Lost, because only text is taken: an image."]


def test_a_mapping_of_nought_to_two_is_situational():
    points = "".join(f'<mapEntry mapKey="{key}" mappedValue="{value}"/>' for key, value in (("X1", 2), ("X2", 1)))
    declared = f'<mapping defaultValue="0">{points}</mapping>'
    (found,) = qti_read.read(foreign(declared), DEFAULTS).items
    assert (found.facts.kind, [mark.points for mark in found.facts.marks]) == ("situational", [2, 1])


@pytest.mark.parametrize(
    ("declared", "interaction"),
    [
        (RIGHT, "<p>nothing</p>"),
        (RIGHT, CHOICES + CHOICES),
        (RIGHT, '<hotspotInteraction responseIdentifier="R"/>'),
        ('<mapping><mapEntry mapKey="X1" mappedValue="NaN"/></mapping>', CHOICES),
        ('<mapping><mapEntry mapKey="X1" mappedValue="0.3"/></mapping>', CHOICES),
        (RIGHT, CHOICES.replace("X2", "X1")),
        (RIGHT, CHOICES.replace('identifier="X2"', "")),
    ],
)
def test_what_does_not_fit_is_left_out_by_item(declared, interaction):
    reading = qti_read.read(foreign(declared, interaction), DEFAULTS)
    assert (reading.items, [(row.place, row.weight) for row in reading.problems]) == ([], [("a.xml", "left_out")])


def test_broken_and_missing_items_are_faults():
    manifest = MANIFEST.format(RESOURCE.format("a.xml") + RESOURCE.format("b.xml"))
    reading = qti_read.read(package({"imsmanifest.xml": manifest, "a.xml": "<a><b></a>"}), DEFAULTS)
    assert [(row.place, row.weight) for row in reading.problems] == [("a.xml", "fault"), ("b.xml", "fault")]


def test_tests_and_old_versions_are_reported():
    resources = '<resource type="imsqti_test_xmlv2p1" href="t.xml"/><resource type="imsqti_xmlv1p2" href="o.xml"/>'
    reading = qti_read.read(package({"imsmanifest.xml": MANIFEST.format(resources)}), DEFAULTS)
    assert [(row.place, row.weight) for row in reading.problems] == [("t.xml", "note"), ("o.xml", "left_out")]


def test_a_package_without_a_manifest_is_refused():
    with pytest.raises(FileNotReadable):
        qti_read.read(package({"a.xml": "<a/>"}), DEFAULTS)


def test_a_matching_question_in_a_broken_shape_breaks_nothing():
    option = '<simpleAssociableChoice identifier="A" matchMax="1">a</simpleAssociableChoice>'
    one = f"<simpleMatchSet>{option}</simpleMatchSet>"
    shapes = [one, one + one, one + one.replace('"A"', '"B"')]
    declared = "<correctResponse><value>B A</value><value>A</value></correctResponse>"
    for shape_of_sets in shapes:
        interaction = f'<matchInteraction responseIdentifier="R">{shape_of_sets}</matchInteraction>'
        (found,) = qti_read.read(foreign(declared, interaction), DEFAULTS).items
        assert (found.facts.kind, [mark.pair for mark in found.facts.marks if mark.pair]) == ("matching", [])
