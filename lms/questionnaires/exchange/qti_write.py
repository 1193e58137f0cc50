"""Writes questions as a QTI package (2.1 or 3.0)."""

import io
import zipfile
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils.translation import gettext as _

from lms.core.languages import CODES, HTML, Language
from lms.questionnaires import drafts
from lms.questionnaires.exchange.items import Export, Item
from lms.questionnaires.exchange.plain import printable
from lms.questionnaires.exchange.qti import MANIFEST, Version
from lms.questionnaires.exchange.qti_item import item_tree
from lms.questionnaires.exchange.qti_metadata import write_metadata

XSI = "http://www.w3.org/2001/XMLSchema-instance"
STAMP = (2026, 1, 1, 0, 0, 0)  # the same questions make the same file


def write(items: Iterable[Item], version: Version) -> Export:
    root = manifest_root(version)
    resources = SubElement(root, "resources")
    left_out: list[tuple[str, str]] = []
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for item in items:
            left_out += [(item.code, reason) for reason in reasons(item)]
            for language in complete_languages(item):
                path = f"items/{item.code}/{language}.xml"
                add(package, path, item_tree(item, language, version))
                add_resource(resources, item, language, path, version)
        add(package, MANIFEST, root)
    return Export(content.getvalue(), left_out)


def complete_languages(item: Item) -> list[str]:
    """A QTI item has the text of every option; a language without one waits."""
    languages = [code for code in CODES if code in item.words]
    return [code for code in languages if item.words[code].is_complete(item.facts.letters)]


def reasons(item: Item) -> list[str]:
    """What of this question the package cannot hold, or holds only where our own import finds it."""
    found = []
    for language in sorted(set(item.words) - set(complete_languages(item))):
        message = _("%(language)s is left out: its words are not complete.")
        found.append(message % {"language": Language(language).label})
    if item.facts.kind == drafts.ORDERING:
        found.append(_("Other systems count the exact order only, not parts of it."))
    if item.facts.asks_confidence:
        found.append(_("Other systems do not ask how sure people are."))
    if any(mark.is_serious_harm for mark in item.facts.marks):
        found.append(_("Other systems do not see the marks of serious harm."))
    return found


def manifest_root(version: Version) -> Element:
    location = f"{version.package_namespace} {version.package_schema}"
    attributes = {"xmlns": version.package_namespace, "xmlns:xsi": XSI, "xsi:schemaLocation": location}
    root = Element("manifest", {**attributes, "identifier": "commit-learn-questions"})
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = version.schema
    SubElement(metadata, "schemaversion").text = version.schema_version
    SubElement(root, "organizations")
    return root


def add_resource(resources: Element, item: Item, language: str, path: str, version: Version) -> None:
    name = f"item-{item.code}-{HTML[language]}"
    resource = SubElement(resources, "resource", identifier=name, type=version.resource_type, href=path)
    write_metadata(SubElement(resource, "metadata"), item, language)
    SubElement(resource, "file", href=path)


def add(package: zipfile.ZipFile, path: str, root: Element) -> None:
    for element in root.iter():
        element.text = printable(element.text) if element.text else element.text
        element.tail = printable(element.tail) if element.tail else element.tail
    info = zipfile.ZipInfo(path, STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(info, tostring(root, encoding="utf-8", xml_declaration=True))
