"""One share of a finite group of people, and how sure it is: exact, stratified, and bounded where answers lack."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize, stats

LEVEL = 0.95
Limits = tuple[float, float]


@dataclass(frozen=True)
class Proportion:
    """A stratified proportion: shares are 0-1, `variance` its square's unit, `df` degrees of freedom."""

    share: float
    variance: float
    df: int
    known: int

    @property
    def std_error(self) -> float:
        return math.sqrt(self.variance)

    @property
    def effective(self) -> float:
        """People of a simple random sample without end that would say as much: p(1-p)/v."""
        return self.share * (1 - self.share) / self.variance


def clopper_pearson(successes: float, total: float, *, level: float = LEVEL) -> Limits:
    """The exact binomial interval; `total` may be an effective, fractional size."""
    tail = (1 - level) / 2
    low = 0.0 if successes <= 0 else float(stats.beta.ppf(tail, successes, total - successes + 1))
    high = 1.0 if successes >= total else float(stats.beta.ppf(1 - tail, successes + 1, total - successes))
    return low, high


def agresti_coull(successes: float, total: float, *, level: float = LEVEL) -> Limits:
    """The plain interval after adding z^2/2 to both sides (Agresti and Coull 1998); may leave 0-1."""
    z = stats.norm.ppf((1 + level) / 2)
    size = total + z**2
    share = (successes + z**2 / 2) / size
    wide = z * math.sqrt(share * (1 - share) / size)
    return float(share - wide), float(share + wide)


def jeffreys(successes: float, total: float, *, level: float = LEVEL) -> Limits:
    """The equal-tailed interval of the beta(1/2, 1/2) prior; 0 and 1 where nobody or everybody is counted."""
    tail = (1 - level) / 2
    low = 0.0 if successes == 0 else float(stats.beta.ppf(tail, successes + 0.5, total - successes + 0.5))
    high = 1.0 if successes == total else float(stats.beta.ppf(1 - tail, successes + 0.5, total - successes + 0.5))
    return low, high


def exact_count(in_post: int, known: int, population: int, *, level: float = LEVEL) -> tuple[int, int]:
    """Between how many and how many of `population` are in post, given in_post of known: exact hypergeometric."""
    tail = (1 - level) / 2
    counts = np.arange(in_post, population - known + in_post + 1)
    not_too_many = stats.hypergeom.cdf(in_post, population, counts, known) > tail
    not_too_few = stats.hypergeom.sf(in_post - 1, population, counts, known) > tail
    possible = counts[not_too_many & not_too_few]
    return int(possible.min()), int(possible.max())


