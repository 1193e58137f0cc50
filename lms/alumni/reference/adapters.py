"""Which reference methods this app computes: for settings.REFERENCE_ADAPTERS."""

from lms.alumni.reference import capacity, curves, shares, surveys

ADAPTERS = {
    "kaplan_meier": curves.kaplan_meier,
    "logrank": curves.log_rank,
    "turnbull_npmle": curves.turnbull,
    "interval_censored_tests": curves.interval_tests,
    "cumulative_incidence": curves.incidence,
    "binomial_and_hypergeometric_ci": shares.one_share,
    "stratified_proportion_fpc": shares.stratified,
    "nonresponse_bounds": shares.bounds,
    "reliability_flags": shares.reliability,
    "aapor_outcome_rates": surveys.rates,
    "sample_size_allocation": surveys.sizes,
    "weights": surveys.weights,
    "active_capacity": capacity.capacity,
    "tot_cascade": capacity.cascade,
}
