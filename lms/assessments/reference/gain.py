"""How the reference cases of gains call our functions."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from lms.assessments import gain
from lms.assessments.reference.checking import Case

Numbers = dict[str, Any]


def paired_gain(case: Case) -> Numbers:
    """Scores by person, null where a test was not taken, or `{person: score}`."""
    if "delayed" in case.input:
        return _delayed(case)
    first, second = by_person(case.input, "pre"), by_person(case.input, "post")
    pre, post = gain.matched(first, second)
    if pre.size < 2:
        raise ValueError("fewer than two people have both tests.")
    return _groups(first, second) | _matched(pre, post) | _tests(pre, post) | _hake(pre, post, case.input.get("max"))


def by_person(given: Mapping[str, Any], phase: str) -> dict[Any, float]:
    """`{person: score}` of one phase; without names the place in the list is the person."""
    scores = given[phase]
    keys = (f"id_{phase}", f"{phase}_id", f"ids_{phase}", f"{phase}_ids")
    names = next((given[key] for key in keys if key in given), range(len(given["pre"])))
    pairs = scores.items() if isinstance(scores, Mapping) else zip(names, scores, strict=True)
    return {person: float(score) for person, score in pairs if score is not None}


def _groups(first: dict, second: dict) -> Numbers:
    found = gain.matching(first, second)
    return {
        "n_pre": found.n_pre,
        "n_post": found.n_post,
        "n_matched": found.n_matched,
        "mean_pre_all": found.mean_pre_all,
        "mean_post_all": found.mean_post_all,
        "naive_unmatched_gain": found.naive_gain,
        "matched_rate": found.matched_rate,
    }


def _matched(pre: np.ndarray, post: np.ndarray) -> Numbers:
    change = post - pre
    return {
        "display": "suppressed" if gain.paired_gain(pre, post).suppressed else "show",
        "mean_pre": pre.mean(),
        "mean_post": post.mean(),
        "sd_pre": pre.std(ddof=1),
        "sd_post": post.std(ddof=1),
        "r": gain.correlation(pre, post),
        "mean_gain": change.mean(),
        "sd_gain": change.std(ddof=1),
    }


def _tests(pre: np.ndarray, post: np.ndarray) -> Numbers:
    """Nothing where everybody changed by the same amount."""
    change = post - pre
    t, p_value = gain.paired_t(change)
    if t is None:
        return {}
    ranks, sizes = gain.wilcoxon(change), gain.effect_sizes(pre, post)
    return {
        "t": {"t": t, "df": change.size - 1, "p": p_value, "ci": gain.t_interval(change)},
        "wilcoxon": {
            "V": ranks.v,
            "p": ranks.p_value,
            "exact": ranks.exact,
            "p_no_correction": ranks.p_no_correction,
            "n_nonzero": ranks.n_nonzero,
            "hl": ranks.shift,
            "hl_ci": [ranks.low, ranks.high],
            "hl_walsh": ranks.walsh,
            "hl_tolerance": 0.001,
        },
        "effect": _effect(sizes),
    }


def _effect(sizes: gain.EffectSizes) -> Numbers:
    return {
        "d_z": sizes.d_z,
        "d_z_ci_nct": [sizes.d_z_low, sizes.d_z_high],
        "d_av": sizes.d_av,
        "d_rm": sizes.d_rm,
        "d_bonett": sizes.d_bonett,
        "se_bonett": sizes.se_bonett,
        "ci_bonett": [sizes.low, sizes.high],
        "J": sizes.j,
        "g_z": sizes.g_z,
        "g_av": sizes.g_av,
    }


def _hake(pre: np.ndarray, post: np.ndarray, max_points: float | None) -> Numbers:
    if max_points is None:
        return {}
    found = gain.hake_gain(pre, post, max_points)
    return {
        "hake": {
            "max": max_points,
            "g_group": found.g,
            "se": found.se,
            "ci": [found.low, found.high],
            "g_individual": found.individual,
            "n_individual": found.n_individual,
            "n_at_ceiling_pre": found.at_ceiling_before,
            "c_change": found.change,
            "n_c": found.n_change,
            "band": found.band,
            "share_gained": (post > pre).mean(),
            "share_lost": (post < pre).mean(),
        }
    }


def _delayed(case: Case) -> Numbers:
    found = gain.delayed_gain(case.input["pre"], case.input["post"], case.input["delayed"])
    return {
        "gain": found.gain,
        "retained_gain": found.retained_gain,
        "retention_ratio": found.ratio,
        "se": found.se,
        "ci": None if found.ratio is None else [found.low, found.high],
        "refused": found.refused,
        "loss": {"mean": found.loss, "ci": [found.loss_low, found.loss_high], "p": found.loss_p_value},
    }


def mcnemar(case: Case) -> Numbers:
    """Four counts of one question, or the p values of several."""
    given = case.input
    if "p" in given:
        return {"holm": gain.holm(given["p"]), "bh": gain.benjamini_hochberg(given["p"])}
    counts = gain.FourCounts(*(int(given[key]) for key in FOUR_COUNTS))
    found = gain.mcnemar(counts)
    return {
        "n": counts.n,
        "pre_correct": found.pre_correct,
        "post_correct": found.post_correct,
        "diff": found.difference,
        "newcombe10": [found.low, found.high],
        "wald": [found.wald_low, found.wald_high],
        "chi2": found.chi2,
        "p_chi2": found.p_chi2,
        "chi2_cc": found.chi2_corrected,
        "p_chi2_cc": found.p_chi2_corrected,
        "p_exact": found.p_exact,
        "p_mid": found.p_mid,
        "odds_ratio": found.odds_ratio,
    }


FOUR_COUNTS = ("wrong_to_right", "right_to_wrong", "both_right", "both_wrong")
