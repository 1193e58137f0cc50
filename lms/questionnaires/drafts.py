"""One question as its author sees it, apart from the database: the facts once, the words in each language."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

SINGLE_BEST, MULTIPLE, TRUE_FALSE, MATCHING = "single_best", "multiple", "true_false", "matching"
ORDERING, SITUATIONAL, ATTITUDE, OPEN = "ordering", "situational", "attitude", "open"

LETTERS = "abcdefgh"  # options; of a matching question: its targets
PROMPTS = "12345678"  # only of a matching question
FACTS = "facts"  # the name of the part that is not in a language


@dataclass(frozen=True)
class Mark:
    """One option's letter and marks; which mark carries the key depends on the kind (see models.Choice)."""

    letter: str
    is_key: bool = False
    is_serious_harm: bool = False
    points: int | None = None
    rank: int | None = None
    pair: str = ""

    @property
    def key(self) -> tuple:
        return (self.letter, self.is_key, self.points, self.rank, self.pair)


@dataclass(frozen=True)
class Facts:
    """What a question is in every language."""

    programme_code: str
    competency: str
    level: str
    kind: str
    asks_confidence: bool = False
    marks: tuple[Mark, ...] = ()

    @property
    def letters(self) -> str:
        return "".join(mark.letter for mark in self.marks)

    @property
    def key(self) -> list[tuple]:
        return [mark.key for mark in self.marks]

    @property
    def right_order(self) -> str:
        """The steps as they should stand, or the targets of the prompts in turn; other kinds have none."""
        if self.kind == ORDERING:
            return "".join(mark.letter for mark in sorted(self.marks, key=lambda mark: mark.rank or 0))
        return "".join(mark.pair for mark in self.marks)


@dataclass(frozen=True)
class Words:
    """A question in one language; `options` and `consequences` are `{letter: text}`, without empty texts."""

    stem: str = ""
    rationale: str = ""
    guide: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    consequences: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.stem or self.rationale or self.guide or self.options or self.consequences)

    def is_complete(self, letters: str) -> bool:
        return bool(self.stem) and all(letter in self.options for letter in letters)


NOTHING = Words()


def digest(part: Facts | Words) -> str:
    """Two parts have the same digest when they say the same."""
    text = json.dumps(asdict(part), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def next_code(programme_code: str, competency: str, taken: Iterable[str], *, prefix: str = "") -> str:
    """`RTP-C2-13`: programme, competency and the number after the highest; `prefix` as the bank writes it already."""
    start = f"{prefix or programme_code.upper()}-{competency}-"
    numbers = [code.removeprefix(start) for code in taken if code.startswith(start)]
    highest = max((int(number) for number in numbers if number.isdecimal() and len(number) < 7), default=0)
    return f"{start}{highest + 1:02}"
