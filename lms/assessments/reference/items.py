"""How the reference cases of questions call our functions."""

from typing import Any

import numpy as np

from lms.assessments import item_analysis
from lms.assessments.reference.checking import Case

Numbers = dict[str, Any]


def items(case: Case) -> Numbers:
    """A table of points, null where not given; or chosen options with a key."""
    if "key" in case.input:
        return _choices(case)
    points = _points(case)
    report = item_analysis.analyse(points)
    return _report(report) | (_with_missing(points, report) if np.isnan(points).any() else {})


def _points(case: Case) -> np.ndarray:
    if "responses" in case.input:
        return np.array(case.input["responses"], float)
    columns = case.columns().values()
    return np.array([[np.nan if cell in ("", "NA") else float(cell) for cell in column] for column in columns]).T


def _report(report: item_analysis.ItemReport) -> Numbers:
    whole = report.reliability
    return {
        "n": report.n,
        "k": report.k,
        "total_mean": report.total_mean,
        "total_sd": report.total_sd,
        "facility": report.facility,
        "item_var_ddof1": report.variance,
        "r_pb": report.r_total,
        "r_pb_corrected": report.r_rest,
        "D27_group": item_analysis.group_size(report.complete),
        "D27": report.d27,
        "D27_frac": report.d27_fraction,
        "alpha": whole.alpha,
        "kr20": whole.kr20,
        "kr21": whole.kr21,
        "sem": whole.sem,
        "alpha_feldt95": {"lower": whole.low, "upper": whole.high},
        "alpha_if_deleted": report.alpha_if_deleted,
        "mean_inter_item_r": whole.mean_inter_item_r,
    }


def _with_missing(points: np.ndarray, report: item_analysis.ItemReport) -> Numbers:
    omitted = item_analysis.analyse(np.nan_to_num(points))
    return {
        "n_item": report.seen,
        "alpha_listwise": report.reliability.alpha,
        "kr20_listwise": report.reliability.kr20,
        "n_listwise": report.complete,
        "omitted_as_wrong": {"facility": omitted.facility, "alpha": omitted.reliability.alpha},
    }


def _choices(case: Case) -> Numbers:
    columns = {"responses": None} if "responses" in case.input else case.columns()
    rows = case.input.get("responses") or list(map(list, zip(*columns.values(), strict=True)))
    key = list(case.input["key"])
    letters = sorted({cell for row in rows for cell in row if cell not in (None, "", "NA")} | set(key))
    places = {letter: index for index, letter in enumerate(letters)}
    chosen = np.array([[places.get(cell, item_analysis.OMITTED) for cell in row] for row in rows])
    keys = np.array([places[letter] for letter in key])
    points = (chosen == keys).astype(float)
    tables = item_analysis.distractor_tables(chosen, keys, points)
    return _report(item_analysis.analyse(points)) | {"distractors": [_options(lines, letters) for lines in tables]}


def _options(lines: list[item_analysis.OptionLine], letters: list[str]) -> list[Numbers]:
    return [
        {
            "option": letters[line.option],
            "is_key": line.is_key,
            "count": line.count,
            "share": line.share,
            "upper": line.upper,
            "middle": line.middle,
            "lower": line.lower,
            "r": line.r,
        }
        for line in lines
    ]
