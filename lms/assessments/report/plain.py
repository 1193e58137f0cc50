"""A report as plain values for JSON: the names of its rows as keys, null for what is undefined or hidden."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from math import isfinite
from typing import Any

LEFT_OUT = ("question_id", "cohort_id")  # our row numbers say nothing to others
DERIVED = {
    "Change": ("index",),
    "Confidence": ("calibration",),
    "FormComparison": ("suppressed", "rule", "proposes_equating", "differs"),
    "Learned": ("tests_disagree",),
    "FourCounts": ("n",),
}


def plain(value: Any) -> Any:
    if is_dataclass(value):
        names = [field.name for field in fields(value) if field.name not in LEFT_OUT]
        return {name: plain(getattr(value, name)) for name in [*names, *DERIVED.get(type(value).__name__, ())]}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, str):
        return str(value)
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and not isfinite(value) else value
