"""Reads a QTI package (2.x or 3.0): the manifest, then each item file."""

import posixpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from lms.questionnaires.exchange.archive import Archive
from lms.questionnaires.exchange.errors import FileNotReadable, FileTooLarge
from lms.questionnaires.exchange.items import FAULT, LEFT_OUT, NOTE, Defaults, Item, Problem, Reading, merged
from lms.questionnaires.exchange.qti import MANIFEST
from lms.questionnaires.exchange.qti_metadata import read_metadata
from lms.questionnaires.exchange.qti_parts import LeftOut, item_of
from lms.questionnaires.exchange.trees import local, tree_of

MAX_BYTES_READ = 60 * 1024 * 1024
ITEM_TYPES, TEST_TYPES, OLD_TYPES = "imsqti_item_xml", ("imsqti_test", "imsqti_section"), "imsqti_xmlv1"


def read(content: bytes, defaults: Defaults) -> Reading:
    """Raises FileTooLarge or FileNotReadable; a broken item file is a fault of its own."""
    archive = Archive(content)
    if MANIFEST not in archive.members:
        raise FileNotReadable(_("The package has no imsmanifest.xml at its top."))
    manifest = tree_of(archive.read(MANIFEST))
    resources = [element for element in manifest.iter() if local(element) == "resource"]
    if sum(member.file_size for member in archive.members.values()) > MAX_BYTES_READ:
        raise FileTooLarge
    problems: list[Problem] = []
    items = [item for item in (read_resource(part, archive, defaults, problems) for part in resources) if item]
    reading = merged(items)
    reading.problems[:0] = problems
    if not items and not problems:
        reading.problems.append(Problem(MANIFEST, "", _("The package names no questions.")))
    return reading


def read_resource(resource: Element, archive: Archive, defaults: Defaults, problems: list[Problem]) -> Item | None:
    kind, href = resource.get("type", ""), resource.get("href", "")
    name = href[:200] or resource.get("identifier", "")[:200]
    if kind.startswith(TEST_TYPES):
        problems.append(Problem(name, "", _("A test's order and sections are not taken, only its questions."), NOTE))
    if kind.startswith(OLD_TYPES):
        problems.append(Problem(name, "", _("QTI 1 cannot be taken. Export it as QTI 2.1 or 3.0."), LEFT_OUT))
    if not kind.startswith(ITEM_TYPES):
        return None
    root = read_file(name, href, archive, problems)
    if root is None:
        return None
    try:
        item, lost = item_of(root, read_metadata(resource), name, defaults)
    except LeftOut as error:
        problems.append(Problem(name, error.field, str(error), LEFT_OUT))
        return None
    problems += [Problem(item.name, "", message, NOTE) for message in lost]
    return item


def read_file(name: str, href: str, archive: Archive, problems: list[Problem]) -> Element | None:
    """A missing or broken file is a fault of the package."""
    path = posixpath.normpath(unquote(href))
    try:
        if path not in archive.members:
            path = href
        return tree_of(archive.read(path))
    except KeyError:
        problems.append(Problem(name, "", _("The file is missing from the package."), FAULT))
    except FileNotReadable as refusal:
        problems.append(Problem(name, "", refusal.reason or refusal.message, FAULT))
    return None
