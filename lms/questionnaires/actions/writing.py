"""Writing questions: new ones, changes of facts and words, copies."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lms.core import audit, programmes
from lms.core.cleaning import clean
from lms.core.errors import Refused
from lms.core.languages import Language
from lms.people.models import User
from lms.questionnaires import errors, rules, standing
from lms.questionnaires.drafts import FACTS, NOTHING, Facts, Mark, Words, digest
from lms.questionnaires.loading import UNREVIEWED
from lms.questionnaires.models import Choice, ChoiceWording, Question, QuestionWording
from lms.questionnaires.rules import Fault
from lms.questionnaires.standing import Standing

REASON_SIGNS = 1000
WORD_FIELDS = ("stem", "rationale", "guide", "text", "consequence")
UNSIGNED = {"signed_off_by": None, "signed_off_at": None}


class Faulty(Refused):
    """Something typed cannot be saved as it is; `faults` name the fields."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = list(faults)
        super().__init__(" ".join(fault.message for fault in self.faults))


class ChangedMeanwhile(Refused):
    """Somebody else saved the same `parts` (facts, or languages); `standing` is what they saved."""

    def __init__(self, parts: list[str], now: Standing):
        self.parts, self.standing = parts, now
        super().__init__(_("Somebody else has saved this question meanwhile. Nothing of yours is saved yet."))


@dataclass(frozen=True)
class Change:
    """What one person typed; `versions` are the digests of the parts as they stood on that person's screen.

    `facts` is None for somebody who may write words only. `reason` is needed once people have answered the question.
    """

    words: Mapping[str, Words]
    versions: Mapping[str, str]
    facts: Facts | None = None
    reason: str = ""
    parts: dict[str, Facts | Words] = field(init=False)

    def __post_init__(self):
        facts = {FACTS: self.facts} if self.facts else {}
        object.__setattr__(self, "parts", {**facts, **self.words})

    def changed(self) -> list[str]:
        """The parts that this person has changed."""
        return [name for name, part in self.parts.items() if digest(part) != self.versions.get(name, "")]


def competencies() -> dict[str, list[str]]:
    return {programme.code: list(programme.competencies) for programme in programmes.all_programmes()}


def write_question(*, code: str, facts: Facts, words: Mapping[str, Words], by: User) -> Question:
    """A new question as a draft; an empty `code` takes the next free number. Raises Faulty, CodeTaken.

    A second call with the same words, such as a second click, answers the question of the first.
    """
    faults = rules.faults_in(facts, words, competencies())
    faults += rules.code_faults(code) if code else []
    if faults:
        raise Faulty(faults)
    written = {language: texts for language, texts in words.items() if not texts.is_empty}
    first = newest_draft(by, Standing(facts, written))
    if first and code in ("", first.code):
        return first
    code = code or standing.code_for(facts.programme_code, facts.competency)
    try:
        with transaction.atomic():
            return create_question(code, facts, words, by, action="questionnaires.write")
    except IntegrityError as error:
        raise errors.CodeTaken(code) from error


def newest_draft(by: User, wanted: Standing) -> Question | None:
    """The question that this person began last, if it is a draft that says just this."""
    last = Question.objects.filter(written_by=by).order_by("pk").last()
    if last is None or last.state != Question.State.DRAFT:
        return None
    found = standing.standing_of(last)
    return last if (found.facts, found.words) == (wanted.facts, wanted.words) else None


def create_question(code: str, facts: Facts, words: Mapping[str, Words], by: User, *, action: str, **data) -> Question:
    question = Question.objects.create(code=code, written_by=by, **columns_of(facts))
    write_marks(question, facts.marks)
    written = [language for language, texts in words.items() if not texts.is_empty]
    for language in written:
        write_words(question, language, words[language], by)
    audit.record(question, action, by=by, code=code, languages=written, **data)
    return question


def columns_of(facts: Facts) -> dict:
    columns = asdict(facts)
    del columns["marks"]
    return columns


def copy_question(*, question: Question, by: User) -> Question:
    """A new draft with the same facts and words and the next free code. Raises CodeTaken where two copy at once.

    A second click answers the copy of the first, as long as nothing of it is changed.
    """
    found = standing.standing_of(question)
    first = newest_draft(by, found)
    if first and first != question:
        return first
    code = standing.code_for(question.programme_code, question.competency)
    drafted = [language for language, row in found.wordings.items() if row.is_machine_draft and not row.signed_off_at]
    try:
        with transaction.atomic():
            words = found.words
            copy = create_question(code, found.facts, words, by, action="questionnaires.copy", source=question.code)
            copy.wordings.filter(language__in=drafted).update(is_machine_draft=True)
            return copy
    except IntegrityError as error:
        raise errors.CodeTaken(code) from error


@transaction.atomic
def change_question(*, question: Question, change: Change, by: User) -> list[str]:
    """Save the parts that this person changed and name them; nothing changed, nothing written.

    A change of facts or English words makes a reviewed question a draft again; changed words lose their sign-off.
    Raises ChangedMeanwhile, Faulty, Retired, and on a question that people have answered KeyIsFixed, ReasonNeeded.
    """
    question = Question.objects.select_for_update().get(pk=question.pk)
    now = standing.standing_of(question)
    changed = [name for name in change.changed() if change.parts[name] != part_of(now, name)]
    if not changed:
        return []
    refuse_what_collides(change, changed, now)
    words = {**now.words, **{name: change.words[name] for name in changed if name != FACTS}}
    facts = change.facts if FACTS in changed else now.facts
    refuse_what_is_wrong(question, change, changed, Standing(facts, words))
    before = {name: asdict(part_of(now, name)) for name in changed}
    write_parts(question, now, facts, {name: words[name] for name in changed if name != FACTS}, by)
    record_change(question, changed, before, change.reason, by)
    return changed


