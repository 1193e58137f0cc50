"""How the reference cases of forms and common questions call our functions."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from lms.assessments import equating
from lms.assessments.reference.checking import Case

Numbers = dict[str, Any]


def forms(case: Case) -> Numbers:
    """Two forms on one scale, random halves before the course, or the common questions of two cohorts."""
    given = case.input
    if "p_old" in given:
        return _drift(given)
    if "form_A_pre" in given:
        return _halves(case)
    if "form_A" in given:
        return _four_methods(case)
    return _linked(case)


def _at(case: Case, otherwise: list[float]) -> np.ndarray:
    """The scores to convert stand among the expected values."""
    expected = case.expected if isinstance(case.expected, Mapping) else {}
    return np.asarray(expected.get("at", case.input.get("at", otherwise)), float)


def _halves(case: Case) -> Numbers:
    a, b = (np.asarray(case.input[key], float) for key in ("form_A_pre", "form_B_pre"))
    at, found = _at(case, [5, 10, 15, 20]), equating.compare_forms(a, b)
    return _converted(a, b, at) | {"mean_shift": found.shift, "se_mean_shift": found.se, "z": found.z}


def _converted(a: np.ndarray, b: np.ndarray, at: np.ndarray) -> Numbers:
    makers = {"identity": equating.identity, "mean": equating.mean, "linear": equating.linear}
    return {"at": at} | {name: maker(a, b).score(at) for name, maker in makers.items()}


def _four_methods(case: Case) -> Numbers:
    a, b = (np.asarray(case.input[key], float) for key in ("form_A", "form_B"))
    low, high = case.input["scale"]
    at = _at(case, list(np.arange(low, high + 1, 5)))
    return _converted(a, b, at) | {"circle-arc": equating.circle_arc(a, b, at, scale=(low, high))}


def _drift(given: Mapping[str, Any]) -> Numbers:
    plot = equating.delta_plot(given["p_old"], given["p_new"])
    first, purified = (
        {"slope": fit.slope, "intercept": fit.intercept, "distance": fit.distance, "flag": fit.flags}
        for fit in (plot.first, plot.purified)
    )
    dropped = [index + 1 for index in plot.dropped]
    return {
        "delta_old": plot.old,
        "delta_new": plot.new,
        "first_fit": first,
        "purified": purified | {"dropped_items_1based": dropped},
    }


NEW_FORM, OLD_FORM, COMMON = {"x", "new", "b"}, {"y", "old", "a"}, {"anchor", "v", "common"}


def _linked(case: Case) -> Numbers:
    """Totals and common questions of a new form (x, new, B) and an old one (y, old, A)."""
    found = {_column(name): np.asarray(values, float) for name, values in _flat(case.input) if _column(name)}
    new, old = (equating.Anchored(found[form, "total"], found[form, "anchor"]) for form in ("new", "old"))
    at, weight = _at(case, [0, 5, 10, 15, 20]), float(case.input.get("ws", 0.5))
    lines = {"tucker": equating.tucker(new, old, weight_new=weight), "chained": equating.chained_linear(new, old)}
    scores = {name: slope * at + intercept for name, (slope, intercept) in lines.items()}
    again = {"Tucker": scores["tucker"], "chained_linear": scores["chained"], "chained linear": scores["chained"]}
    return {"at": at, "identity": at} | scores | again


def _flat(given: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """(name, list) pairs; a group inside a group is named with both names."""
    pairs = []
    for name, value in given.items():
        inner = value.items() if isinstance(value, Mapping) else [("", value)]
        pairs += [(f"{name}_{key}", part) for key, part in inner if isinstance(part, list)]
    return pairs


def _column(name: str) -> tuple[str, str] | None:
    words = set(name.lower().split("_"))
    form = "new" if words & NEW_FORM else "old" if words & OLD_FORM else None
    return (form, "anchor" if words & COMMON else "total") if form else None
