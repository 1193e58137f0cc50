"""Compare our statistics with reference cases made elsewhere: files of one schema, one function per method.

Upper apps add their methods through settings.REFERENCE_ADAPTERS: dotted names of `{method: function(Case)}`.
"""

import csv
import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from django.utils.module_loading import import_string

DEFAULT_TOLERANCE = 1e-6
BY_OTHERS = {"cross_check", "bootstrap", "hand", "naive_wrong"}  # other programs, random draws, mistakes
LARGEST_FILE = 50_000_000  # bytes


class Broken(Exception):
    """A file or case that cannot be read; says which and why."""


class NotGiven(Exception):
    """A case that names a data set of R that the folder does not hold."""


@dataclass(frozen=True)
class Case:
    """One reference case; `expected` is None where the file leaves it out, and then nothing is compared."""

    method: str
    id: str
    input: Mapping[str, Any]
    expected: Any
    tolerance: float
    folder: Path

    def columns(self, name: str = "") -> dict[str, list[str]]:
        """A table as `{column: its values}`, in the folder or beside it: the one that the input names under `csv`."""
        name = name or str(self.input["csv"])
        root = self.folder.resolve().parent
        for start in (self.folder, self.folder.parent):
            path = (start / name).resolve()
            if path.is_file() and path.is_relative_to(root):
                return _columns(path)
        raise Broken(f"there is no table {name}")


def _columns(path: Path) -> dict[str, list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        head, *rows = list(csv.reader(lines)) or [[]]
    if any(len(row) != len(head) for row in rows):
        raise Broken(f"the table {path.name} has rows of unequal length")
    return {name: [row[index] for row in rows] for index, name in enumerate(head)}


Adapter = Callable[[Case], Any]


class Result(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKED = "not checked here"
    NOT_COMPARED = "computed, nothing to compare with"


@dataclass(frozen=True)
class Outcome:
    """What became of one case; `faults` say where the figures differ."""

    case: Case
    result: Result
    computed: Any = None
    faults: list[str] = field(default_factory=list)


def adapters() -> dict[str, Adapter]:
    """Every method that some app can compute."""
    return {method: adapter for name in settings.REFERENCE_ADAPTERS for method, adapter in import_string(name).items()}


def read(path: Path) -> tuple[list[Case], list[str]]:
    """(cases, faults) of one file: both empty in a file of another kind, such as a summary."""
    try:
        content = _json(path)
    except Broken as fault:
        return [], [str(fault)]
    raw = content.get("cases") if isinstance(content, dict) else None
    if raw is None:
        return [], []
    if not isinstance(raw, list) or not isinstance(content.get("method"), str):
        return [], [f"{path.name}: needs a method and a list of cases"]
    cases, faults = [], []
    for number, case in enumerate(raw, start=1):
        try:
            cases.append(_case(case, content["method"], f"{path.name}, case {number}", path.parent))
        except Broken as fault:
            faults.append(str(fault))
    return cases, faults


def _json(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Broken(f"{path.name}: larger than {LARGEST_FILE} bytes")
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as fault:
        raise Broken(f"{path.name}: not readable as JSON: {fault}") from fault


def _case(case: Any, method: str, place: str, folder: Path) -> Case:
    if not isinstance(case, dict) or not isinstance(case.get("id"), str):
        raise Broken(f"{place}: has no id")
    if not isinstance(case.get("input"), dict):
        raise Broken(f"{place} ({case['id']}): has no input")
    tolerance = case.get("tol") if case.get("tol") is not None else DEFAULT_TOLERANCE
    if not isinstance(tolerance, int | float):
        raise Broken(f"{place} ({case['id']}): its tolerance is not a number")
    return Case(method, case["id"], case["input"], case.get("expected"), float(tolerance), folder)


def check(case: Case, known: Mapping[str, Adapter]) -> Outcome:
    """Compute one case and compare; a case that our function refuses has failed and says why."""
    if case.method not in known:
        return Outcome(case, Result.NOT_CHECKED)
    try:
        with np.errstate(all="ignore"):
            computed = plain(known[case.method](case))
    except NotGiven as reason:
        return Outcome(case, Result.NOT_CHECKED, faults=[str(reason)])
    except KeyError as fault:
        return Outcome(case, Result.FAILED, faults=[f"the input has no {fault}"])
    except (Broken, ValueError, TypeError, ArithmeticError, IndexError, AttributeError) as fault:
        return Outcome(case, Result.FAILED, faults=[str(fault)])
    if case.expected is None:
        return Outcome(case, Result.NOT_COMPARED, computed)
    faults = list(differences(case.expected, computed, case.tolerance))
    return Outcome(case, Result.FAILED if faults else Result.PASSED, shaped(computed, case.expected), faults)


def plain(value: Any) -> Any:
    """The value as JSON can hold it: arrays as lists, undefined and infinite as None."""
    if isinstance(value, Mapping):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, np.ndarray | np.generic):
        return plain(value.tolist())
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def shaped(computed: Any, expected: Any) -> Any:
    """What was computed, with the keys that are expected only, in their order."""
    if isinstance(computed, Mapping) and isinstance(expected, Mapping):
        return {key: shaped(computed[key], expected[key]) for key in expected if key in computed}
    return computed


def differences(expected: Any, computed: Any, tolerance: float, place: str = "") -> Iterator[str]:
    """One sentence per figure that differs by more than the tolerance, absolute or relative above 1."""
    if isinstance(expected, Mapping):
        yield from _different_keys(expected, computed, tolerance, place)
    elif isinstance(expected, list):
        yield from _different_entries(expected, computed, tolerance, place)
    elif not _equal(expected, computed, tolerance):
        yield f"{place or 'value'}: {computed}, expected {expected}"


def _different_keys(expected: Mapping, computed: Any, tolerance: float, place: str) -> Iterator[str]:
    """A key `x_tolerance` is no figure but the tolerance of the keys beside it that begin with x."""
    if not isinstance(computed, Mapping):
        yield f"{place or 'value'}: nothing computed"
        return
    own = {key.removesuffix("_tolerance"): value for key, value in expected.items() if key.endswith("_tolerance")}
    for key, value in expected.items():
        if key.endswith("_tolerance"):
            continue
        where = f"{place}.{key}" if place else key
        if key not in computed and (key in BY_OTHERS or isinstance(value, str)):  # a note beside the figures
            continue
        if key not in computed:
            yield f"{where}: nothing computed"
            continue
        wider = next((float(own[name]) for name in own if key.startswith(name)), tolerance)
        yield from differences(value, computed[key], wider, where)


def _different_entries(expected: list, computed: Any, tolerance: float, place: str) -> Iterator[str]:
    """R may write a list of one as a single value."""
    found = computed if isinstance(computed, list) else [computed]
    if len(found) != len(expected):
        yield f"{place or 'value'}: {len(found)} values, expected {len(expected)}"
        return
    for number, (value, other) in enumerate(zip(expected, found, strict=True), start=1):
        yield from differences(value, other, tolerance, f"{place}[{number}]")


def _equal(expected: Any, computed: Any, tolerance: float) -> bool:
    if isinstance(computed, list) and len(computed) == 1:
        computed = computed[0]
    numbers = (int, float)
    if isinstance(expected, bool) or not isinstance(expected, numbers) or not isinstance(computed, numbers):
        return expected == computed
    return abs(expected - computed) <= tolerance * max(1.0, abs(expected))