def _in_their_sum(sizes: np.ndarray, n: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The parts of the variance, nan for a stratum with one known person that is not taken whole."""
    weight, share = sizes / sizes.sum(), y / n
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = weight**2 * (1 - n / sizes) * share * (1 - share) / (n - 1)
    return np.where(n == sizes, 0.0, np.where(n == 1, np.nan, parts))


def stratified(
    frame: Sequence[int], known: Sequence[int], in_post: Sequence[int], *, lonely: str = "average"
) -> Proportion:
    """Share in post of a stratified sample: p = sum W p, v = sum W^2 (1 - n/N) p(1-p)/(n-1), df = n - H.

    n is the people with a known status, never the invited (Cochran 1977, ch. 5). What a stratum with one known
    person adds, unless it is taken whole, is named by `lonely`, an entry of LONELY.
    """
    sizes, n, y = (np.asarray(column, float) for column in (frame, known, in_post))
    parts = LONELY[lonely](_in_their_sum(sizes, n, y), sizes, n, y)
    share = float((sizes / sizes.sum() * y / n).sum())
    return Proportion(share, float(parts.sum()), int(n.sum() - len(n)), int(n.sum()))


def _average(parts: np.ndarray, *_columns: np.ndarray) -> np.ndarray:
    """The mean part of the others."""
    others = parts[~np.isnan(parts)]
    return np.where(np.isnan(parts), others.mean() if len(others) else 0.0, parts)


def _nothing(parts: np.ndarray, *_columns: np.ndarray) -> np.ndarray:
    """As if it were certain: understates."""
    return np.nan_to_num(parts)


def _adjusted(parts: np.ndarray, sizes: np.ndarray, n: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Its distance from the share of all, instead of the distance within (R's survey.lonely.psu="adjust")."""
    weight = sizes / sizes.sum()
    apart = weight**2 * (1 - n / sizes) * (y / n - (weight * y / n).sum()) ** 2
    return np.where(np.isnan(parts), apart, parts)


LONELY: dict[str, Callable[..., np.ndarray]] = {
    "average": _average,
    "adjust": _adjusted,
    "certainty": _nothing,
    "remove": _nothing,
}


def korn_graubard(proportion: Proportion, *, level: float = LEVEL, capped: bool = False) -> Limits:
    """Clopper-Pearson on n* = p(1-p)/v (t_{n-1}/t_df)^2 (Korn and Graubard 1998).

    Not capped at n: of a finite group the sample may say more than a sample of its size. `capped` is for figures
    meant beyond the people trained, as NCHS does.
    """
    effective = effective_size(proportion, level=level, capped=capped)
    return clopper_pearson(effective * proportion.share, effective, level=level)


def effective_size(proportion: Proportion, *, level: float = LEVEL, capped: bool = False) -> float:
    tail, n = (1 - level) / 2, proportion.known
    ratio = stats.t.ppf(tail, n - 1) / stats.t.ppf(tail, max(proportion.df, 1))
    size = float(proportion.effective * ratio**2)
    return min(size, n) if capped else size


def plain_interval(proportion: Proportion, *, level: float = LEVEL) -> Limits:
    """p +/- t se: for comparison only, it leaves 0-1 and covers too little at the ends."""
    wide = _t(proportion, level) * proportion.std_error
    return proportion.share - wide, proportion.share + wide


def logit_interval(proportion: Proportion, *, level: float = LEVEL) -> Limits:
    """Symmetric on the scale of log odds."""
    p = proportion.share
    middle, wide = math.log(p / (1 - p)), _t(proportion, level) * proportion.std_error / (p * (1 - p))
    low, high = (1 / (1 + math.exp(-(middle + sign * wide))) for sign in (-1, 1))
    return low, high


def arcsine_interval(proportion: Proportion, *, level: float = LEVEL) -> Limits:
    p = proportion.share
    middle, wide = math.asin(math.sqrt(p)), _t(proportion, level) * proportion.std_error / math.sqrt(4 * p * (1 - p))
    return math.sin(max(middle - wide, 0)) ** 2, math.sin(min(middle + wide, math.pi / 2)) ** 2


def likelihood_interval(proportion: Proportion, *, level: float = LEVEL) -> Limits:
    """Where the binomial likelihood of the effective size falls by t^2/2 (Rao and Scott 1984), scaled as R does."""
    p, size, n = proportion.share, proportion.effective, proportion.known
    drop = _t(proportion, level) ** 2 / 2 * n / (n - 1)

    def beyond(q: float) -> float:
        return size * (p * math.log(p / q) + (1 - p) * math.log((1 - p) / (1 - q))) - drop

    tiny = 1e-12
    return float(optimize.brentq(beyond, tiny, p, xtol=1e-14)), float(optimize.brentq(beyond, p, 1 - tiny, xtol=1e-14))


def wilson_interval(proportion: Proportion, *, level: float = LEVEL) -> Limits:
    """Wilson's interval with the effective size and a t quantile."""
    p, size, t = proportion.share, proportion.effective, _t(proportion, level)
    middle = (p + t**2 / (2 * size)) / (1 + t**2 / size)
    wide = t / (2 * size) * math.sqrt(4 * size * p * (1 - p) + t**2) / (1 + t**2 / size)
    return middle - wide, middle + wide


def _t(proportion: Proportion, level: float) -> float:
    return float(stats.t.ppf((1 + level) / 2, max(proportion.df, 1)))


def kish_size(frame: Sequence[int], known: Sequence[int]) -> float:
    """The effective size of a weighted sample: (sum w)^2 / sum w^2 with w = N/n (Kish 1965)."""
    weights = np.repeat(np.asarray(frame, float) / np.asarray(known, float), known)
    return float(weights.sum() ** 2 / (weights**2).sum())


INTERVALS: Mapping[str, Callable[..., Limits]] = {
    "mean": plain_interval,
    "logit": logit_interval,
    "likelihood": likelihood_interval,
    "arcsine": arcsine_interval,
    "korn_graubard": korn_graubard,
    "wilson": wilson_interval,
}
