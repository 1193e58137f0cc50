"""The metadata of one item file in a QTI package, as IEEE LOM: which question it is, and what QTI has no words for."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from lms.core.languages import HTML
from lms.questionnaires.exchange import qti
from lms.questionnaires.exchange.items import Item
from lms.questionnaires.exchange.trees import local

LEVEL_PURPOSE, COMPETENCY_PURPOSE, PROGRAMME_PURPOSE = "educational objective", "competency", "discipline"


@dataclass
class Metadata:
    """What a manifest says about one file; everything may be empty."""

    code: str = ""
    language: str = ""
    keywords: dict[str, str] = field(default_factory=dict)
    taxons: dict[str, str] = field(default_factory=dict)  # {purpose: id}


def write_metadata(parent: Element, item: Item, language: str) -> None:
    lom = SubElement(parent, "lom", xmlns=qti.LOM)
    general = SubElement(lom, "general")
    identifier = SubElement(general, "identifier")
    SubElement(identifier, "catalog").text = qti.CATALOGUE
    SubElement(identifier, "entry").text = item.code
    SubElement(general, "language").text = HTML[language]
    for name, value in keywords_of(item, language):
        write_text(SubElement(general, "keyword"), f"{name}:{value}")
    facts = item.facts
    write_taxon(lom, PROGRAMME_PURPOSE, facts.programme_code)
    write_taxon(lom, COMPETENCY_PURPOSE, facts.competency)
    write_taxon(lom, LEVEL_PURPOSE, facts.level)


def keywords_of(item: Item, language: str) -> list[tuple[str, str]]:
    facts = item.facts
    harm = "".join(mark.letter for mark in facts.marks if mark.is_serious_harm)
    words = [(qti.KIND, facts.kind), (qti.HARM, harm)]
    words += [(qti.CONFIDENCE, "yes")] if facts.asks_confidence else []
    words += [(qti.MACHINE, "yes")] if language in item.machine_drafts else []
    return [(name, value) for name, value in words if value]


def write_text(parent: Element, text: str) -> None:
    SubElement(parent, "string", language="en").text = text


def write_taxon(lom: Element, purpose: str, value: str) -> None:
    classification = SubElement(lom, "classification")
    named = SubElement(classification, "purpose")
    SubElement(named, "source").text = "LOMv1.0"
    SubElement(named, "value").text = purpose
    path = SubElement(classification, "taxonPath")
    write_text(SubElement(path, "source"), qti.CATALOGUE)
    SubElement(SubElement(path, "taxon"), "id").text = value


def read_metadata(resource: Element) -> Metadata:
    """Only what our own catalogue says is believed; of other systems' metadata, the language."""
    found = Metadata()
    general = [element for element in resource.iter() if local(element) == "general"]
    for element in (child for part in general for child in part):
        texts = {local(child): (child.text or "").strip() for child in element}
        if local(element) == "identifier" and texts.get("catalog") == qti.CATALOGUE:
            found.code = texts.get("entry", "")
        elif local(element) == "language":
            found.language = (element.text or "").strip()
        elif local(element) == "keyword" and ":" in texts.get("string", ""):
            name, _colon, value = texts["string"].partition(":")
            found.keywords[name] = value
    if found.code:
        found.taxons = dict(map(taxon_in, (part for part in resource.iter() if local(part) == "classification")))
    else:
        found.keywords = {}
    return found


def taxon_in(classification: Element) -> tuple[str, str]:
    texts = {local(element): (element.text or "").strip() for element in classification.iter()}
    return texts.get("value", ""), texts.get("id", "")
