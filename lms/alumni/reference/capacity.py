"""People in post now and later, and the cascade of trainers."""

from typing import Any

import numpy as np

from lms.alumni import capacity as model
from lms.alumni.cascade import Taught
from lms.alumni.cascade import cascade as cascade_of
from lms.assessments.reference.checking import Case

Numbers = dict[str, Any]
R_ACCURACY = 2.0**-13  # of R's integrate, unless it is told otherwise


def capacity(case: Case) -> Numbers:
    given = case.input
    if "knots_months" in given:
        return _from_knots(given)
    if "fu_years" in given:
        return _implied(given)
    if "target" in given:
        return _steady(given)
    years = {"now": 0, "in_1y": 1, "in_3y": 3}
    return {name: _people(given, ahead) for name, ahead in years.items()}


def _curve(named) -> model.Stays:
    if named["dist"] == "exponential":
        return model.exponential(named["rate"])
    return model.weibull(named["shape"], named["scale"])


def _people(given, ahead: float) -> Numbers:
    found = model.capacity(given["age"], given["last_confirmed"], given["state"], _curve(given["S"]), ahead=ahead)
    return {"P": found.chance, "expected": found.expected, "sd": found.sd}


def _from_knots(given) -> Numbers:
    knots = model.Knots.of(given["knots_months"], given["S"])
    ages = given["ages_months"]
    found = model.capacity(ages, np.zeros(len(ages)), [model.Known.UNKNOWN] * len(ages), knots)
    return {
        "tail_hazard": knots.tail_rate,
        "P": found.chance,
        "expected": found.expected,
        "extrapolated_part": model.extrapolated(ages, found.chance, end=knots.end),
    }


def _implied(given) -> Numbers:
    rate = model.implied_rate(given["fu_years"], given["share_left"])
    return {
        "rate": rate,
        "annual_attrition": 1 - np.exp(-rate),
        "median_tenure": np.log(2) / rate,
        "mean_tenure": 1 / rate,
        "mean_followup": np.mean(given["fu_years"]),
    }


def _steady(given) -> Numbers:
    stays = _curve(given["S"])
    tenure = model.mean_tenure(stays)
    return {
        "mean_tenure": tenure,
        "K_steady": model.trained_a_year(given["target"], tenure),
        "stock_after_5y_of_10_per_year": model.stock_after(5, 10, stays, accuracy=R_ACCURACY),
        "stock_after_10y": model.stock_after(10, 10, stays, accuracy=R_ACCURACY),
        "stock_midyear_5": model.stock_of_courses(5, 10, stays),
    }


def cascade(case: Case) -> Numbers:
    lines = [Taught(edge["from"], edge["to"], edge["course"], edge["date"]) for edge in case.input["edges"]]
    found = cascade_of(case.input["generation0"], lines)
    return {
        "generation": found.generation,
        "n_by_generation": found.sizes,
        "R": found.growth,
        "unique_reached": found.reached,
        "contacts": found.contacts,
        "share_gen0_active": found.share_active,
        "credit": found.credit,
    }
