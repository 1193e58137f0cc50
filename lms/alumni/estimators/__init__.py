"""The figures behind retention: pure functions on numpy and scipy, each checked against R (see check_reference)."""

from lms.alumni.estimators.incidence import Incidence, cumulative_incidence
from lms.alumni.estimators.interval_tests import finkelstein, sun, weibull
from lms.alumni.estimators.logrank import LogRank, log_rank
from lms.alumni.estimators.proportions import (
    Proportion,
    clopper_pearson,
    exact_count,
    kish_size,
    korn_graubard,
    stratified,
)
from lms.alumni.estimators.resampling import Uncertainty, bootstrap
from lms.alumni.estimators.retention import (
    SHOWN_FROM,
    Cell,
    Retention,
    bounds,
    interval,
    retention,
    yearly_exit_rate,
)
from lms.alumni.estimators.survival import Curve, curves_by_group, kaplan_meier, weighted_curve
from lms.alumni.estimators.turnbull import NotInOrder, Steps, npmle
from lms.core.statistics import wilson

__all__ = [
    "SHOWN_FROM",
    "Cell",
    "Curve",
    "Incidence",
    "LogRank",
    "NotInOrder",
    "Proportion",
    "Retention",
    "Steps",
    "Uncertainty",
    "bootstrap",
    "bounds",
    "clopper_pearson",
    "cumulative_incidence",
    "curves_by_group",
    "exact_count",
    "finkelstein",
    "interval",
    "kaplan_meier",
    "kish_size",
    "korn_graubard",
    "log_rank",
    "npmle",
    "retention",
    "stratified",
    "sun",
    "weibull",
    "weighted_curve",
    "wilson",
    "yearly_exit_rate",
]
