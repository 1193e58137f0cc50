"""Hints to authors: what makes a question weaker. They never stop anybody; pure functions."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from lms.core.languages import Language
from lms.questionnaires import drafts
from lms.questionnaires.drafts import PROMPTS, Facts, Words
from lms.questionnaires.rules import at_start, option_name

NEGATIVE = re.compile(r"\b(not|never|except|least|incorrect|false|wrong|cannot|isn't|don't|doesn't)\b", re.IGNORECASE)
CATCH_ALL = re.compile(r"\b(all|none|both) of (the|these) (above|below|options|answers)\b", re.IGNORECASE)
UNEVEN_TIMES, UNEVEN_SIGNS = 1.7, 25  # the longest against the shortest, as times and as signs more


def hints_for(facts: Facts, words: Mapping[str, Words]) -> list[str]:
    """Sentences for the author."""
    english = words.get(Language.ENGLISH, drafts.NOTHING)
    found = stem_hints(english) + option_hints(english)
    if facts.kind == drafts.SITUATIONAL:
        found += consequence_hints(facts, english)
    for language, texts in words.items():
        found += language_hints(facts, language, texts, english)
    return found + missing_languages(words)


def stem_hints(english: Words) -> list[str]:
    found = []
    negative = NEGATIVE.search(english.stem)
    if negative:
        message = _("The question holds “%(word)s”: people read over it. Ask for what is right.")
        found.append(message % {"word": negative.group(0)})
    if english.stem and not english.rationale:
        found.append(_("There is no rationale: learners are not told why."))
    return found


def option_hints(english: Words) -> list[str]:
    caught = [letter for letter, text in sorted(english.options.items()) if CATCH_ALL.search(text)]
    message = _("%(option)s refers to the other options, whose order changes from person to person.")
    return [message % {"option": at_start(letter)} for letter in caught]


def consequence_hints(facts: Facts, english: Words) -> list[str]:
    missing = [letter for letter in facts.letters if letter not in english.consequences]
    message = _("%(option)s has no consequence: learners are not told what it leads to.")
    return [message % {"option": at_start(letter)} for letter in missing]


def language_hints(facts: Facts, language: str, texts: Words, english: Words) -> list[str]:
    if texts.is_empty:
        return []
    name = Language(language).label
    found = length_hints(facts, texts) + gaps(facts, texts, english)
    return [_("%(language)s: %(hint)s") % {"language": name, "hint": hint} for hint in found]


def length_hints(facts: Facts, texts: Words) -> list[str]:
    lengths = {letter: len(text) for letter, text in texts.options.items() if letter not in PROMPTS}
    if len(lengths) < 2 or facts.kind in (drafts.ATTITUDE, drafts.TRUE_FALSE, drafts.ORDERING, drafts.MATCHING):
        return []
    found = []
    best = [mark.letter for mark in facts.marks if mark.is_key or (mark.points and mark.points == best_points(facts))]
    others = [count for letter, count in lengths.items() if letter not in best]
    if others and any(lengths.get(letter, 0) > max(others) for letter in best):
        found.append(_("the right option is the longest."))
    longest, shortest = max(lengths.values()), min(lengths.values())
    if longest > UNEVEN_TIMES * shortest and longest - shortest > UNEVEN_SIGNS:
        found.append(_("the options differ much in length."))
    return found


def best_points(facts: Facts) -> int:
    return max((mark.points or 0 for mark in facts.marks), default=0)


def gaps(facts: Facts, texts: Words, english: Words) -> list[str]:
    """What English has and this language has not."""
    missing = [letter for letter in facts.letters if letter not in texts.options]
    found = [_("%(option)s has no text.") % {"option": option_name(letter)} for letter in missing]
    if english.rationale and not texts.rationale:
        found.append(_("the rationale is missing."))
    if facts.kind == drafts.OPEN and english.guide and not texts.guide:
        found.append(_("the marking guide is missing."))
    return found


def missing_languages(words: Mapping[str, Words]) -> list[str]:
    missing = [str(language.label) for language in Language if words.get(language, drafts.NOTHING).is_empty]
    if not missing:
        return []
    return [_("No words yet in: %(languages)s.") % {"languages": ", ".join(missing)}]
