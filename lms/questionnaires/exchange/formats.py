"""Which format a file is in, and how each is read and written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext_lazy as _

from lms.questionnaires.exchange import moodle, qti_read, qti_write, xlsx_read, xlsx_write
from lms.questionnaires.exchange.archive import MAX_BYTES, Archive
from lms.questionnaires.exchange.errors import FileTooLarge
from lms.questionnaires.exchange.items import FAULT, LEFT_OUT, Defaults, Export, Item, Reading
from lms.questionnaires.exchange.qti import MANIFEST, QTI_2_1, QTI_3_0

MAX_QUESTIONS = 1_000
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Source:
    """A format that can be read. `rule_weight`: what a question that breaks a rule of ours does to the import."""

    code: str
    label: str
    read: Callable[[bytes, Defaults], Reading]
    rule_weight: str


@dataclass(frozen=True)
class Target:
    """A format that can be written."""

    code: str
    label: str
    write: Callable[[Iterable[Item]], Export]
    suffix: str
    content_type: str


SPREADSHEET = Source("xlsx", _("Spreadsheet (XLSX)"), xlsx_read.read, FAULT)
QTI_PACKAGE = Source("qti", _("QTI package"), qti_read.read, LEFT_OUT)
MOODLE_FILE = Source("moodle", _("Moodle XML"), moodle.read, LEFT_OUT)
TARGETS = {
    target.code: target
    for target in (
        Target("xlsx", _("Spreadsheet (XLSX)"), xlsx_write.write, "xlsx", XLSX_TYPE),
        Target("qti21", _("QTI 2.1 package"), partial(qti_write.write, version=QTI_2_1), "zip", "application/zip"),
        Target("qti30", _("QTI 3.0 package"), partial(qti_write.write, version=QTI_3_0), "zip", "application/zip"),
    )
}


def source_of(content: bytes) -> Source:
    """What the file itself says; its name may lie. Raises FileTooLarge or FileNotReadable."""
    if len(content) > MAX_BYTES:
        raise FileTooLarge
    if not content.startswith(b"PK"):
        return MOODLE_FILE
    names = Archive(content).members
    is_book = "xl/workbook.xml" in names and MANIFEST not in names
    return SPREADSHEET if is_book else QTI_PACKAGE


def read(content: bytes, defaults: Defaults) -> tuple[Source, Reading]:
    """Raises FileTooLarge or FileNotReadable."""
    source = source_of(content)
    reading = source.read(content, defaults)
    if len(reading.items) > MAX_QUESTIONS:
        raise FileTooLarge
    return source, reading