def part_of(now: Standing, name: str) -> Facts | Words:
    return now.facts if name == FACTS else now.words.get(name, NOTHING)


def refuse_what_collides(change: Change, changed: list[str], now: Standing) -> None:
    collided = [name for name in changed if digest(part_of(now, name)) != change.versions.get(name)]
    if collided:
        raise ChangedMeanwhile(collided, now)


def refuse_what_is_wrong(question: Question, change: Change, changed: list[str], wanted: Standing) -> None:
    if question.state == Question.State.RETIRED:
        raise errors.Retired
    words = {Language.ENGLISH: NOTHING, **wanted.words}
    faults = [fault for fault in rules.faults_in(wanted.facts, words, competencies()) if is_relevant(fault, changed)]
    emptied = [name for name in changed if name not in (FACTS, Language.ENGLISH) and wanted.words[name].is_empty]
    faults += [Fault(f"stem-{name}", errors.emptied(name)) for name in emptied]
    if faults:
        raise Faulty(faults)
    if standing.is_answered(question):
        refuse_on_answered(question, change, wanted.facts)


def is_relevant(fault: Fault, changed: list[str]) -> bool:
    """A fault in a language that was not touched stops nobody; English goes with the facts."""
    if fault.field.split("-")[0] not in WORD_FIELDS:
        return FACTS in changed
    languages = {*changed, Language.ENGLISH} if FACTS in changed else changed
    return any(fault.field.endswith(f"-{language}") for language in languages)


def refuse_on_answered(question: Question, change: Change, wanted: Facts) -> None:
    stands = standing.facts_of(question)
    if (stands.kind, stands.programme_code, stands.marks) != (wanted.kind, wanted.programme_code, wanted.marks):
        raise errors.KeyIsFixed
    if not clean(change.reason):
        raise Faulty([Fault("reason", errors.ReasonNeeded().message)])


def write_parts(question: Question, now: Standing, facts: Facts, words: Mapping[str, Words], by: User) -> None:
    if facts != now.facts:
        write_facts(question, now.facts, facts, by)
    for language, texts in words.items():
        write_words(question, language, texts, by)
    is_reviewed = question.state not in (Question.State.DRAFT, Question.State.RETIRED)
    if is_reviewed and (Language.ENGLISH in words or needs_review(now.facts, facts)):
        Question.objects.filter(pk=question.pk).update(**UNREVIEWED)


def needs_review(before: Facts, after: Facts) -> bool:
    """Everything but the question about confidence, which is never scored."""
    return asdict(before) | {"asks_confidence": None} != asdict(after) | {"asks_confidence": None}


def write_facts(question: Question, before: Facts, after: Facts, by: User) -> None:
    """A changed key is a new key version; new options take every language's sign-off, which lacks their words."""
    columns = columns_of(after)
    if question.written_by_id is None:
        columns["written_by"] = by  # from now on a load from files leaves it alone
    if before.key != after.key:
        columns["key_version"] = question.key_version + 1
    Question.objects.filter(pk=question.pk).update(**columns)
    if before.marks != after.marks:
        write_marks(question, after.marks)
    if set(after.letters) - set(before.letters):
        QuestionWording.objects.filter(question=question).update(**UNSIGNED)


def write_marks(question: Question, marks: Iterable[Mark]) -> None:
    """Bring the options in line. Marks are cleared first: at no moment may there be two keys or a harmful one."""
    wanted = {mark.letter: mark for mark in marks}
    question.choices.exclude(letter__in=wanted).delete()
    question.choices.update(is_key=False, is_serious_harm=False, points=None, rank=None, pair="")
    there = {choice.letter: choice for choice in question.choices.all()}
    for letter, mark in wanted.items():
        columns = asdict(mark)
        if letter in there:
            Choice.objects.filter(pk=there[letter].pk).update(**columns)
        else:
            Choice.objects.create(question=question, **columns)


def write_words(question: Question, language: str, texts: Words, by: User) -> None:
    """Changed words lose their sign-off; a machine's draft stays one until somebody signs it off."""
    columns = {"stem": texts.stem, "rationale": texts.rationale, "guide": texts.guide, "worded_by": by, **UNSIGNED}
    QuestionWording.objects.update_or_create(question=question, language=language, defaults=columns)
    choices = dict(question.choices.values_list("letter", "pk"))
    standing_texts = ChoiceWording.objects.filter(choice__question=question, language=language)
    standing_texts.exclude(choice__letter__in=texts.options).delete()
    rows = [
        ChoiceWording(
            choice_id=choices[letter], language=language, text=text, consequence=texts.consequences.get(letter, "")
        )
        for letter, text in texts.options.items()
        if letter in choices
    ]
    ChoiceWording.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["choice", "language"], update_fields=["text", "consequence"]
    )


def record_change(question: Question, changed: list[str], before: dict, reason: str, by: User) -> None:
    languages = [name for name in changed if name != FACTS]
    audit.record(
        question,
        "questionnaires.change",
        by=by,
        facts=FACTS in changed,
        languages=languages,
        reason=clean(reason)[:REASON_SIGNS],
        before=before,
    )
