"""Reads over the bank: the list, its summary by blueprint, and the review tasks."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from lms.core import programmes
from lms.core.languages import Language
from lms.core.programmes import Programme
from lms.questionnaires.coverage import Coverage, coverage_of
from lms.questionnaires.models import Question, QuestionWording, ReviewTask

NOT_ON_FORMS = (Question.Kind.ATTITUDE, Question.Kind.OPEN)  # a draw from the bank leaves them out


@dataclass(frozen=True)
class BankRow:
    """One programme's part of the bank."""

    programme: Programme
    questions: int
    coverage: Coverage
    open_tasks: int


def bank_rows() -> list[BankRow]:
    """One row per programme, in three queries."""
    questions = Counter(dict(Question.objects.order_by().values_list("programme_code").annotate(Count("pk"))))
    live: dict[str, Counter] = {}
    rows = Question.objects.filter(state=Question.State.LIVE).exclude(kind__in=NOT_ON_FORMS).order_by()
    for code, *cell, count in rows.values_list("programme_code", "competency", "level").annotate(Count("pk")):
        live.setdefault(code, Counter())[tuple(cell)] = count
    by_programme = ReviewTask.objects.open().order_by().values_list("question__programme_code")
    tasks = dict(by_programme.annotate(Count("pk")))
    return [
        BankRow(row, questions[row.code], coverage_of(row.blueprint, live.get(row.code, {})), tasks.get(row.code, 0))
        for row in programmes.all_programmes()
    ]


def shown_wording(wordings: Iterable[QuestionWording], language: str) -> QuestionWording | None:
    """The words in this language, else in English."""
    by_language = {row.language: row for row in wordings}
    return by_language.get(language) or by_language.get(Language.ENGLISH)


def list_rows(questions: Iterable[Question], language: str) -> list[Question]:
    """The questions of one page with what the list says of each: `shown_wording` and `signed_off_count`."""
    rows = list(questions)
    for row in rows:
        row.shown_wording = shown_wording(row.all_wordings, language)
        row.signed_off_count = sum(wording.signed_off_at is not None for wording in row.all_wordings)
    return rows


def questions_found(wanted: dict) -> QuerySet[Question]:
    """The bank narrowed by the cleaned values of BankFilter, with `open_tasks` and each one's wordings."""
    found = Question.objects.annotate(
        open_tasks=Count("review_tasks", filter=Q(review_tasks__closed_at=None), distinct=True)
    )
    for name, column in COLUMNS.items():
        if wanted.get(name):
            found = found.filter(**{column: wanted[name]})
    if wanted.get("tasks"):
        found = found.filter(open_tasks__gt=0)
    for word in wanted.get("q", "").split():
        holds_word = QuestionWording.objects.filter(question=OuterRef("pk"), stem__icontains=word)
        found = found.filter(Q(code__icontains=word) | Exists(holds_word))
    found = with_words(found, wanted.get("language", ""), wanted.get("words", ""))
    wordings = QuestionWording.objects.only("question", "language", "stem", "signed_off_at")
    return found.prefetch_related(Prefetch("wordings", wordings, to_attr="all_wordings")).order_by("code")


COLUMNS = {"programme": "programme_code", "competency": "competency", "state": "state", "kind": "kind"}


def with_words(found: QuerySet[Question], language: str, readiness: str) -> QuerySet[Question]:
    """Those that have words in the language; which of them, `readiness` says."""
    if not language:
        return found
    wording = QuestionWording.objects.filter(question=OuterRef("pk"), language=language)
    if readiness == "missing":
        return found.filter(~Exists(wording))
    if readiness:
        wording = wording.filter(signed_off_at__isnull=readiness == "waiting")
    return found.filter(Exists(wording))


def tasks_found(wanted: dict) -> QuerySet[ReviewTask]:
    """Review tasks, the open ones first, then the newest."""
    found = ReviewTask.objects.select_related("question", "closed_by")
    for name, column in TASK_COLUMNS.items():
        if wanted.get(name):
            found = found.filter(**{column: wanted[name]})
    return found.order_by(F("closed_at").desc(nulls_first=True), "-opened_at", "pk")


TASK_COLUMNS = {"programme": "question__programme_code", "flag": "flag", "language": "language"}


def tasks_of(question: Question) -> QuerySet[ReviewTask]:
    return tasks_found({}).filter(question=question)
