"""Writing an import into the bank, and the trace that an export leaves."""

from collections.abc import Sequence
from dataclasses import asdict

from django.db import IntegrityError, transaction

from lms.core import audit
from lms.core.languages import Language
from lms.people.models import User
from lms.questionnaires import standing
from lms.questionnaires.actions import writing
from lms.questionnaires.exchange import formats
from lms.questionnaires.exchange.errors import BankChanged, FaultsStand
from lms.questionnaires.exchange.items import Defaults, Item
from lms.questionnaires.exchange.plan import Plan, WordChange, plan_import
from lms.questionnaires.models import Question, QuestionWording


def import_questions(*, content: bytes, defaults: Defaults, by: User | None, file_name: str = "") -> Plan:
    """Write what a file brings: new questions as drafts of this person, words as long as nobody signed them off.

    All or nothing. A second import of the same file changes nothing. Raises FileTooLarge, FileNotReadable,
    FaultsStand where one fault stands, and BankChanged where somebody else wrote the same codes meanwhile.
    """
    source, reading = formats.read(content, defaults)
    try:
        with transaction.atomic():
            lock(reading.items)
            plan = plan_import(source, reading, defaults)
            if plan.faults:
                raise FaultsStand
            write(plan, by, file_name)
    except IntegrityError as error:
        raise BankChanged from error
    return plan


def lock(items: Sequence[Item]) -> None:
    """Nobody signs off or changes these questions between the comparison and the writing."""
    codes = [item.code for item in items if item.code]
    list(Question.objects.select_for_update().filter(code__in=codes).order_by("pk").values_list("pk"))


def write(plan: Plan, by: User | None, file_name: str) -> None:
    for item in plan.new:
        write_new(item, by, file_name)
    for change in plan.changed:
        write_change(change, by, file_name)


def write_new(item: Item, by: User | None, file_name: str) -> None:
    code = item.code or standing.code_for(item.facts.programme_code, item.facts.competency)
    question = writing.create_question(
        code, item.facts, item.words, by, action="questionnaires.import", file=file_name[:200]
    )
    mark_machine_drafts(question, item.machine_drafts)


def write_change(change: WordChange, by: User | None, file_name: str) -> None:
    question = change.question
    for language, texts in change.words.items():
        writing.write_words(question, language, texts, by)
    mark_machine_drafts(question, change.machine_drafts)
    if Language.ENGLISH in change.words:
        reviewed = Question.objects.filter(pk=question.pk).exclude(
            state__in=[Question.State.DRAFT, Question.State.RETIRED]
        )
        reviewed.update(**writing.UNREVIEWED)
    before = {language: asdict(texts) for language, texts in change.before.items()}
    writing.record_change(question, list(change.words), before, file_name, by)


def mark_machine_drafts(question: Question, languages: frozenset[str]) -> None:
    QuestionWording.objects.filter(question=question, language__in=languages).update(is_machine_draft=True)


def record_export(*, programme_code: str, target: str, questions: int, by: User) -> None:
    """Keys have left the house: who took them, and how many."""
    audit.record(by, "questionnaires.export", by=by, programme=programme_code, format=target, questions=questions)
