"""Shares and how sure they are."""

from collections import Counter
from typing import Any

import numpy as np

from lms.alumni import estimators
from lms.alumni.estimators import proportions, unknowns
from lms.alumni.estimators import reliability as flags
from lms.alumni.reference import r_profile
from lms.assessments.reference.checking import Case

Numbers = dict[str, Any]
INTERVALS = {
    "mean": proportions.plain_interval,
    "xlogit": proportions.logit_interval,
    "logit": proportions.logit_interval,
    "asin": proportions.arcsine_interval,
    "beta": proportions.korn_graubard,
    "wilson": proportions.wilson_interval,
}
FRAME = "data/alumni_frame.csv"


def one_share(case: Case) -> Numbers:
    x, n, population = case.input["x"], case.input["n"], case.input.get("N")
    found = {
        "p": x / n,
        "wilson": estimators.wilson(x, n),
        "clopper_pearson": proportions.clopper_pearson(x, n),
        "agresti_coull": proportions.agresti_coull(x, n),
        "jeffreys": proportions.jeffreys(x, n),
    }
    if population:
        count = proportions.exact_count(x, n, population)
        found |= {"hypergeom_K": count, "hypergeom_p": [each / population for each in count]}
    return found


def stratified(case: Case) -> Numbers:
    sizes, known, in_post = (case.input[key] for key in ("N_h", "n_h", "y_h"))
    if 1 in known:
        return {way: _lonely(sizes, known, in_post, way) for way in proportions.LONELY}
    share = proportions.stratified(sizes, known, in_post)
    total = sum(sizes)
    found = {
        "p": share.share,
        "se": share.std_error,
        "var": share.variance,
        "df": share.df,
        "n": share.known,
        "N": total,
        "total_in_post": total * share.share,
        "se_total": total * share.std_error,
        "strata": _strata(sizes, known, in_post),
    }
    if share.variance == 0:
        return found | _without_spread(share, sizes, known)
    return found | _with_spread(share, sizes, known, in_post)


def _lonely(sizes, known, in_post, way: str) -> Numbers:
    share = proportions.stratified(sizes, known, in_post, lonely=way)
    return {"p": share.share, "se": share.std_error}


def _strata(sizes, known, in_post) -> Numbers:
    each = [proportions.stratified([size], [n], [y]) for size, n, y in zip(sizes, known, in_post, strict=True)]
    return {"p": [row.share for row in each], "se": [row.std_error for row in each]}


def _with_spread(share: proportions.Proportion, sizes, known, in_post) -> Numbers:
    n, p = share.known, share.share
    simple = (1 - n / sum(sizes)) * p * (1 - p) / (n - 1)
    return {
        "n_eff_raw": share.effective,
        "n_eff_kg": proportions.effective_size(share),
        "deff": share.variance / simple,
        "ci": {name: interval(share) for name, interval in INTERVALS.items()}
        | {
            "likelihood": r_profile.likelihood_interval(share, sizes, known, in_post),
            "beta_capped_at_n": proportions.korn_graubard(share, capped=True),
        },
    }


def _without_spread(share: proportions.Proportion, sizes, known) -> Numbers:
    effective = proportions.kish_size(sizes, known)
    fallback = proportions.clopper_pearson(share.share * effective, effective)
    return {"n_eff_kish": effective, "ci": {"fallback": fallback}}


def bounds(case: Case) -> Numbers:
    if "csv" in case.input:
        return _bounds_by_country(case)
    in_post, left, unknown = (case.input[key] for key in ("in_post", "left", "unknown"))
    found = unknowns.bounds_of(in_post, left, unknown, case.input["N"])
    c, interval = unknowns.imbens_manski(found) or (None, None)
    return {
        "n": in_post + left + unknown,
        "lower": found.lower,
        "upper": found.upper,
        "width": found.width,
        "complete_case": in_post / (in_post + left),
        "se_lower": found.se_lower,
        "se_upper": found.se_upper,
        "imbens_manski_C": c,
        "ci_im": interval,
        "delta": {f"{odds:g}": share for odds, share in unknowns.shares_by_odds(in_post, left, unknown).items()},
    }


def _bounds_by_country(case: Case) -> Numbers:
    table, sizes = case.columns(), Counter(case.columns(FRAME)["country"])
    strata = {}
    for name in sorted(sizes):
        own = [table["in_at_post"][row] for row, country in enumerate(table["country"]) if country == name]
        strata[name] = {"N": sizes[name], "n": len(own), "k": own.count("1"), "u": own.count("NA")}
    columns = np.array([[row[key] for key in ("N", "n", "k", "u")] for row in strata.values()]).T
    lower, upper = unknowns.stratified_bounds(*columns)
    return {"strata": strata, "lower": lower, "upper": upper}


def reliability(case: Case) -> Numbers:
    given = case.input
    judged = flags.judge(proportions.Proportion(given["p"], given["var"], given["df"], given["n"]))
    return {
        "ci": judged.limits,
        "width": judged.width,
        "n_eff": judged.effective,
        "rel_width_pct": judged.relative_width,
        "decision": judged.verdict.value,
    }
