"""What one person may change of one question, and what they typed: between the request and the actions."""

from dataclasses import dataclass, field, replace

from lms.core import languages, programmes
from lms.people.models import Role, User
from lms.questionnaires import drafts, standing, typed
from lms.questionnaires.actions.writing import Change
from lms.questionnaires.drafts import FACTS, LETTERS, NOTHING, PROMPTS, Facts, Words, digest
from lms.questionnaires.models import Question
from lms.questionnaires.permissions import can_write, languages_of, languages_to_word
from lms.questionnaires.standing import Standing

FIRST_COLUMN = languages.Language.ENGLISH.value  # the source stands beside every other language
REMOVE = "remove-"


@dataclass(frozen=True)
class Desk:
    """One person's rights over one question; `question` is None for a new one. Answered: its key is fixed."""

    question: Question | None
    standing: Standing
    may_write_facts: bool
    editable: frozenset[str]
    is_answered: bool = False

    @property
    def may_mark(self) -> bool:
        return self.may_write_facts and not self.is_answered


@dataclass(frozen=True)
class Sheet:
    """What stands on the screen: typed or saved; `versions` are the digests of what it began from."""

    facts: Facts
    words: dict[str, Words]
    versions: dict[str, str]
    shown: list[str]
    code: str = ""
    reason: str = ""
    collided: list[str] = field(default_factory=list)


def desk_for(user: User, question: Question) -> Desk:
    return Desk(
        question=question,
        standing=standing.standing_of(question),
        may_write_facts=can_write(user),
        editable=frozenset(languages_to_word(user)),
        is_answered=standing.is_answered(question),
    )


def as_it_may_be_used(desk: Desk) -> Desk:
    """A retired question is read only; what somebody sends all the same is refused in words, and not lost."""
    if desk.question is None or desk.question.state != Question.State.RETIRED:
        return desk
    return replace(desk, may_write_facts=False, editable=frozenset())


def desk_for_new(user: User, facts: Facts) -> Desk:
    start = Standing(facts, typed.first_words(facts.kind))
    return Desk(None, start, may_write_facts=True, editable=frozenset(languages_to_word(user)))


def first_facts() -> Facts:
    """What the screen of a new question begins with."""
    programme = programmes.all_programmes()[0]
    marks = tuple(drafts.Mark(letter) for letter in typed.FIRST_LETTERS[drafts.SINGLE_BEST])
    return Facts(programme.code, next(iter(programme.competencies)), "apply", drafts.SINGLE_BEST, marks=marks)


def columns_for(user: User, wished: list[str]) -> list[str]:
    """The languages to show side by side: English, and what was picked or the person works in."""
    picked = {code for code in wished if code in languages.CODES}
    if not picked:
        scoped = languages_of(user, Role.Kind.TRANSLATOR) or languages_of(user, Role.Kind.REVIEWER)
        picked = set(scoped) if len(scoped) < len(languages.CODES) else set()
        picked = picked or {languages.current()}
    if picked == {FIRST_COLUMN}:
        picked.add(languages.CODES[1])
    return [code for code in languages.CODES if code in picked or code == FIRST_COLUMN]


def saved_sheet(desk: Desk, shown: list[str]) -> Sheet:
    return Sheet(desk.standing.facts, desk.standing.words, versions_of(desk), shown)


def versions_of(desk: Desk) -> dict[str, str]:
    parts = {FACTS: desk.standing.facts, **{code: desk.standing.words.get(code, NOTHING) for code in languages.CODES}}
    return {name: digest(part) for name, part in parts.items()}


def typed_sheet(desk: Desk, post: typed.Post, shown: list[str]) -> Sheet:
    """What was sent, as far as this person may change it; the rest as it stands."""
    letters = typed.letters_typed(post) if desk.may_mark else desk.standing.facts.letters
    facts = facts_of_desk(desk, typed.facts_typed(post, letters))
    sent = {code: typed.words_typed(post, code, letters) for code in shown if code in desk.editable}
    names = [FACTS, *languages.CODES]
    return Sheet(
        facts=facts,
        words={**desk.standing.words, **sent},
        versions={name: post.get(f"version-{name}", "") for name in names},
        shown=shown,
        code=post.get("code", "").strip(),
        reason=post.get("reason", ""),
    )


def facts_of_desk(desk: Desk, sent: Facts) -> Facts:
    """Kind, programme and marks of an answered question stay whatever was sent."""
    stands = desk.standing.facts
    if not desk.may_write_facts:
        return stands
    if desk.is_answered:
        return replace(sent, programme_code=stands.programme_code, kind=stands.kind, marks=stands.marks)
    return sent


def change_on(desk: Desk, sheet: Sheet) -> Change:
    words = {code: sheet.words.get(code, NOTHING) for code in sheet.shown if code in desk.editable}
    facts = sheet.facts if desk.may_write_facts else None
    return Change(words=words, versions=sheet.versions, facts=facts, reason=sheet.reason)


def rearranged(sheet: Sheet, wish: str, picked: list[str]) -> Sheet:
    """The same sheet with one more option or one less, another kind's options, or other languages; nothing is saved."""
    if wish == "languages":
        return replace(sheet, shown=[code for code in languages.CODES if code in picked or is_unsaved(sheet, code)])
    letters = sheet.facts.letters
    if wish == "add":
        letters = typed.with_one_more(letters, LETTERS)
    elif wish == "add-prompt":
        letters = typed.with_one_more(letters, PROMPTS)
    elif wish == "kind":
        letters = typed.letters_for(sheet.facts.kind, letters, sheet.words)
    elif wish.startswith(REMOVE):
        letters = letters.replace(wish.removeprefix(REMOVE)[:1], "")
    return with_letters(sheet, letters)


def is_unsaved(sheet: Sheet, code: str) -> bool:
    """Whether somebody typed in this language: it stays on the screen until it is saved."""
    if code == FIRST_COLUMN:
        return True
    return code in sheet.shown and digest(sheet.words.get(code, NOTHING)) != sheet.versions.get(code)


def with_letters(sheet: Sheet, letters: str) -> Sheet:
    there = {mark.letter: mark for mark in sheet.facts.marks}
    marks = tuple(there.get(letter) or drafts.Mark(letter) for letter in letters)
    words = {code: with_options(texts, letters) for code, texts in sheet.words.items()}
    return replace(sheet, facts=replace(sheet.facts, marks=marks), words=words)


def with_options(texts: Words, letters: str) -> Words:
    def kept(rows):
        return {letter: text for letter, text in rows.items() if letter in letters}

    return replace(texts, options=kept(texts.options), consequences=kept(texts.consequences))
