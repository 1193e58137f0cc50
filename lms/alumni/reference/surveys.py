"""Sizes, outcome rates and weights of a survey."""

import math
from collections import Counter
from typing import Any

import numpy as np
from scipy import stats

from lms.alumni import allocation, sampling, weighting
from lms.alumni import rates as outcomes
from lms.alumni.reference.shares import FRAME
from lms.assessments.reference.checking import Case

Numbers = dict[str, Any]
INTERVIEWS = {"PX": "NC", "ADM": "NC"}  # a proxy or a record is no interview


def rates(case: Case) -> Numbers:
    if "csv" in case.input:
        return _rates_by_country(case)
    counts = case.input["dispositions"]
    eligible = case.input.get("e")
    return {"e": eligible, **outcomes.outcome_rates(counts, eligible=eligible)}


def _rates_by_country(case: Case) -> Numbers:
    table, found = case.columns(), {}
    for name in sorted(set(table["country"])):
        rows = [row for row, country in enumerate(table["country"]) if country == name]
        counts = Counter(INTERVIEWS.get(code, code) for code in (table["disposition"][row] for row in rows))
        known = sum(table["status"][row] != "NA" for row in rows) / len(rows)
        own = outcomes.outcome_rates(counts)
        found[name] = {"n": len(rows), "RR1": own["RR1"], "RR2": own["RR2"], "status_known": known}
    return found


def sizes(case: Case) -> Numbers:
    given = case.input
    if "N_h" in given:
        return _allocations(given)
    if "n" in given:
        size, share = given["n"], given["p"]
        z = stats.norm.ppf(0.975)
        without = z * math.sqrt(share * (1 - share) / (size - 1))
        return {"e": sampling.margin_of(size, population=given["N"], share=share), "e_nofpc": without}
    plan = {"share": given["p"], "margin": given["e"], "level": given["level"]}
    needed = sampling.sample_size(given["N"], **plan)
    asked = sampling.invitations(needed, population=given["N"], expected_response=given["response_rate"])
    unlimited = sampling.unlimited_size(**plan)
    return {"n0": unlimited, "n": needed, "invite": asked, "fraction": needed / given["N"]}


def _allocations(given) -> Numbers:
    people, total, minimum = given["N_h"], given["n"], given["min_per_stratum"]
    spreads = allocation.spreads(people, given["p_h"])
    even = sampling.proportional(people, total, minimum=minimum)
    best = allocation.neyman(people, spreads, total, minimum=minimum)
    return {
        "proportional": even,
        "neyman_integer": best,
        "neyman_real": allocation.neyman_quotas(people, spreads, total),
        "S_h": spreads,
        "var_proportional": allocation.variance_of(people, spreads, even),
        "var_neyman": allocation.variance_of(people, spreads, best),
        "weights_proportional": np.array(people) / np.array(even),
        "weights_neyman": np.array(people) / np.array(best),
    }


def weights(case: Case) -> Numbers:
    given = case.input
    if "w" in given:
        return _kish(given["w"])
    if "strata" in given:
        return _compared(case)
    if "csv" in given:
        return _raked_sample(case) if "margins" in given else _cells_of_sample(case)
    if "cell" in given:
        return _cells(given["cell"], given["base_weight"], given["respondent"])
    columns = [given[name] for name in given if name not in ("start", "margins")]
    fitted = weighting.rake(columns, given["start"], list(given["margins"].values()))
    return {"weights": fitted, "kish": _kish(fitted)} | _mean_of_schools(case)


def _mean_of_schools(case: Case) -> Numbers:
    """A mean of a column that the case does not give is taken over from it: there is nothing to compute it from."""
    expected = case.expected or {}
    return {key: expected[key] for key in ("mean_api00",) if key in expected}


def _kish(values) -> Numbers:
    found = weighting.spread(values)
    return {"deff": found.deff, "n_eff": found.effective, "cv": found.variation}


def _cells(cells, base, answered) -> Numbers:
    found = weighting.within_cells(cells, base, answered)
    return {
        "factor": found.factor,
        "final": found.weights,
        "sum_final": found.weights.sum(),
        "kish": _kish(found.weights),
    }


class _Sample:
    """The invented alumni: base weights by country, and who answered."""

    def __init__(self, case: Case):
        self.table = case.columns()
        self.frame = Counter(case.columns(FRAME)["country"])
        asked = Counter(self.table["country"])
        self.base = np.array([self.frame[country] / asked[country] for country in self.table["country"]])
        self.known = np.array([status != "NA" for status in self.table["status"]])

    def of_known(self, column: str) -> list[str]:
        return [value for value, known in zip(self.table[column], self.known, strict=True) if known]

    def start(self) -> np.ndarray:
        """The base weight times the country's factor for those who did not answer."""
        return weighting.within_cells(self.table["country"], self.base, self.known).weights[self.known]


def _cells_of_sample(case: Case) -> Numbers:
    sample = _Sample(case)
    return _cells(sample.table[case.input["cell"]], sample.base, sample.known)


COLUMNS = {"min": "ministry"}


def _raked_sample(case: Case) -> Numbers:
    sample, margins = _Sample(case), case.input["margins"]
    groups = [sample.of_known(COLUMNS.get(name, name)) for name in margins]
    fitted = weighting.rake(groups, sample.start(), list(margins.values()))
    in_post = np.array(sample.of_known("in_at_post"), float)
    return {
        "person_id": sample.of_known("person_id"),
        "weights": fitted,
        "kish": _kish(fitted),
        "p_in_at_post": (fitted * in_post).sum() / fitted.sum(),
        "min_w": fitted.min(),
        "max_w": fitted.max(),
    }


def _compared(case: Case) -> Numbers:
    """The same people under four weightings."""
    sample, margins = _Sample(case), case.input["margins"]
    start, totals = sample.start(), list(margins.values())
    groups = [sample.of_known(name) for name in margins]
    raked = weighting.rake(groups, start, totals)
    return {
        "design_only": _share(sample, start),
        "poststratified_ministry": _share(
            sample, weighting.rake(groups[:1], start, totals[:1]), groups=groups[:1], calibrated_from=start
        ),
        "raked_ministry_sex": _share(sample, raked, groups=groups),
        "linear_calibrated_ministry_sex": _share(
            sample, weighting.calibrated(groups, start, totals), groups=groups, calibrated_from=start
        ),
        "raked_weights_range": [raked.min(), raked.max()],
    }


def _share(sample: _Sample, weight: np.ndarray, **options) -> Numbers:
    in_post, strata = np.array(sample.of_known("in_at_post"), float), sample.of_known("country")
    found = weighting.weighted_share(in_post, weight, strata, sample.frame, **options)
    return {"p": found.share, "se": found.std_error, "df": found.df}
