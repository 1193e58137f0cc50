"""Curves of tenure: Kaplan-Meier, Turnbull, and the tests that compare groups."""

from typing import Any

import numpy as np

from lms.alumni import estimators
from lms.alumni.estimators import interval_tests as between
from lms.alumni.estimators.survival import BANDS, Curve
from lms.assessments.reference.checking import Case, NotGiven

Numbers = dict[str, Any]
QUARTERS = (0.25, 0.5, 0.75)


def kaplan_meier(case: Case) -> Numbers:
    given, expected = case.input, case.expected or {}
    if "weight" in given:
        return _weighted(given, expected.get("times", []))
    curve = estimators.kaplan_meier(given["time"], given["event"], given.get("entry"))
    return {
        "n": curve.n,
        "time": curve.times,
        "n_risk": curve.at_risk,
        "n_event": curve.exits,
        "n_censor": curve.censored,
        "surv": curve.share,
        "std_err_surv": curve.std_error,
        "std_err_cumhaz_scale": curve.log_std_error,
        **{f"ci_{kind}": _limits(curve.band(kind)) for kind in BANDS},
        **{f"quantiles_ci_{kind}": _quantiles(curve, kind) for kind in ("log", "loglog")},
        "rmst": _mean(curve, expected.get("rmst", {}).get("tau", float(curve.times.max()))),
    }


def _limits(band: tuple[np.ndarray, np.ndarray]) -> Numbers:
    return {"lower": band[0], "upper": band[1]}


def _quantiles(curve: Curve, kind: str) -> Numbers:
    """With R's midpoint of a flat stretch."""
    limits = [curve.quantile_limits(part, kind, flat="middle") for part in QUARTERS]
    return {
        "p": QUARTERS,
        "estimate": [curve.quantile(part, flat="middle") for part in QUARTERS],
        "lower": [each[0] for each in limits],
        "upper": [each[1] for each in limits],
    }


def _mean(curve: Curve, tau: float) -> Numbers:
    mean, error = curve.mean_until(tau)
    return {"tau": tau, "rmst": mean, "se": error}


def _weighted(given, times) -> Numbers:
    curve = estimators.weighted_curve(given["time"], given["event"], given["weight"])
    places = np.searchsorted(curve.times, times, side="right") - 1
    lower, upper = curve.band()
    return {
        "n": curve.n,
        "times": times,
        "surv": curve.share[places],
        "robust_se": curve.std_error[places],
        "ci_loglog": {"lower": lower[places], "upper": upper[places]},
    }


def log_rank(case: Case) -> Numbers:
    given = case.input
    test = estimators.log_rank(given["time"], given["event"], given["group"], given.get("stratum"))
    peto = estimators.log_rank(given["time"], given["event"], given["group"], given.get("stratum"), rho=1)
    return _tested(test) | {"peto": _tested(peto)}


def _tested(test: estimators.LogRank) -> Numbers:
    return {
        "groups": test.groups,
        "n": test.n,
        "observed": test.observed,
        "expected": test.expected,
        "variance": test.variance,
        "chisq": test.chi2,
        "df": test.df,
        "p": test.p,
    }


def turnbull(case: Case) -> Numbers:
    steps = estimators.npmle(case.input["L"], right_ends(case.input["R"]))
    times = (case.expected or {}).get("eval_times", steps.right[np.isfinite(steps.right)])
    return {
        "n": steps.n,
        "loglik": steps.log_likelihood,
        "kkt_gap": steps.gap,
        "intervals": {
            "left": steps.left,
            "right": steps.right,
            "closed_left": steps.is_exact,
            "mass": steps.mass,
        },
        "eval_times": times,
        "S": steps.at(times),
    }


def right_ends(values) -> list[float]:
    """Nothing stands for infinity."""
    return [np.inf if value in (None, "Inf") else float(value) for value in values]


def interval_tests(case: Case) -> Numbers:
    table = case.columns()
    rows = [row for row in range(len(table["L"])) if table.get("status", ["known"] * len(table["L"]))[row] != "NA"]
    left = [float(table["L"][row]) for row in rows]
    right = right_ends([table["R"][row] for row in rows])
    groups = [table["ministry"][row] for row in rows]
    alone, grouped = between.weibull(left, right), between.weibull(left, right, groups)
    return {
        "ictest": {
            "logrank1": _score(between.sun, left, right, groups),
            "logrank2": _score(between.finkelstein, left, right, groups),
        },
        "weibull_null": {
            "shape": alone.shape,
            "scale": alone.weibull_scale,
            "loglik": alone.log_likelihood,
            "se_intercept": alone.se_intercept,
            "se_logscale": alone.se_log_scale,
        },
        "exponential_null": _exponential(left, right),
        "weibull_group": {
            "coef": {"(Intercept)": grouped.intercept} | {f"g{name}": value for name, value in grouped.effects.items()},
            "scale": grouped.scale,
            "loglik": grouped.log_likelihood,
        },
        "lrt": dict(zip(("chisq", "df", "p"), between.likelihood_ratio(alone, grouped), strict=True)),
    }


def _score(test, left, right, groups) -> Numbers:
    found = test(left, right, groups)
    return {"statistic": found.statistic, "p": found.p}


def _exponential(left, right) -> Numbers:
    fit = between.weibull(left, right, exponential=True)
    return {"rate": 1 / fit.weibull_scale, "loglik": fit.log_likelihood, "median": np.log(2) * fit.weibull_scale}


def incidence(case: Case) -> Numbers:
    if "dataset" in case.input:
        raise NotGiven(f"the data set {case.input['dataset']} is not in the folder")
    found = estimators.cumulative_incidence(case.input["time"], case.input["cause"])
    return {
        "states": ["(s0)", *found.reasons],
        "time": found.times,
        "n_risk": found.at_risk,
        "pstate": np.column_stack([found.still, found.share]),
        "std_err": found.std_error,
    }
