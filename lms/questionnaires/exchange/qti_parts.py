"""What one QTI item says, in either spelling of its names."""

from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from lms.core.languages import CODES, HTML
from lms.questionnaires import drafts, rules
from lms.questionnaires.drafts import LETTERS, PROMPTS, Facts, Mark, Words
from lms.questionnaires.exchange import qti
from lms.questionnaires.exchange.items import Defaults, Item
from lms.questionnaires.exchange.plain import names_of
from lms.questionnaires.exchange.qti_metadata import COMPETENCY_PURPOSE, LEVEL_PURPOSE, PROGRAMME_PURPOSE, Metadata
from lms.questionnaires.exchange.qti_text import text_of
from lms.questionnaires.exchange.trees import local

CHOICE, ORDER, MATCH = "choiceInteraction", "orderInteraction", "matchInteraction"
ASSOCIABLE = "simpleAssociableChoice"
TYPED = ("extendedTextInteraction", "textEntryInteraction")


class LeftOut(ValueError):
    """This item cannot be taken; the message is translated."""

    def __init__(self, message: str, field: str = ""):
        self.field = field
        super().__init__(message)


@dataclass(frozen=True)
class Declared:
    """The response declaration: the right values in order, and the points of each value."""

    right: list[str]
    points: dict[str, float]


def name(element: Element) -> str:
    return qti.undashed(local(element))


def attribute(element: Element, key: str) -> str:
    return element.get(key) or element.get(qti.dashed(key)) or ""


def parts(root: Element, *names: str) -> list[Element]:
    return [element for element in root.iter() if name(element) in names]


def item_of(root: Element, metadata: Metadata, place: str, defaults: Defaults) -> tuple[Item, list[str]]:
    """The item and one sentence for each thing that is lost. Raises LeftOut."""
    interactions = [part for part in root.iter() if name(part).endswith("Interaction")]
    if len(interactions) != 1:
        raise LeftOut(_("It has %(count)s interactions; exactly one can be taken.") % {"count": len(interactions)})
    (interaction,) = interactions
    names = letters_of(interaction)
    declared = declared_in(root, attribute(interaction, "responseIdentifier"))
    kind = metadata.keywords.get(qti.KIND) or kind_of(interaction, declared)
    lost: set[str] = set()
    words = words_of(root, interaction, names, lost)
    if kind == drafts.OPEN and not words.guide and declared.right:
        words = replace(words, guide=accepted(declared.right))
    item = Item(
        code=metadata.code or code_of(root),
        facts=facts_of(kind, marks_of(kind, names, declared, metadata), metadata),
        words={language_of(root, metadata, defaults): words},
        machine_drafts=frozenset(),
        place=place,
    )
    if metadata.keywords.get(qti.MACHINE):
        item = replace(item, machine_drafts=frozenset(item.words))
    return item, losses(lost, kind, declared)


def losses(lost: set[str], kind: str, declared: Declared) -> list[str]:
    found = [_("Lost, because only text is taken: %(things)s.") % {"things": names_of(lost)}] if lost else []
    shares = {abs(round(value, 3)) for value in declared.points.values() if value}
    if kind in (drafts.MULTIPLE, drafts.MATCHING) and len(shares) > 1:
        found.append(_("Its own weights are lost: each right answer counts the same here."))
    return found


def letters_of(interaction: Element) -> dict[str, str]:
    """`{identifier: our letter}`, in the order of the file; our own identifiers keep their letters."""
    sets = parts(interaction, "simpleMatchSet")
    if len(sets) == 2:
        prompts, targets = (parts(group, ASSOCIABLE) for group in sets)
        return {**lettered(prompts, PROMPTS), **lettered(targets, LETTERS)}
    return lettered(parts(interaction, "simpleChoice"), LETTERS)


def lettered(options: list[Element], letters: str) -> dict[str, str]:
    identifiers = [attribute(option, "identifier") for option in options]
    if not all(identifiers) or len(set(identifiers)) != len(identifiers) or len(identifiers) > len(letters):
        message = _("It has too many options (at most %(most)s), one without a name, or two with the same.")
        raise LeftOut(message % {"most": len(letters)}, "options")
    own = {identifier: identifier[-1] for identifier in identifiers if is_own(identifier, letters)}
    return own if len(own) == len(identifiers) else dict(zip(identifiers, letters, strict=False))


def is_own(identifier: str, letters: str) -> bool:
    return identifier[-1:] in letters and identifier == qti.name_of(identifier[-1])


def declared_in(root: Element, identifier: str) -> Declared:
    found = [part for part in parts(root, "responseDeclaration") if attribute(part, "identifier") == identifier]
    if not found:
        return Declared([], {})
    correct = [value for part in parts(found[0], "correctResponse") for value in parts(part, "value")]
    entries = parts(found[0], "mapEntry")
    return Declared(
        right=["".join(value.itertext()).strip() for value in correct],
        points={attribute(entry, "mapKey"): number(attribute(entry, "mappedValue")) for entry in entries},
    )


