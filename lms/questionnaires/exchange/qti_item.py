"""One question in one language as a QTI item: one interaction, its key or mapping, the rationale as feedback."""

from xml.etree.ElementTree import Element, SubElement

from lms.core.languages import HTML
from lms.questionnaires import drafts
from lms.questionnaires.drafts import PROMPTS, Facts, Words
from lms.questionnaires.exchange.items import Item
from lms.questionnaires.exchange.qti import FEEDBACK, ONE_CHOICE, RATIONALE, RESPONSE, SCORE, Version, name_of

XSI = "http://www.w3.org/2001/XMLSchema-instance"
BASE_TYPES = {drafts.MATCHING: "directedPair", drafts.OPEN: "string"}
CARDINALITIES = {drafts.MULTIPLE: "multiple", drafts.MATCHING: "multiple", drafts.ORDERING: "ordered"}
MATCHED = (drafts.SINGLE_BEST, drafts.TRUE_FALSE, drafts.ORDERING)  # right or wrong; the others count by a mapping


class Writer:
    """Adds elements under the names of one version of QTI."""

    def __init__(self, version: Version):
        self.version = version

    def add(self, parent: Element, name: str, text: str = "", **attributes: str) -> Element:
        named = {self.version.attribute(key): value for key, value in attributes.items()}
        element = SubElement(parent, self.version.tag(name), named)
        write_lines(element, text)
        return element

    def block(self, parent: Element, text: str) -> None:
        """A paragraph; version 3 keeps what is shown in a content body."""
        body = self.add(parent, "contentBody") if self.version.has_dashes else parent
        self.add(body, "p", text)


def write_lines(element: Element, text: str) -> None:
    first, *rest = text.split("\n")
    element.text = first or None
    for line in rest:
        SubElement(element, "br").tail = line


def item_tree(item: Item, language: str, version: Version) -> Element:
    writer, facts, words = Writer(version), item.facts, item.words[language]
    attributes = {
        "xmlns": version.item_namespace,
        "xmlns:xsi": XSI,
        "xsi:schemaLocation": f"{version.item_namespace} {version.item_schema}",
        "identifier": f"item-{item.code}-{HTML[language]}",
        "title": item.code,
        "adaptive": "false",
        version.attribute("timeDependent"): "false",
        "xml:lang": HTML[language],
    }
    root = Element(version.tag("assessmentItem"), attributes)
    write_response(writer, root, facts)
    write_outcomes(writer, root, facts, words)
    write_body(writer, root, facts, words)
    write_processing(writer, root, facts, words)
    write_feedback(writer, root, words)
    return root


def write_response(writer: Writer, root: Element, facts: Facts) -> None:
    declaration = writer.add(
        root,
        "responseDeclaration",
        identifier=RESPONSE,
        cardinality=CARDINALITIES.get(facts.kind, "single"),
        baseType=BASE_TYPES.get(facts.kind, "identifier"),
    )
    right = right_values(facts)
    if right:
        correct = writer.add(declaration, "correctResponse")
        for value in right:
            writer.add(correct, "value", value)
    points = mapped_points(facts)
    if points:
        bounds = {"lowerBound": "0", "upperBound": "1"} if facts.kind == drafts.MULTIPLE else {}
        mapping = writer.add(declaration, "mapping", defaultValue="0", **bounds)
        for key, value in points.items():
            writer.add(mapping, "mapEntry", mapKey=key, mappedValue=f"{value:.6g}")


def right_values(facts: Facts) -> list[str]:
    marks = facts.marks
    if facts.kind == drafts.MATCHING:
        return [f"{name_of(mark.letter)} {name_of(mark.pair)}" for mark in marks if mark.pair]
    if facts.kind == drafts.ORDERING:
        return [name_of(mark.letter) for mark in sorted(marks, key=lambda mark: mark.rank or 0)]
    if facts.kind == drafts.MULTIPLE:
        return [name_of(mark.letter) for mark in marks if mark.points]
    return [name_of(mark.letter) for mark in marks if mark.is_key]


def mapped_points(facts: Facts) -> dict[str, float]:
    """Several: right ones less wrong ones over all right ones, as marking.py; pairs: an equal share each."""
    if facts.kind == drafts.SITUATIONAL:
        return {name_of(mark.letter): mark.points or 0 for mark in facts.marks}
    if facts.kind == drafts.MULTIPLE:
        share = 1 / max(1, sum(bool(mark.points) for mark in facts.marks))
        return {name_of(mark.letter): share if mark.points else -share for mark in facts.marks}
    if facts.kind == drafts.MATCHING:
        pairs = right_values(facts)
        return {pair: 1 / len(pairs) for pair in pairs}
    return {}


