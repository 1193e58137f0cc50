"""The follow-up's arithmetic, without a database: the draw, the estimate over strata, curves and their resamples."""

import time
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from lms.alumni import estimators, frame, sampling
from lms.core.languages import Country
from tools.bench.measures import Measured

SEED = 2026
REPEATS = 5
UNITS = 7  # ministries of each of the six countries
STRATA = UNITS * len(Country.values)
KNOWN_IN, KNOWN_OUT, UNKNOWN = range(3)
MONTHS = 60
WAVES = np.array([6.0, 12.0, 24.0, 36.0])  # months after the course at which people are asked
ASKED_AGAIN = 0.7  # of the people, at each wave
HALF_LEFT_AFTER = 36.0  # months
ONE_IN = 20  # of the frame is drawn


def processor_seconds(work: Callable[[], object]) -> float:
    """Of this process, the median of some repeats: what else the machine does is not in it."""
    times = []
    for _repeat in range(REPEATS):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return float(np.median(times))


def of_arrays(rows: int) -> Measured:
    """Seconds from one number a person to the estimate over 42 strata."""
    random = np.random.default_rng(SEED)
    strata, known = random.integers(0, STRATA, rows), random.integers(0, 3, rows)
    return Measured(processor_seconds(lambda: estimators.retention(cells_from(strata, known))), more={"people": rows})


def cells_from(strata: np.ndarray, known: np.ndarray) -> list[estimators.Cell]:
    """Half of each stratum's frame was asked."""
    counts = np.bincount(strata * 3 + known, minlength=3 * STRATA).reshape(STRATA, 3).tolist()
    return [
        estimators.Cell(str(number), 2 * sum(row), sum(row), row[KNOWN_IN], row[KNOWN_OUT])
        for number, row in enumerate(counts)
    ]


def of_curves(rows: int) -> Measured:
    """Milliseconds for the Kaplan-Meier curves of 42 strata with Greenwood's variance, from months and exits."""
    random = np.random.default_rng(SEED)
    months, strata = random.integers(0, MONTHS, rows), random.integers(0, STRATA, rows)
    exits = random.random(rows) < 0.5
    seconds = processor_seconds(lambda: estimators.curves_by_group(months, exits, strata))
    return Measured(1000 * seconds, more={"people": rows})


def of_draw(people: int) -> Measured:
    """Seconds to put a frame into its strata, to hash it, and to draw one in twenty of each stratum."""
    trained = [made_trained(number) for number in range(people)]
    return Measured(processor_seconds(lambda: drawn(trained)), more={"people": people})


def made_trained(number: int) -> frame.Trained:
    country = number % len(Country.values)
    unit = country * UNITS + number // len(Country.values) % UNITS
    return frame.Trained(number, Country.values[country], date(2022, 1, 1) + timedelta(days=number % 1500), unit)


def drawn(trained: list[frame.Trained]) -> tuple[str, list[list[int]]]:
    strata = frame.strata_of(trained, by_organisation=True, joined={})
    counts = sampling.allocate([len(members) for members in strata.values()], len(trained) // ONE_IN)
    samples = [
        sampling.draw([one.person_id for one in members], count, seed=SEED, stratum=key)
        for (key, members), count in zip(strata.items(), counts, strict=True)
    ]
    return frame.hash_of(strata), samples


def of_resamples(people: int) -> Measured:
    """Seconds for Turnbull's estimate at the waves with 1,000 resamples, as a worker counts it in the background."""
    left, right = made_intervals(people)
    strata = np.arange(people) % STRATA
    started = time.process_time()
    found = estimators.bootstrap(left, right, WAVES, strata=strata, seed=SEED)
    return Measured(time.process_time() - started, more={"people": people, "resamples": found.resamples})


def made_intervals(people: int) -> tuple[np.ndarray, np.ndarray]:
    """Between which two months each left: known only from the waves at which they, or somebody, answered."""
    random = np.random.default_rng(SEED)
    leaving = random.exponential(HALF_LEFT_AFTER / np.log(2), people)[:, None]
    asked = random.random((people, WAVES.size)) < ASKED_AGAIN
    left = np.where(asked & (leaving > WAVES), WAVES, 0.0).max(1)
    right = np.where(asked & (leaving <= WAVES), WAVES, np.inf).min(1)
    return left, right
