"""What an import would do: compared with the bank, with nothing written."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from lms.core.languages import Language
from lms.questionnaires import rules
from lms.questionnaires.actions.writing import competencies
from lms.questionnaires.drafts import Facts, Words
from lms.questionnaires.exchange import columns, stored
from lms.questionnaires.exchange.formats import Source
from lms.questionnaires.exchange.items import FAULT, LEFT_OUT, NOTE, Defaults, Item, Problem, Reading
from lms.questionnaires.models import Question, QuestionWording
from lms.questionnaires.rules import Fault

CHUNK = 500


@dataclass(frozen=True)
class WordChange:
    """New words for a question that stands in the bank; `before` is `{language: Words}` as they stand."""

    question: Question
    words: dict[str, Words]
    before: dict[str, Words]
    machine_drafts: frozenset[str] = frozenset()

    @property
    def language_names(self) -> list[str]:
        return [str(Language(code).label) for code in self.words]


@dataclass
class Plan:
    """`new` and `changed` are written if no fault stands; `unchanged` are codes."""

    new: list[Item] = field(default_factory=list)
    changed: list[WordChange] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def of_weight(self, weight: str) -> list[Problem]:
        return [problem for problem in self.problems if problem.weight == weight]

    @property
    def faults(self) -> list[Problem]:
        return self.of_weight(FAULT)

    @property
    def left_out(self) -> list[Problem]:
        return self.of_weight(LEFT_OUT)

    @property
    def notes(self) -> list[Problem]:
        return self.of_weight(NOTE)

    @property
    def can_be_written(self) -> bool:
        return not self.faults and bool(self.new or self.changed)


@dataclass
class Bank:
    """What stands, for the questions that a file names."""

    questions: dict[str, Question]
    items: dict[str, Item]
    on_forms: set[int]
    signed_off: set[tuple[int, str]]
    texts: dict[tuple, str]  # {what a question says in one language: code} of the programme


def plan_import(source: Source, reading: Reading, defaults: Defaults) -> Plan:
    plan = Plan(problems=list(reading.problems))
    bank = bank_for(reading.items, defaults)
    for item in reading.items:
        if item.code in bank.questions:
            plan_change(plan, bank, item, source, defaults)
        else:
            plan_new(plan, bank, item, source, defaults)
    return plan


def bank_for(items: Sequence[Item], defaults: Defaults) -> Bank:
    codes = [item.code for item in items if item.code]
    parts = [codes[start : start + CHUNK] for start in range(0, len(codes), CHUNK)]
    questions = {row.code: row for part in parts for row in Question.objects.filter(code__in=part)}
    ids = [row.pk for row in questions.values()]
    signed = QuestionWording.objects.filter(question__in=ids, signed_off_at__isnull=False)
    on_forms = Question.objects.filter(pk__in=ids, places__isnull=False)
    is_unnamed = any(not item.code for item in items)
    programme = stored.items_of(stored.chosen(defaults.programme_code, [])) if is_unnamed else []
    return Bank(
        questions=questions,
        items={item.code: item for item in stored.items_of(questions.values())},
        on_forms=set(on_forms.values_list("pk", flat=True)),
        signed_off=set(signed.values_list("question", "language")),
        texts={place: item.code for item in programme for place in texts_of(item)},
    )


def texts_of(item: Item) -> list[tuple]:
    """What the question says, once per language: the same stem with other options is another question."""
    return [
        (language, " ".join(words.stem.split()), tuple(sorted(words.options.values())))
        for language, words in item.words.items()
    ]


def plan_new(plan: Plan, bank: Bank, item: Item, source: Source, defaults: Defaults) -> None:
    twin = twin_of(bank, item)
    if twin and not item.code:
        plan.unchanged.append(twin)
        return
    facts = defaults.fill(item.facts or Facts("", "", "", ""))
    faults = rules.faults_in(facts, item.words, competencies())
    faults += rules.code_faults(item.code) if item.code else []
    faults += [Fault("programme", _("It belongs to another programme."))] if is_foreign(facts, defaults) else []
    if item.facts is None:
        message = _("The bank has no question %(code)s; a new one needs its kind and its key.")
        faults = [Fault("kind", message % {"code": item.name})]
    if faults:
        plan.problems += [problem_of(item, fault, source) for fault in faults]
        return
    plan.new.append(replace(item, facts=facts))
    bank.texts.update(dict.fromkeys(texts_of(item), item.name))


def is_foreign(facts: Facts, defaults: Defaults) -> bool:
    return facts.programme_code != defaults.programme_code


def twin_of(bank: Bank, item: Item) -> str:
    """The code of a question of the programme that says the same in the same language."""
    return next((bank.texts[place] for place in texts_of(item) if place in bank.texts), "")


def plan_change(plan: Plan, bank: Bank, item: Item, source: Source, defaults: Defaults) -> None:
    """Words of a known question: only what is not signed off, and only while it stands on no form."""
    question, stands = bank.questions[item.code], bank.items[item.code]
    differing = {code: words for code, words in item.words.items() if words != stands.words.get(code)}
    refusal = why_not(question, stands, item, defaults) or (differing and why_no_words(question, bank))
    if refusal:
        plan.problems.append(Problem(item.name, "code", refusal, LEFT_OUT))
        return
    signed = [code for code in differing if (question.pk, code) in bank.signed_off]
    for code in signed:
        message = _("%(language)s: the words are signed off and stay as they are.")
        plan.problems.append(Problem(item.name, code, message % {"language": Language(code).label}, LEFT_OUT))
    words = {code: texts for code, texts in differing.items() if code not in signed}
    faults = faults_of_words(stands, words)
    plan.problems += [problem_of(item, fault, source) for fault in faults]
    if words and not faults:
        before = {code: stands.words.get(code, Words()) for code in words}
        plan.changed.append(WordChange(question, words, before, item.machine_drafts & set(words)))
    elif not differing:
        plan.unchanged.append(item.code)


def why_not(question: Question, stands: Item, item: Item, defaults: Defaults) -> str:
    if question.programme_code != defaults.programme_code:
        return _("The code is taken in another programme.")
    if item.facts and facts_differ(stands.facts, item.facts):
        return _("Its kind, key or other facts differ from the bank. Change them on the question's own page.")
    return ""


def why_no_words(question: Question, bank: Bank) -> str:
    if question.state == Question.State.RETIRED:
        return _("The question is retired.")
    if question.pk in bank.on_forms:
        return _("It stands on a form. Correct its words on the question's own page.")
    return ""


def facts_differ(stands: Facts, said: Facts) -> bool:
    """What a file does not say does not differ."""
    filled = replace(
        said,
        programme_code=said.programme_code or stands.programme_code,
        competency=said.competency or stands.competency,
        level=said.level or stands.level,
        asks_confidence=said.asks_confidence or stands.asks_confidence,
    )
    return filled != stands


def faults_of_words(stands: Item, words: dict[str, Words]) -> list[Fault]:
    """Faults of the new words only: option texts for letters that the question does not have count as well."""
    found = rules.order_faults(stands.facts.kind, words)
    for language, texts in words.items():
        found += rules.word_faults(language, texts)
        for letter in sorted(set(texts.options) - set(stands.facts.letters)):
            message = _("The question in the bank has no %(option)s.") % {"option": rules.option_name(letter)}
            found.append(Fault(f"text-{letter}-{language}", message))
    if Language.ENGLISH in words:
        found += rules.english_faults(stands.facts, words[Language.ENGLISH])
    return found


def problem_of(item: Item, fault: Fault, source: Source) -> Problem:
    """A broken rule; in a spreadsheet with its row and column."""
    if not item.rows:
        return Problem(item.name, fault.field, fault.message, source.rule_weight)
    language, column = columns.column_of(fault.field)
    row = item.rows.get(language) or item.rows[""]
    return Problem(_("Row %(number)s") % {"number": row}, column, fault.message, source.rule_weight)
