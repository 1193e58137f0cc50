"""Reads Moodle XML: the types that fit; every other question and every lost feature is reported by its name."""

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from lms.questionnaires import drafts, rules
from lms.questionnaires.drafts import LETTERS, PROMPTS, Facts, Mark, Words
from lms.questionnaires.exchange.archive import MAX_BYTES
from lms.questionnaires.exchange.errors import FileNotReadable, FileTooLarge
from lms.questionnaires.exchange.items import LEFT_OUT, NOTE, Defaults, Item, Problem, Reading, merged
from lms.questionnaires.exchange.moodle_texts import Texts, child, flag, languages_in, text_at
from lms.questionnaires.exchange.plain import names_of
from lms.questionnaires.exchange.trees import local, tree_of

WHOLE = 99.9  # per cent: Moodle writes 100, and 33.33333 for thirds


class LeftOut(ValueError):
    """This question cannot be taken; the message is translated."""


@dataclass(frozen=True)
class Part:
    """One option as Moodle has it: its text by language, and its marks."""

    text: Callable[[str], str]  # (language) -> text
    mark: dict


def read(content: bytes, defaults: Defaults) -> Reading:
    """Raises FileTooLarge or FileNotReadable."""
    if len(content) > MAX_BYTES:
        raise FileTooLarge
    root = tree_of(content)
    if local(root) != "quiz":
        raise FileNotReadable(_("It is XML, but no Moodle question file."))
    problems: list[Problem] = []
    items: list[Item] = []
    category = ""
    for number, question in enumerate((part for part in root if local(part) == "question"), start=1):
        if question.get("type") == "category":
            category = text_at(question, "category")
        else:
            items += read_question(question, number, category, defaults, problems)
    reading = merged(items)
    reading.problems[:0] = problems
    if not items and not problems:
        reading.problems.append(Problem("quiz", "", _("The file holds no questions.")))
    return reading


def read_question(
    question: Element, number: int, category: str, defaults: Defaults, problems: list[Problem]
) -> list[Item]:
    """One item, or none and the reason why."""
    name = text_at(question, "name")[:200] or _("Question %(number)s") % {"number": number}
    texts = Texts(question, defaults.language)
    try:
        item = item_of(question, name, category, defaults, texts)
    except LeftOut as error:
        problems.append(Problem(name, "", str(error), LEFT_OUT))
        return []
    problems += [Problem(name, "", message, NOTE) for message in texts.notes()]
    return [item]


def item_of(question: Element, name: str, category: str, defaults: Defaults, texts: Texts) -> Item:
    kind, parts = shape_of(question, texts)
    if len(parts) > len(LETTERS) + (len(PROMPTS) if kind == drafts.MATCHING else 0):
        raise LeftOut(_("It has too many options."))
    letters = letters_for(kind, parts)
    idnumber = text_at(question, "idnumber")
    competency, level = place_of(question, category, defaults)
    facts = Facts(
        programme_code="",
        competency=competency,
        level=level,
        kind=kind,
        marks=tuple(Mark(letter, **part.mark) for letter, part in zip(letters, parts, strict=True)),
    )
    languages = languages_in(question, defaults)
    words = {language: words_in(language, question, kind, letters, parts, texts) for language in languages}
    return Item(code="" if rules.code_faults(idnumber) else idnumber, facts=facts, words=words, place=name)


def letters_for(kind: str, parts: list[Part]) -> list[str]:
    if kind != drafts.MATCHING:
        return list(LETTERS[: len(parts)])
    prompts = sum("pair" in part.mark for part in parts)
    if prompts > len(PROMPTS) or len(parts) - prompts > len(LETTERS):
        raise LeftOut(_("It has too many options."))
    return [*PROMPTS[:prompts], *LETTERS[: len(parts) - prompts]]


def place_of(question: Element, category: str, defaults: Defaults) -> tuple[str, str]:
    """Competency and level, where a tag or the category names one."""
    tags = [text_at(tag, "") for part in question if local(part) == "tags" for tag in part]
    said = [*tags, *category.replace("/", " ").split()]
    competency = next((word for word in said if word in defaults.competencies), "")
    return competency, next((word.lower() for word in said if word.lower() in rules.LEVELS), "")


def words_in(language: str, question: Element, kind: str, letters: list[str], parts: list[Part], texts: Texts) -> Words:
    options = {letter: part.text(language) for letter, part in zip(letters, parts, strict=True)}
    guide = guide_in(language, question, texts) if kind == drafts.OPEN else ""
    return Words(
        stem=texts.of(child(question, "questiontext"), language),
        rationale=texts.of(child(question, "generalfeedback"), language),
        guide=guide,
        options={letter: text for letter, text in sorted(options.items()) if text},
    )


def guide_in(language: str, question: Element, texts: Texts) -> str:
    accepted = [texts.of(answer, language) for answer in question if local(answer) == "answer"]
    if accepted:
        return _("Accepted answers: %(answers)s") % {"answers": "; ".join(accepted)}
    return texts.of(child(question, "graderinfo"), language)


