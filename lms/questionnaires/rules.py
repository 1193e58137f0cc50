"""What must be right about a question before it is saved: pure rules; each fault names its field."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from lms.core.cleaning import clean
from lms.core.languages import Language
from lms.questionnaires import drafts
from lms.questionnaires.drafts import PROMPTS, Facts, Mark, Words

STEM_SIGNS, OPTION_SIGNS, RATIONALE_SIGNS = 2000, 500, 3000
LEVELS = ("recall", "understand", "apply", "analyse")
COUNTS = {
    drafts.SINGLE_BEST: (2, 6),
    drafts.MULTIPLE: (2, 8),
    drafts.TRUE_FALSE: (2, 2),
    drafts.ORDERING: (3, 8),
    drafts.SITUATIONAL: (2, 6),
    drafts.ATTITUDE: (3, 7),
    drafts.OPEN: (0, 0),
}
PAIR_COUNTS = (2, 8)
# Signs that show nothing or turn the words around them; U+200B to U+200D carry meaning in our scripts.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
CODE = re.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
RESERVED_CODES = {"new", "tasks", "import", "export", "analysis", "forms"}


@dataclass(frozen=True)
class Fault:
    """`field` is the name of the form's field: `key`, `stem-km`, `text-b-km`."""

    field: str
    message: str


def faults_in(facts: Facts, words: Mapping[str, Words], competencies: Mapping[str, list[str]]) -> list[Fault]:
    """Everything wrong; `competencies` is `{programme code: [its competencies]}`, `words` by language.

    English has to be complete. Another language may wait for some options: it is not used until it has them all.
    """
    found = fact_faults(facts, competencies)
    found += MARK_RULES.get(facts.kind, no_faults)(facts.marks)
    found += english_faults(facts, words.get(Language.ENGLISH, drafts.NOTHING))
    found += order_faults(facts.kind, words)
    for language, texts in words.items():
        found += word_faults(language, texts)
    return found


def code_faults(code: str) -> list[Fault]:
    if CODE.fullmatch(code) and code.lower() not in RESERVED_CODES:
        return []
    return [Fault("code", _("Code: use letters, digits and hyphens, at most 40."))]


def no_faults(marks: tuple[Mark, ...]) -> list[Fault]:
    return []


def option_name(letter: str) -> str:
    if letter in PROMPTS:
        return _("prompt %(number)s") % {"number": letter}
    return _("option %(letter)s") % {"letter": letter.upper()}


def at_start(letter: str) -> str:
    """The option's name where it opens a sentence."""
    return capfirst(option_name(letter))


def fact_faults(facts: Facts, competencies: Mapping[str, list[str]]) -> list[Fault]:
    found = []
    if facts.programme_code not in competencies:
        found.append(Fault("programme", _("Choose a programme.")))
    elif facts.competency not in competencies[facts.programme_code]:
        found.append(Fault("competency", _("Choose a competency of this programme.")))
    if facts.level not in LEVELS:
        found.append(Fault("level", _("Choose what the question asks for.")))
    if facts.kind not in COUNTS and facts.kind != drafts.MATCHING:
        found.append(Fault("kind", _("Choose a kind of question.")))
    return found


def count_faults(kind: str, marks: tuple[Mark, ...]) -> list[Fault]:
    least, most = COUNTS[kind]
    if least <= len(marks) <= most and not any(mark.letter in PROMPTS for mark in marks):
        return []
    if most == 0:
        return [Fault("options", _("An open question has no options: remove them."))]
    if least == most:
        return [Fault("options", _("This kind of question has exactly %(count)s options.") % {"count": most})]
    between = {"least": least, "most": most}
    return [Fault("options", _("This kind of question has %(least)s to %(most)s options.") % between)]


def one_key(kind: str, marks: tuple[Mark, ...]) -> list[Fault]:
    found = count_faults(kind, marks)
    keys = [mark for mark in marks if mark.is_key]
    if len(keys) != 1:
        found.append(Fault("key", _("Mark exactly one option as the right one.")))
    return found + [harm_fault(mark) for mark in keys if mark.is_serious_harm]