def write_outcomes(writer: Writer, root: Element, facts: Facts, words: Words) -> None:
    if facts.kind != drafts.ATTITUDE:
        most = max([mark.points or 0 for mark in facts.marks], default=1) if facts.kind == drafts.SITUATIONAL else 1
        by_hand = {"externalScored": "human"} if facts.kind == drafts.OPEN and writer.version.has_dashes else {}
        writer.add(
            root,
            "outcomeDeclaration",
            identifier=SCORE,
            cardinality="single",
            baseType="float",
            normalMaximum=str(most),
            **by_hand,
        )
    if words.rationale or words.consequences:
        writer.add(root, "outcomeDeclaration", identifier=FEEDBACK, cardinality="multiple", baseType="identifier")


def write_body(writer: Writer, root: Element, facts: Facts, words: Words) -> None:
    body = writer.add(root, "itemBody")
    if words.guide:
        writer.block(writer.add(body, "rubricBlock", view="scorer", use="scoring"), words.guide)
    if facts.kind == drafts.OPEN:
        writer.add(writer.add(body, "extendedTextInteraction", responseIdentifier=RESPONSE), "prompt", words.stem)
    elif facts.kind == drafts.MATCHING:
        write_match(writer, body, facts, words)
    else:
        write_choices(writer, body, facts, words)


def write_choices(writer: Writer, body: Element, facts: Facts, words: Words) -> None:
    """Options are shuffled, but for those whose order says something: true and false, steps of a scale."""
    is_shuffled = facts.kind not in (drafts.TRUE_FALSE, drafts.ATTITUDE)
    attributes = {"responseIdentifier": RESPONSE, "shuffle": str(is_shuffled).lower()}
    if facts.kind == drafts.ORDERING:
        interaction = writer.add(body, "orderInteraction", **attributes)
    else:
        most = "1" if facts.kind in ONE_CHOICE else "0"
        interaction = writer.add(body, "choiceInteraction", maxChoices=most, **attributes)
    writer.add(interaction, "prompt", words.stem)
    for letter in facts.letters:
        writer.add(interaction, "simpleChoice", words.options[letter], identifier=name_of(letter))


def write_match(writer: Writer, body: Element, facts: Facts, words: Words) -> None:
    prompts = [letter for letter in facts.letters if letter in PROMPTS]
    targets = [letter for letter in facts.letters if letter not in PROMPTS]
    interaction = writer.add(
        body, "matchInteraction", responseIdentifier=RESPONSE, shuffle="true", maxAssociations=str(len(prompts))
    )
    writer.add(interaction, "prompt", words.stem)
    for letters, most in ((prompts, "1"), (targets, "0")):
        group = writer.add(interaction, "simpleMatchSet")
        for letter in letters:
            text = words.options[letter]
            writer.add(group, "simpleAssociableChoice", text, identifier=name_of(letter), matchMax=most)


def write_processing(writer: Writer, root: Element, facts: Facts, words: Words) -> None:
    has_feedback = bool(words.rationale or words.consequences)
    is_scored = facts.kind not in (drafts.ATTITUDE, drafts.OPEN)
    if not has_feedback and not is_scored:
        return
    processing = writer.add(root, "responseProcessing")
    if facts.kind in MATCHED:
        write_match_rule(writer, processing)
    elif is_scored:
        outcome = writer.add(processing, "setOutcomeValue", identifier=SCORE)
        writer.add(outcome, "mapResponse", identifier=RESPONSE)
    if has_feedback:
        shown = writer.add(writer.add(processing, "setOutcomeValue", identifier=FEEDBACK), "multiple")
        writer.add(shown, "baseValue", RATIONALE, baseType="identifier")
        if words.consequences and facts.kind == drafts.SITUATIONAL:
            writer.add(shown, "variable", identifier=RESPONSE)


def write_match_rule(writer: Writer, processing: Element) -> None:
    condition = writer.add(processing, "responseCondition")
    for name, points in (("responseIf", "1"), ("responseElse", "0")):
        branch = writer.add(condition, name)
        if name == "responseIf":
            test = writer.add(branch, "match")
            writer.add(test, "variable", identifier=RESPONSE)
            writer.add(test, "correct", identifier=RESPONSE)
        outcome = writer.add(branch, "setOutcomeValue", identifier=SCORE)
        writer.add(outcome, "baseValue", points, baseType="float")


def write_feedback(writer: Writer, root: Element, words: Words) -> None:
    texts = {RATIONALE: words.rationale} if words.rationale else {}
    texts |= {name_of(letter): text for letter, text in words.consequences.items()}
    for name, text in texts.items():
        feedback = writer.add(root, "modalFeedback", outcomeIdentifier=FEEDBACK, identifier=name, showHide="show")
        writer.block(feedback, text)
