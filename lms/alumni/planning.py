"""How many people of each stratum a campaign asks, by its own settings."""

from collections.abc import Mapping

from lms.alumni import allocation, sampling
from lms.alumni.models import Campaign

SPARE_SHARE = 0.1  # of the sample, in each spare group


def counts_of(campaign: Campaign, sizes: Mapping[str, int]) -> dict[str, int]:
    """`{stratum key: people to ask}`: everybody in a census, else by the chosen rule, then as somebody changed it."""
    if campaign.asks_everybody:
        return dict(sizes)
    keys, numbers = list(sizes), list(sizes.values())
    counts = dict(zip(keys, by_rule(campaign, numbers), strict=True))
    changed = {key: campaign.changed_counts[key] for key in keys if key in campaign.changed_counts}
    return {key: min(max(count, 1), sizes[key]) for key, count in (counts | changed).items()}


def by_rule(campaign: Campaign, sizes: list[int]) -> list[int]:
    """Strata under 15 whole, the rest by the rule."""
    rule = neyman if campaign.allocation == Campaign.Allocation.NEYMAN else sampling.proportional
    return sampling.allocate(sizes, campaign.sample_size, rule=rule)


def neyman(sizes: list[int], total: int, share: float = 0.5) -> list[int]:
    shares = allocation.planned([share] * len(sizes))
    return allocation.neyman(sizes, list(allocation.spreads(sizes, shares)), total)


def pieces_of(campaign: Campaign, frame_count: int, sample_count: int) -> list[int]:
    """The sizes of the sample and of the spare groups of one stratum, as far as its people last."""
    left, pieces = frame_count - sample_count, [sample_count]
    for _group in range(0 if campaign.asks_everybody else campaign.replicates):
        size = min(left, max(1, round(sample_count * SPARE_SHARE)))
        pieces.append(size)
        left -= size
    return pieces