def shape_of(question: Element, texts: Texts) -> tuple[str, list[Part]]:
    """The kind and the options. Raises LeftOut."""
    name = question.get("type", "")
    if name not in SHAPES:
        raise LeftOut(_("Questions of the type %(type)s cannot be taken.") % {"type": name[:60]})
    return SHAPES[name](question, texts)


def answers_of(question: Element) -> list[tuple[Element, float]]:
    """`[(answer, its share of the points in per cent)]`"""
    return [(answer, share_of(answer)) for answer in question if local(answer) == "answer"]


def share_of(answer: Element) -> float:
    try:
        share = float(answer.get("fraction", "0"))
    except ValueError:
        raise LeftOut(_("The points of an answer are no number.")) from None
    if not -1000 < share < 1000:  # NaN as well
        raise LeftOut(_("The points of an answer are no number."))
    return share


def multichoice(question: Element, texts: Texts) -> tuple[str, list[Part]]:
    answers = answers_of(question)
    note_feedback(answers, texts)
    if flag(question, "single", default=True):
        right = [share >= WHOLE for _answer, share in answers]
        if sum(right) != 1:
            raise LeftOut(_("One answer may be chosen, but %(count)s are fully right.") % {"count": sum(right)})
        if any(0 < share < WHOLE for _answer, share in answers):
            texts.note(_("Points for partly right answers are lost."))
        marks = [{"is_key": is_right} for is_right in right]
        return drafts.SINGLE_BEST, parts_of(answers, marks, texts)
    if len({share for _answer, share in answers if share > 0}) > 1:
        texts.note(_("Its own weights are lost: each right answer counts the same here."))
    return drafts.MULTIPLE, parts_of(answers, [{"points": int(share > 0)} for _answer, share in answers], texts)


def truefalse(question: Element, texts: Texts) -> tuple[str, list[Part]]:
    answers = answers_of(question)
    note_feedback(answers, texts)
    shares = {text_at(answer, "").lower(): share for answer, share in answers}
    if set(shares) != {"true", "false"}:
        raise LeftOut(_("A true-or-false question needs the answers true and false."))
    is_true = shares["true"] > shares["false"]
    return drafts.TRUE_FALSE, [
        Part(lambda language: rules.true_and_false(language)["a"], {"is_key": is_true}),
        Part(lambda language: rules.true_and_false(language)["b"], {"is_key": not is_true}),
    ]


def matching(question: Element, texts: Texts) -> tuple[str, list[Part]]:
    """A pair without a prompt is a wrong answer that only distracts; equal answers are one."""
    pairs = [(part, child(part, "answer")) for part in question if local(part) == "subquestion"]
    targets: dict[str, Element] = {}
    for _prompt, answer in pairs:
        if answer is not None and texts.of(answer, ""):
            targets.setdefault(texts.of(answer, ""), answer)
    if len(targets) > len(LETTERS):
        raise LeftOut(_("It has too many options."))
    letters = dict(zip(targets, LETTERS, strict=False))
    prompts = [(prompt, letters.get(texts.of(answer, ""), "")) for prompt, answer in pairs if texts.of(prompt, "")]
    parts = [Part(reader(prompt, texts), {"pair": letter}) for prompt, letter in prompts]
    return drafts.MATCHING, parts + [Part(reader(answer, texts), {}) for answer in targets.values()]


def ordering(question: Element, texts: Texts) -> tuple[str, list[Part]]:
    """The fraction is the place from 1; some exports leave it out and rely on the order in the file."""
    answers = answers_of(question)
    by_place = sorted(range(len(answers)), key=lambda number: answers[number][1])
    ranks = {number: rank for rank, number in enumerate(by_place, start=1)}
    if child(question, "gradingtype") is not None:
        texts.note(_("Its own way of counting the order is lost."))
    return drafts.ORDERING, parts_of(answers, [{"rank": ranks[number]} for number in range(len(answers))], texts)


def essay(question: Element, texts: Texts) -> tuple[str, list[Part]]:
    if text_at(question, "attachments") not in ("", "0"):
        texts.note(_("Files cannot be handed in here."))
    return drafts.OPEN, []


def shortanswer(question: Element, texts: Texts) -> tuple[str, list[Part]]:
    texts.note(_("A trainer marks it here: the accepted answers stand in the marking guide."))
    return drafts.OPEN, []


def parts_of(answers: list[tuple[Element, float]], marks: list[dict], texts: Texts) -> list[Part]:
    return [Part(reader(answer, texts), mark) for (answer, _share), mark in zip(answers, marks, strict=True)]


def reader(element: Element, texts: Texts) -> Callable[[str], str]:
    return lambda language: texts.of(element, language)


def note_feedback(answers: list[tuple[Element, float]], texts: Texts) -> None:
    if any(text_at(answer, "feedback") for answer, _share in answers):
        texts.note(_("Lost, because only text is taken: %(things)s.") % {"things": names_of({"feedback"})})


SHAPES: dict[str, Callable[[Element, Texts], tuple[str, list[Part]]]] = {
    "multichoice": multichoice,
    "truefalse": truefalse,
    "matching": matching,
    "ordering": ordering,
    "essay": essay,
    "shortanswer": shortanswer,
}
