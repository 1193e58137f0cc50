"""Reads of one question: what stands, who wrote it, whether people have answered it, what happened to it."""

from dataclasses import dataclass, field

from wagtail.models import ModelLogEntry

from lms.people.models import User
from lms.questionnaires.drafts import NOTHING, Facts, Mark, Words, digest, next_code
from lms.questionnaires.models import Choice, ChoiceWording, Question, QuestionWording

WRITING_ACTIONS = ("questionnaires.write", "questionnaires.change", "questionnaires.copy", "questionnaires.import")
LINES = 50
MARKS = ("letter", "is_key", "is_serious_harm", "points", "rank", "pair")


@dataclass(frozen=True)
class Standing:
    """What the database holds of one question; `wordings` are the rows behind `words`."""

    facts: Facts
    words: dict[str, Words] = field(default_factory=dict)
    wordings: dict[str, QuestionWording] = field(default_factory=dict)


def facts_of(question: Question) -> Facts:
    rows = Choice.objects.filter(question=question).order_by("letter").values_list(*MARKS)
    return facts_with(question, [Mark(*row) for row in rows])


def facts_with(question: Question, marks: list[Mark]) -> Facts:
    return Facts(
        programme_code=question.programme_code,
        competency=question.competency,
        level=question.level,
        kind=question.kind,
        asks_confidence=question.asks_confidence,
        marks=tuple(marks),
    )


def standing_of(question: Question) -> Standing:
    """In three queries."""
    texts = option_texts(question)
    rows = QuestionWording.objects.filter(question=question).select_related("worded_by", "signed_off_by")
    wordings = {row.language: row for row in rows}
    words = {language: words_in(row, texts.get(language, [])) for language, row in wordings.items()}
    return Standing(facts_of(question), words, wordings)


def fingerprint(found: Standing) -> str:
    """What a reviewer looks at: the facts and the English words."""
    return digest(found.facts) + digest(found.words.get("en", NOTHING))


def option_texts(question: Question) -> dict[str, list[tuple[str, str, str]]]:
    """`{language: [(letter, text, consequence)]}`"""
    rows = ChoiceWording.objects.filter(choice__question=question).order_by("choice__letter")
    texts: dict[str, list[tuple[str, str, str]]] = {}
    for language, *row in rows.values_list("language", "choice__letter", "text", "consequence"):
        texts.setdefault(language, []).append(tuple(row))
    return texts


def words_in(row: QuestionWording, texts: list[tuple[str, str, str]]) -> Words:
    return Words(
        stem=row.stem,
        rationale=row.rationale,
        guide=row.guide,
        options={letter: text for letter, text, _consequence in texts if text},
        consequences={letter: consequence for letter, _text, consequence in texts if consequence},
    )


def is_answered(question: Question) -> bool:
    """Whether it stands on a form that somebody has met: then its key and options no longer change here."""
    return Question.objects.filter(pk=question.pk, places__form__attempts__isnull=False).exists()


def lines_of(question: Question):
    return ModelLogEntry.objects.for_instance(question).select_related("user").order_by("-timestamp", "-pk")


def history_of(question: Question) -> list[ModelLogEntry]:
    """The newest lines of the audit log first."""
    return list(lines_of(question)[:LINES])


def writers_of(question: Question) -> set[int]:
    """The ids of everybody who wrote a part of it, in any language."""
    worded = QuestionWording.objects.filter(question=question).values_list("worded_by", flat=True)
    logged = lines_of(question).filter(action__in=WRITING_ACTIONS).values_list("user", flat=True)
    return {pk for pk in (question.written_by_id, *worded, *logged) if pk}


def languages_written_by(user: User, question: Question) -> set[str]:
    """The languages whose words this person wrote at any time."""
    lines = lines_of(question).filter(action__in=WRITING_ACTIONS, user=user)
    return {language for line in lines for language in line.data.get("languages", [])}


def english_changed_after(lines: list[ModelLogEntry], wordings: dict) -> set[str]:
    """The languages signed off before the English words changed last."""
    changes = [
        line.timestamp
        for line in lines
        if line.action == "questionnaires.change" and "en" in line.data.get("languages", [])
    ]
    if not changes:
        return set()
    newest = max(changes)
    return {
        language
        for language, row in wordings.items()
        if language != "en" and row.signed_off_at and row.signed_off_at < newest
    }


def code_for(programme_code: str, competency: str) -> str:
    """The next free code of this competency, with the prefix that the bank uses for the programme.

    Compared here and not in the database, which refuses some of what people send.
    """
    programmes = dict(Question.objects.values_list("code", "programme_code"))
    prefixes = {code.split("-")[0] for code, of_programme in programmes.items() if of_programme == programme_code}
    prefix = prefixes.pop() if len(prefixes) == 1 else ""
    return next_code(programme_code, competency, programmes, prefix=prefix)
