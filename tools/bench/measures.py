"""One measured figure each: a cost beside its bare view's, or a single value with its unit."""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Cost:
    """Processor time of the server a request, and how long requests took; all in milliseconds."""

    cpu_ms: float
    p50_ms: float
    p95_ms: float
    errors: int


@dataclass(frozen=True)
class Measured:
    """`value` is in the unit of its goal; `bare` and `ours` stand where two costs were compared."""

    value: float
    bare: Cost | None = None
    ours: Cost | None = None
    more: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, facts: dict[str, Any]) -> "Measured":
        costs = {name: Cost(**facts[name]) if facts[name] else None for name in ("bare", "ours")}
        return cls(value=facts["value"], more=facts["more"], **costs)


Row = tuple[str, Callable[[], Measured]]


def cost_of(cpu_seconds: list[float], seconds: list[float], *, errors: int) -> Cost:
    """`cpu_seconds` a request, one figure a round: their median, so that one bad moment does not count.

    `seconds` holds the time of each request.
    """
    p50, p95 = np.percentile(np.asarray(seconds) * 1000, [50, 95])
    return Cost(1000 * float(np.median(cpu_seconds)), float(p50), float(p95), errors)


def compared(bare: Cost, ours: Cost) -> Measured:
    """The ratio of processor times."""
    return Measured(ours.cpu_ms / bare.cpu_ms, bare, ours)


def measure_all(rows: Iterable[Row], path: Path) -> None:
    """Measure one row after the other and write `{name: figure}`."""
    results = {}
    for name, measure in rows:
        print(f"    {name}", file=sys.stderr, flush=True)
        results[name] = asdict(measure())
    write_json(path, results)


def write_json(path: Path, facts: dict[str, Any]) -> None:
    path.write_text(json.dumps(facts, indent=1), encoding="utf-8")
