"""Files that mean harm: each is refused in words, quickly, and nothing is unpacked."""

import io
import struct
import time
import zipfile

import pytest
from exchange_samples import DEFAULTS, item, package

from lms.core.errors import Refused
from lms.questionnaires.exchange import formats, moodle_texts, plain, trees, xlsx_write
from lms.questionnaires.exchange.archive import MAX_BYTES
from lms.questionnaires.exchange.errors import FileNotReadable, FileTooLarge

LAUGHS = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY l2 "&lol;&lol;&lol;&lol;&lol;&lol;">
<!ENTITY l3 "&l2;&l2;&l2;&l2;&l2;&l2;">]><quiz>&l3;</quiz>"""
OUTSIDE = '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>'
MANIFEST = '<manifest><resources><resource type="imsqti_item_xmlv2p1" href="a.xml"/></resources></manifest>'


def refusal(content: bytes) -> type:
    with pytest.raises(Refused) as caught:
        formats.read(content, DEFAULTS)
    return caught.type


def declared(content: bytes, size: int) -> bytes:
    """The same package, whose directory says that its first member unpacks to `size` bytes."""
    place = content.index(b"PK\x01\x02")
    return content[: place + 24] + struct.pack("<L", size) + content[place + 28 :]


def linked() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        info = zipfile.ZipInfo("imsmanifest.xml")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return content.getvalue()


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE, '<!DOCTYPE quiz SYSTEM "http://127.0.0.1/x.dtd"><quiz/>'])
def test_entities_and_document_types_are_refused(text):
    assert refusal(text.encode()) is FileNotReadable


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE, "<manifest>", "\0", '<?xml version="1.0" encoding="gb18030"?><a/>'])
def test_a_hostile_manifest_is_refused(text):
    assert refusal(package({"imsmanifest.xml": text})) is FileNotReadable


@pytest.mark.parametrize(
    "name", ["../a.xml", "/etc/a.xml", "a/../../b.xml", "a\\b.xml", "C:/a.xml", "inner.zip", "x.7z"]
)
def test_names_that_lead_out_and_packed_parts_are_refused(name):
    content = package({"imsmanifest.xml": MANIFEST, name.replace("\\", "|"): "x"})
    assert refusal(content.replace(b"a|b.xml", b"a\\b.xml")) is FileNotReadable


def test_links_are_refused():
    assert refusal(linked()) is FileNotReadable


def test_a_path_in_the_manifest_reaches_no_file_outside_the_package():
    manifest = MANIFEST.replace("a.xml", "../../../../etc/passwd")
    _source, reading = formats.read(package({"imsmanifest.xml": manifest}), DEFAULTS)
    assert [row.message for row in reading.problems] == ["The file is missing from the package."]


def test_bombs_are_refused_before_they_are_unpacked():
    bomb = package({"imsmanifest.xml": MANIFEST, "a.xml": b"<" * 30_000_000})
    many = package({f"a{number}.xml": "" for number in range(5_001)})
    wide = package({f"a{number}.xml": b"0" * 15_000_000 for number in range(8)})
    assert [refusal(content) for content in (bomb, many, wide)] == [FileTooLarge] * 3


def test_a_declared_size_of_100_mb_is_believed():
    assert refusal(declared(package({"imsmanifest.xml": MANIFEST}), 100 * 1024 * 1024)) is FileTooLarge


def test_files_over_20_mb_are_refused():
    assert refusal(b"<quiz>" + b" " * MAX_BYTES) is FileTooLarge


def test_too_many_and_too_deep_elements_are_refused():
    assert refusal(b"<quiz>" + b"<a/>" * 600_000 + b"</quiz>") is FileTooLarge
    assert refusal(b"<quiz>" + b"<a>" * 5_000 + b"</a>" * 5_000 + b"</quiz>") is FileNotReadable


def test_a_broken_place_is_named():
    with pytest.raises(FileNotReadable) as caught:
        trees.tree_of(b"<quiz>\n<question>\n</quiz>")
    assert caught.value.reason == "It breaks at line 3, column 3."


@pytest.mark.parametrize("part", ["worksheets/sheet1.xml", "workbook.xml", "styles.xml", "sharedStrings.xml"])
def test_a_book_with_a_broken_part_is_refused(part):
    book = zipfile.ZipFile(io.BytesIO(xlsx_write.write([item("single_best")]).content))
    members = {name: book.read(name) for name in book.namelist()}
    assert refusal(package({**members, f"xl/{part}": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;'})) is FileNotReadable


def test_a_truncated_package_is_refused():
    content = xlsx_write.write([item("single_best")]).content
    assert {refusal(content[:place]) for place in (10, 100, len(content) // 2, len(content) - 30)} == {FileNotReadable}


def test_markup_becomes_text_without_its_scripts():
    text, lost = plain.plain("<p>A&nbsp;&amp; B<br>C</p><style>x</style><svg onload=alert(1)></svg><p>D</p><p>")
    assert (text, lost) == ("A & B\nC\n\nD", {"image"})


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<!--", "&", "<script>", "{mlang en}", '<span class="multilang" lang="en">', "\\("]
)
def test_a_megabyte_of_any_markup_takes_no_time(piece):
    text = piece * (1_000_000 // len(piece))
    started = time.process_time()
    plain.plain(moodle_texts.in_language(text, "en"))
    assert time.process_time() - started < 3