def number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise LeftOut(_("A mapping holds a value that is no number."), "key") from None
    if not -1000 < value < 1000:  # NaN as well
        raise LeftOut(_("A mapping holds a value that is no number."), "key")
    return value


def kind_of(interaction: Element, declared: Declared) -> str:
    """What an item that does not say it is most like."""
    shape = name(interaction)
    if shape in TYPED:
        return drafts.OPEN
    if shape in (ORDER, MATCH):
        return drafts.ORDERING if shape == ORDER else drafts.MATCHING
    if shape != CHOICE:
        raise LeftOut(_("Questions of the type %(type)s cannot be taken.") % {"type": shape[:60]}, "kind")
    if attribute(interaction, "maxChoices") not in ("", "1"):
        return drafts.MULTIPLE
    if len(declared.right) == 1:
        return drafts.SINGLE_BEST
    positive = {value for value in declared.points.values() if value > 0}
    if not declared.right and not positive:
        return drafts.ATTITUDE
    if positive <= {1.0, 2.0}:
        return drafts.SITUATIONAL if len(positive) > 1 else drafts.SINGLE_BEST
    raise LeftOut(_("Its points do not fit: one right answer, or points of 0, 1 and 2."), "key")


def marks_of(kind: str, names: dict[str, str], declared: Declared, metadata: Metadata) -> tuple[Mark, ...]:
    """Letters with the marks of their kind, prompts first."""
    columns = key_columns(kind, names, declared)
    harm = metadata.keywords.get(qti.HARM, "")
    empty = {"points": 0} if kind in (drafts.MULTIPLE, drafts.SITUATIONAL) else {}
    known = set(names.values())
    return tuple(
        Mark(letter, is_serious_harm=letter in harm, **{**empty, **columns.get(letter, {})})
        for letter in PROMPTS + LETTERS
        if letter in known
    )


def key_columns(kind: str, names: dict[str, str], declared: Declared) -> dict[str, dict]:
    if kind == drafts.MATCHING:
        pairs = [value.split() for value in declared.right or declared.points]
        known = [(names[pair[0]], names[pair[1]]) for pair in pairs if len(pair) == 2 and set(pair) <= set(names)]
        return {prompt: {"pair": target} for prompt, target in known if prompt in PROMPTS and target in LETTERS}
    if kind == drafts.SITUATIONAL:
        return {names[key]: {"points": int(value)} for key, value in declared.points.items() if key in names}
    right = [names[value] for value in declared.right or best(declared) if value in names]
    if kind == drafts.ORDERING:
        return {letter: {"rank": rank} for rank, letter in enumerate(right, start=1)}
    if kind in (drafts.ATTITUDE, drafts.OPEN):
        return {}
    column = {"points": 1} if kind == drafts.MULTIPLE else {"is_key": True}
    return dict.fromkeys(right, column)


def best(declared: Declared) -> list[str]:
    """Where an item has a mapping only: what is worth something."""
    return [key for key, value in declared.points.items() if value > 0]


def facts_of(kind: str, marks: tuple[Mark, ...], metadata: Metadata) -> Facts:
    return Facts(
        programme_code=metadata.taxons.get(PROGRAMME_PURPOSE, ""),
        competency=metadata.taxons.get(COMPETENCY_PURPOSE, ""),
        level=metadata.taxons.get(LEVEL_PURPOSE, ""),
        kind=kind,
        asks_confidence=metadata.keywords.get(qti.CONFIDENCE) == "yes",
        marks=marks,
    )


def words_of(root: Element, interaction: Element, names: dict[str, str], lost: set[str]) -> Words:
    bodies = parts(root, "itemBody")
    rubrics = [part for part in parts(root, "rubricBlock") if "scorer" in attribute(part, "view").split()]
    feedback = {attribute(part, "identifier"): text_of(part, lost) for part in parts(root, "modalFeedback")}
    shown = [(attribute(part, "identifier"), part) for part in parts(interaction, "simpleChoice", ASSOCIABLE)]
    options = {names[identifier]: text_of(part, lost) for identifier, part in shown if identifier in names}
    consequences = {letter: feedback.pop(identifier) for identifier, letter in names.items() if identifier in feedback}
    return Words(
        stem="\n".join(text_of(body, lost) for body in bodies),
        rationale="\n".join(feedback.values()),
        guide="\n".join(text_of(part, lost) for part in rubrics),
        options={letter: text for letter, text in sorted(options.items()) if text},
        consequences={letter: text for letter, text in sorted(consequences.items()) if text},
    )


def accepted(values: list[str]) -> str:
    return _("Accepted answers: %(answers)s") % {"answers": "; ".join(values)}


def code_of(root: Element) -> str:
    identifier = attribute(root, "identifier")
    return "" if rules.code_faults(identifier) else identifier


def language_of(root: Element, metadata: Metadata, defaults: Defaults) -> str:
    tag = (root.get("{http://www.w3.org/XML/1998/namespace}lang") or metadata.language).lower()
    tags = {**{code: code for code in CODES}, **{value.lower(): code for code, value in HTML.items()}}
    base = tag.partition("-")[0]
    return tags.get(tag) or ("zh-hans" if base == "zh" else tags.get(base)) or defaults.language