def harm_fault(mark: Mark) -> Fault:
    message = _("%(option)s: it cannot be right and do serious harm.")
    return Fault(f"harm-{mark.letter}", message % {"option": at_start(mark.letter)})


def some_right(marks: tuple[Mark, ...]) -> list[Fault]:
    found = count_faults(drafts.MULTIPLE, marks)
    if not any(mark.points for mark in marks):
        found.append(Fault("options", _("Mark at least one option as right.")))
    return found + [harm_fault(mark) for mark in marks if mark.points and mark.is_serious_harm]


def worth_0_1_2(marks: tuple[Mark, ...]) -> list[Fault]:
    found = count_faults(drafts.SITUATIONAL, marks)
    for mark in marks:
        if mark.points not in (0, 1, 2):
            message = _("%(option)s: say whether it is worth 0, 1 or 2 points.")
            found.append(Fault(f"points-{mark.letter}", message % {"option": at_start(mark.letter)}))
    if not any(mark.points == 2 for mark in marks):
        found.append(Fault("options", _("At least one option has to be worth 2 points.")))
    return found + [harm_fault(mark) for mark in marks if mark.points and mark.is_serious_harm]


def complete_order(marks: tuple[Mark, ...]) -> list[Fault]:
    found = count_faults(drafts.ORDERING, marks)
    ranks = Counter(mark.rank for mark in marks)
    places = set(range(1, len(marks) + 1))
    for mark in marks:
        if mark.rank not in places or ranks[mark.rank] > 1:
            message = _("%(option)s: give each step its own place, from 1 to %(last)s.")
            found.append(Fault(f"rank-{mark.letter}", message % {"option": at_start(mark.letter), "last": len(marks)}))
    return found


def complete_pairs(marks: tuple[Mark, ...]) -> list[Fault]:
    prompts = [mark for mark in marks if mark.letter in PROMPTS]
    targets = {mark.letter for mark in marks} - set(PROMPTS)
    least, most = PAIR_COUNTS
    found = []
    if not (least <= len(prompts) <= most and least <= len(targets) <= most):
        between = {"least": least, "most": most}
        found.append(Fault("options", _("Give %(least)s to %(most)s prompts and as many answers to match.") % between))
    for mark in prompts:
        if mark.pair not in targets:
            message = _("%(option)s: choose what belongs to it.")
            found.append(Fault(f"pair-{mark.letter}", message % {"option": at_start(mark.letter)}))
    return found


MARK_RULES: dict[str, Callable[[tuple[Mark, ...]], list[Fault]]] = {
    drafts.SINGLE_BEST: lambda marks: one_key(drafts.SINGLE_BEST, marks),
    drafts.TRUE_FALSE: lambda marks: one_key(drafts.TRUE_FALSE, marks),
    drafts.MULTIPLE: some_right,
    drafts.SITUATIONAL: worth_0_1_2,
    drafts.ORDERING: complete_order,
    drafts.MATCHING: complete_pairs,
    drafts.ATTITUDE: lambda marks: count_faults(drafts.ATTITUDE, marks),
    drafts.OPEN: lambda marks: count_faults(drafts.OPEN, marks),
}


def english_faults(facts: Facts, texts: Words) -> list[Fault]:
    """English is the source of the other languages."""
    found = []
    if not texts.stem:
        found.append(Fault("stem-en", _("English: write the question.")))
    for letter in facts.letters:
        if letter not in texts.options:
            message = _("English, %(option)s: write its text.") % {"option": option_name(letter)}
            found.append(Fault(f"text-{letter}-en", message))
    if facts.kind == drafts.OPEN and not texts.guide:
        found.append(Fault("guide-en", _("English: write how to mark the answers.")))
    return found


def true_and_false(language: str) -> dict[str, str]:
    """`{letter: text}` of the two options of a true-or-false question, in a language of ours."""
    with override(language):
        return {"a": _("True"), "b": _("False")}


