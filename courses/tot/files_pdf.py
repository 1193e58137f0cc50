"""PDF files written anew page by page: text, drawings and pictures stay, what runs, leads away or names people goes."""

import zlib
from collections.abc import Iterator
from io import BytesIO

from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
)

from courses.tot.errors import FileRefused

MAX_PAGES = 60
MAX_PARTS = 50_000  # dictionaries and lists; a scan of sixty pages has some hundreds
DAMAGED = (
    PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, NotImplementedError,
    OverflowError, RecursionError, zlib.error,
)  # fmt: skip

SCRIPTS = frozenset({"/JS", "/JavaScript"})
RUNNING = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMediaExecute"})
ATTACHMENTS = frozenset({"/EmbeddedFiles", "/EF", "/RichMedia", "/RichMediaContent", "/Collection"})
ATTACHED = frozenset({"/EmbeddedFile", "/FileAttachment", "/RichMedia", "/3D", "/Movie", "/Sound", "/Screen"})

PAGE_KEYS = frozenset(
    {"/Type", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group", "/Annots"}
)
MARKS = frozenset(
    {
        "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Ink", "/Stamp", "/Line", "/Square",
        "/Circle", "/Polygon", "/PolyLine", "/Widget",
    }
)  # fmt: skip
MARK_KEYS = frozenset({"/Type", "/Subtype", "/Rect", "/F", "/AP", "/AS", "/C", "/QuadPoints", "/BS", "/Border"})
SAID_ABOUT_ITSELF = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/OPI", "/StructParents", "/StructParent")
JPEG_PICTURE = "/DCTDecode"
JPEG_NOTES = frozenset({0xE1, *range(0xE3, 0xEE), 0xFE})  # EXIF and XMP, makers' own segments, comments
JPEG_SCAN = 0xDA
NOTHING = ArrayObject()


def written_anew(data: bytes) -> bytes:
    """The same pages in a file of our own; `FileRefused` where something in it runs, hides or cannot be read."""
    try:
        return rewritten(PdfReader(BytesIO(data)))
    except DAMAGED as error:
        raise FileRefused(_("The PDF is damaged and cannot be opened.")) from error


def rewritten(reader: PdfReader) -> bytes:
    if reader.is_encrypted:
        raise FileRefused(_("The PDF is protected with a password. Save it without one, and add it again."))
    for part in parts_of(reader.root_object):
        check(part)
    if len(reader.pages) > MAX_PAGES:
        raise FileRefused(_("The PDF has too many pages: at most 60."))
    writer = PdfWriter()
    for page in reader.pages:
        bare(page)
        writer.add_page(page)
    writer.metadata = None
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def parts_of(root: PdfObject) -> Iterator[DictionaryObject]:
    """Every dictionary and stream that can be reached from `root`, each once."""
    waiting, seen = [root], {}
    while waiting:
        part = waiting.pop()
        part = part.get_object() if isinstance(part, IndirectObject) else part
        if not isinstance(part, DictionaryObject | ArrayObject) or id(part) in seen:
            continue
        seen[id(part)] = part
        if len(seen) > MAX_PARTS:
            raise FileRefused(_("The PDF is too complicated. Print it to a new PDF, and add that one."))
        if isinstance(part, DictionaryObject):
            yield part
        waiting.extend(part.values() if isinstance(part, DictionaryObject) else part)


def check(part: DictionaryObject) -> None:
    if SCRIPTS & part.keys() or name_in(part, "/S") in RUNNING:
        raise FileRefused(_("The PDF has a program in it. Print it to a new PDF, and add that one."))
    if "/XFA" in part:
        raise FileRefused(_("The PDF is a form with programs in it. Print it to a new PDF, and add that one."))
    if ATTACHMENTS & part.keys() or {name_in(part, "/Type"), name_in(part, "/Subtype")} & ATTACHED or is_outside(part):
        raise FileRefused(_("The PDF has other files inside. Print it to a new PDF, and add that one."))


def name_in(part: DictionaryObject, key: str) -> str:
    """Empty where there is no name; one that stands elsewhere in the file is found there."""
    value = part.get(key, NullObject()).get_object()
    return str(value) if isinstance(value, NameObject) else ""


def is_outside(part: DictionaryObject) -> bool:
    """A stream that takes its content from another file."""
    return isinstance(part, StreamObject) and "/F" in part


def bare(page: DictionaryObject) -> None:
    """Leave on the page what can be seen, and nothing that says who made it, when, where and with what."""
    keep_only(page, PAGE_KEYS)
    marks = [mark.get_object() for mark in page.pop("/Annots", NOTHING).get_object()]
    drawings = [mark for mark in marks if is_drawing(mark)]
    for mark in drawings:
        keep_only(mark, MARK_KEYS)
    if drawings:
        page[NameObject("/Annots")] = ArrayObject(drawings)
    for part in parts_of(page):
        for key in SAID_ABOUT_ITSELF:
            part.pop(key, None)
        if is_jpeg(part):
            forget_notes(part)


def is_drawing(mark: PdfObject) -> bool:
    return isinstance(mark, DictionaryObject) and name_in(mark, "/Subtype") in MARKS and "/AP" in mark


def keep_only(part: DictionaryObject, keys: frozenset[str]) -> None:
    for key in part.keys() - keys:
        del part[key]


def filters_of(part: DictionaryObject) -> list[str]:
    given = part.get("/Filter", NOTHING).get_object()
    return [str(each) for each in given] if isinstance(given, ArrayObject) else [str(given)]


def is_jpeg(part: DictionaryObject) -> bool:
    return isinstance(part, EncodedStreamObject) and filters_of(part)[-1:] == [JPEG_PICTURE]


def forget_notes(picture: EncodedStreamObject) -> None:
    """A photograph in a PDF still carries the position at which it was taken."""
    outer = filters_of(picture)[:-1]
    if outer:
        picture[NameObject("/Filter")] = ArrayObject(NameObject(name) for name in outer)
        picture.pop("/DecodeParms", None)
        picture._data = picture.get_data()
        picture.decoded_self = None
    picture[NameObject("/Filter")] = NameObject(JPEG_PICTURE)
    picture._data = without_notes(picture._data)


def without_notes(jpeg: bytes) -> bytes:
    """The same JPEG, point for point, without the segments that describe it."""
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != JPEG_SCAN:
        end = at + 2 + max(2, int.from_bytes(jpeg[at + 2 : at + 4], "big"))
        if jpeg[at + 1] not in JPEG_NOTES:
            kept.append(jpeg[at:end])
        at = end
    return b"".join([*kept, jpeg[at:]])
