"""Reads what somebody typed on the authoring screen: whatever it holds, nothing is refused here and nothing lost."""

from collections.abc import Mapping
from typing import Protocol

from lms.core.languages import Language
from lms.questionnaires import drafts, rules
from lms.questionnaires.drafts import LETTERS, PROMPTS, Facts, Mark, Words

FIRST_LETTERS = {
    drafts.SINGLE_BEST: "abcd",
    drafts.MULTIPLE: "abcde",
    drafts.TRUE_FALSE: "ab",
    drafts.MATCHING: "123abc",
    drafts.ORDERING: "abcd",
    drafts.SITUATIONAL: "abcd",
    drafts.ATTITUDE: "abcde",
    drafts.OPEN: "",
}


class Post(Protocol):
    """What request.POST offers."""

    def get(self, name: str, default: str = "") -> str: ...
    def getlist(self, name: str) -> list[str]: ...


def letters_typed(post: Post) -> str:
    """The options on the screen, in order; anything else that was sent is left out."""
    sent = set(post.get("letters", "")[:100])
    return "".join(letter for letter in PROMPTS + LETTERS if letter in sent)


def facts_typed(post: Post, letters: str) -> Facts:
    kind = post.get("kind", "")
    return Facts(
        programme_code=post.get("programme", ""),
        competency=post.get("competency", ""),
        level=post.get("level", ""),
        kind=kind,
        asks_confidence=post.get("confidence", "") == "yes",
        marks=tuple(mark_typed(post, kind, letter) for letter in letters),
    )


def mark_typed(post: Post, kind: str, letter: str) -> Mark:
    """Only the marks that the kind has."""
    mark: dict = {"letter": letter}
    if kind in (drafts.SINGLE_BEST, drafts.TRUE_FALSE):
        mark["is_key"] = post.get("key", "") == letter
    if kind == drafts.MULTIPLE:
        mark["points"] = int(letter in post.getlist("right"))
    if kind == drafts.SITUATIONAL:
        mark["points"] = small_number(post.get(f"points-{letter}", ""))
    if kind == drafts.ORDERING:
        mark["rank"] = small_number(post.get(f"rank-{letter}", ""))
    if kind == drafts.MATCHING and letter in PROMPTS:
        mark["pair"] = post.get(f"pair-{letter}", "")[:1]
    if kind in (drafts.SINGLE_BEST, drafts.TRUE_FALSE, drafts.MULTIPLE, drafts.SITUATIONAL):
        mark["is_serious_harm"] = letter in post.getlist("harm")
    return Mark(**mark)


def small_number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 2 else None


def words_typed(post: Post, language: str, letters: str) -> Words:
    """A text that is not on the screen, such as a consequence of another kind of question, is empty."""
    return Words(
        stem=text_typed(post, f"stem-{language}"),
        rationale=text_typed(post, f"rationale-{language}"),
        guide=text_typed(post, f"guide-{language}"),
        options=texts_typed(post, "text", language, letters),
        consequences=texts_typed(post, "consequence", language, letters),
    )


def texts_typed(post: Post, name: str, language: str, letters: str) -> dict[str, str]:
    texts = {letter: text_typed(post, f"{name}-{letter}-{language}") for letter in letters}
    return {letter: text for letter, text in sorted(texts.items()) if text}


def text_typed(post: Post, name: str) -> str:
    return post.get(name, "").replace("\r\n", "\n").replace("\r", "\n").strip()


def first_words(kind: str) -> dict[str, Words]:
    """What a new question holds already: the two options of a true-or-false question."""
    if kind != drafts.TRUE_FALSE:
        return {}
    return {Language.ENGLISH.value: Words(options=rules.true_and_false(Language.ENGLISH))}


def letters_for(kind: str, letters: str, words: Mapping[str, Words]) -> str:
    """The options of a question that becomes another kind: what holds a text stays, to be removed by hand."""
    wanted = FIRST_LETTERS.get(kind, "")
    with_text = {letter for texts in words.values() for letter in (*texts.options, *texts.consequences)}
    kept = with_text & set(letters)
    if kind == drafts.MATCHING or not kept:
        kept |= set(wanted)
    return "".join(letter for letter in PROMPTS + LETTERS if letter in kept | set(wanted[:2]))


def with_one_more(letters: str, signs: str) -> str:
    """The first free letter of `signs` (LETTERS or PROMPTS) added; the same where none is free."""
    free = next((letter for letter in signs if letter not in letters), "")
    return "".join(letter for letter in PROMPTS + LETTERS if letter in letters + free)