def order_faults(kind: str, words: Mapping[str, Words]) -> list[Fault]:
    """True stands first, false second: everybody sees them in this order, so it must say nothing about the key."""
    if kind != drafts.TRUE_FALSE:
        return []
    message = _("%(language)s: option A of a true-or-false question is “%(a)s”, option B “%(b)s”.")
    return [
        Fault(f"text-a-{language}", message % {"language": Language(language).label, **true_and_false(language)})
        for language, texts in words.items()
        if not is_true_then_false(language, texts.options)
    ]


def is_true_then_false(language: str, options: Mapping[str, str]) -> bool:
    """English has these very words; another language may use its own, but not the two the other way round."""
    first, second = map(bare, true_and_false(language).values())
    said = {letter: bare(text) for letter, text in options.items()}
    if language == Language.ENGLISH:
        return said in ({}, {"a": first, "b": second})
    return said.get("a") != second and said.get("b") != first


def word_faults(language: str, texts: Words) -> list[Fault]:
    """What is wrong with the words of one language, whatever the others say."""
    name = Language(language).label
    found = []
    if not texts.stem and not texts.is_empty and language != Language.ENGLISH:
        message = _("%(language)s: write the question, or leave everything in this language empty.")
        found.append(Fault(f"stem-{language}", message % {"language": name}))
    for field, label, text, signs in fields_of(language, texts):
        found += text_faults(field, f"{name}, {label}", text, signs)
    for letter, twin in twins_in(texts.options):
        names = {"language": name, "option": option_name(letter), "other": option_name(twin)}
        message = _("%(language)s: %(option)s says the same as %(other)s.") % names
        found.append(Fault(f"text-{letter}-{language}", message))
    for letter in sorted(set(texts.consequences) - set(texts.options)):
        names = {"language": name, "option": option_name(letter)}
        message = _("%(language)s, %(option)s: a consequence needs the option's text.") % names
        found.append(Fault(f"text-{letter}-{language}", message))
    return found


def fields_of(language: str, texts: Words) -> list[tuple[str, str, str, int]]:
    """`[(field, label, text, most signs)]`"""
    rows = [
        (f"stem-{language}", _("question"), texts.stem, STEM_SIGNS),
        (f"rationale-{language}", _("rationale"), texts.rationale, RATIONALE_SIGNS),
        (f"guide-{language}", _("marking guide"), texts.guide, RATIONALE_SIGNS),
    ]
    for letter, text in texts.options.items():
        rows.append((f"text-{letter}-{language}", option_name(letter), text, OPTION_SIGNS))
    for letter, text in texts.consequences.items():
        label = _("consequence of %(option)s") % {"option": option_name(letter)}
        rows.append((f"consequence-{letter}-{language}", label, text, OPTION_SIGNS))
    return rows


def text_faults(field: str, label: str, text: str, signs: int) -> list[Fault]:
    found = []
    if text and not clean(text):
        found.append(Fault(field, _("%(field)s: nothing can be seen of it. Type it again.") % {"field": label}))
    if len(text) > signs:
        message = _("%(field)s: at most %(most)s signs, these are %(count)s.")
        found.append(Fault(field, message % {"field": label, "most": signs, "count": len(text)}))
    if UNPRINTABLE.search(text):
        message = _("%(field)s: it holds a sign that cannot be printed. Type it again.")
        found.append(Fault(field, message % {"field": label}))
    return found


def twins_in(options: Mapping[str, str]) -> list[tuple[str, str]]:
    """`[(letter, earlier letter with the same text)]`; prompts are compared with prompts only."""
    first: dict[tuple[bool, str], str] = {}
    found = []
    for letter, text in sorted(options.items()):
        place = (letter in PROMPTS, bare(text))
        if place in first:
            found.append((letter, first[place]))
        first.setdefault(place, letter)
    return found


def bare(text: str) -> str:
    """What two texts that read alike have in common."""
    return clean(text).casefold().rstrip(".")
