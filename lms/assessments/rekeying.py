"""What a corrected key changes: which sittings it touches, and each one's new score from its packed answers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from uuid import UUID

from lms.assessments import packing, queries, scoring
from lms.assessments.keys import Marked, key_of
from lms.assessments.marking import letters_in
from lms.assessments.models import Attempt
from lms.assessments.scoring import Item
from lms.core import programmes
from lms.core.programmes import PassRule
from lms.questionnaires.drafts import Mark
from lms.questionnaires.models import Choice, Question

AT_ONCE = 1000
COLUMNS = ("pk", "phase", "points", "max_points", "is_passed", "packed_answers", "item_points")
UNANSWERED = ("", 0.0, 1)


@dataclass(frozen=True)
class Before:
    """One sitting that has ended, as it stands."""

    pk: UUID
    phase: str
    points: float | None
    max_points: int | None
    is_passed: bool | None
    packed: dict
    item_points: str


@dataclass(frozen=True)
class Rescored:
    """One sitting with its score under the new key; a pass that was given stays given.

    `points` and the other figures are None while a trainer's marks are awaited; `would_pass` is the rule alone.
    """

    before: Before
    packed: dict
    item_points: str
    points: float | None
    max_points: int | None
    serious_harm_count: int | None
    would_pass: bool

    @cached_property
    def is_passed(self) -> bool | None:
        if self.points is None or self.before.phase != Attempt.Phase.POST:
            return None
        return bool(self.before.is_passed) or self.would_pass

    @property
    def is_changed(self) -> bool:
        """Whether points or pass are others; a sitting that waits for marks had none."""
        had_score = self.before.max_points is not None
        return had_score and (self.before.points, self.before.is_passed) != (self.points, self.is_passed)

    @property
    def rises(self) -> bool:
        return self.is_changed and self.points > self.before.points

    @property
    def falls(self) -> bool:
        return self.is_changed and self.points < self.before.points

    @property
    def passes_now(self) -> bool:
        return self.is_changed and bool(self.is_passed) and not self.before.is_passed

    @property
    def keeps_pass(self) -> bool:
        """Passed before, would not pass now, and stays passed."""
        return bool(self.before.is_passed) and not self.would_pass


@dataclass
class Effect:
    """How many sittings a new key touches, and what it does to them."""

    sittings: int = 0
    rise: int = 0
    fall: int = 0
    pass_now: int = 0
    keep_pass: int = 0

    def count(self, rows: Iterable[Rescored]) -> None:
        for row in rows:
            self.sittings += 1
            self.rise += row.rises
            self.fall += row.falls
            self.pass_now += row.passes_now
            self.keep_pass += row.keeps_pass


def marks_of(question: Question) -> tuple[Mark, ...]:
    """The options' marks as they stand, in the order of their letters."""
    columns = ("letter", "is_key", "is_serious_harm", "points", "rank", "pair")
    return tuple(
        Mark(*row) for row in Choice.objects.filter(question=question).order_by("letter").values_list(*columns)
    )


def forms_with(question: Question) -> list[int]:
    """The forms with this question on which somebody has handed in a test."""
    ended = Attempt.objects.filter(form__places__question=question).exclude(state=Attempt.State.OPEN)
    return sorted(set(ended.values_list("form_id", flat=True)))


def effect_of(question: Question, marks: Sequence[Mark]) -> Effect:
    """What these marks would change; nothing is written."""
    effect = Effect()
    for form_id in forms_with(question):
        for rows in rescored_on(form_id, rekeyed(queries.items_on(form_id), question, marks), question):
            effect.count(rows)
    return effect


def rekeyed(items: Iterable[Item], question: Question, marks: Sequence[Mark]) -> list[Item]:
    """The form's questions, this one with other marks and the next version of its key."""
    key = key_of(question.kind, [Marked(row.letter, row.is_key, row.points, row.rank, row.pair) for row in marks])
    harm = frozenset(row.letter for row in marks if row.is_serious_harm)
    new = {"key": key, "serious_harm": harm, "key_version": question.key_version + 1}
    return [replace(item, **new) if item.code == question.code else item for item in items]


def rescored_on(form_id: int, items: Sequence[Item], question: Question) -> Iterator[list[Rescored]]:
    """Every sitting of the form that has ended, a thousand at a time; read before anything of them is written."""
    sheet = Sheet.of(items, question.code, programmes.get(question.programme_code).pass_rule)
    ended = Attempt.objects.filter(form=form_id).exclude(state=Attempt.State.OPEN)
    ids = iter(list(ended.order_by("pk").values_list("pk", flat=True)))
    while batch := list(islice(ids, AT_ONCE)):
        rows = Attempt.objects.filter(pk__in=batch).values_list(*COLUMNS)
        yield [sheet.rescored(Before(*row)) for row in rows]


@dataclass(frozen=True)
class Sheet:
    """A form on which one question, `item` at `place`, has another key: only this one is marked again.

    Every other mark is taken from the packed answers as it stands, so the sums are those of scoring.score.
    """

    item: Item
    place: int
    codes: list[str]
    scored: list[str]
    neighbours: list[str]  # the questions of the same competency
    harmful: list[Item]
    rule: PassRule
    points_of: dict[str, float] = field(default_factory=dict)  # by answer: people choose the same few

    @classmethod
    def of(cls, items: Sequence[Item], code: str, rule: PassRule) -> "Sheet":
        place, item = next((place, item) for place, item in enumerate(items) if item.code == code)
        scored = [row for row in items if row.is_scored]
        neighbours = [row.code for row in scored if row.competency == item.competency]
        codes, harmful = [row.code for row in items], [row for row in items if row.serious_harm]
        return cls(item, place, codes, [row.code for row in scored], neighbours, harmful, rule)

    def rescored(self, before: Before) -> Rescored:
        answers = dict.fromkeys(self.codes, UNANSWERED) | before.packed.get("answers", {})
        letters = answers[self.item.code][0]
        answers[self.item.code] = [letters, self.mark(letters), self.item.key_version]
        points, total = self.sum_of(self.scored, answers), len(self.scored)
        own = [self.sum_of(self.neighbours, answers), len(self.neighbours)]
        competencies = {**before.packed.get("competencies", {}), self.item.competency: own}
        harm = sum(bool(row.serious_harm & set(letters_in(answers[row.code][0]))) for row in self.harmful)
        waits = any(answers[code][1] is None for code in self.scored)
        return Rescored(
            before=before,
            packed={"answers": answers, "competencies": competencies},
            item_points=self.line(before.item_points, answers),
            points=None if waits else points,
            max_points=None if waits else total,
            serious_harm_count=None if waits else harm,
            would_pass=not waits and scoring.is_passed(points, total, competencies, harm, self.rule),
        )

    def mark(self, letters: str) -> float:
        if letters not in self.points_of:
            self.points_of[letters] = scoring.mark(self.item, letters, {}).points
        return self.points_of[letters]

    def sum_of(self, codes: Iterable[str], answers: dict) -> float:
        return scoring.whole(sum(answers[code][1] or 0 for code in codes))

    def line(self, item_points: str, answers: dict) -> str:
        """One sign of the packed line changes; a sitting from before there were such lines gets the whole of it."""
        if len(item_points) != len(self.codes):
            return packing.pack_points(answers[code][1] if code in self.scored else None for code in self.codes)
        sign = packing.pack_points([answers[self.item.code][1]])
        return item_points[: self.place] + sign + item_points[self.place + 1 :]
