"""How many people of each stratum a campaign asks, and on which days, by its own settings."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from lms.alumni import allocation, sampling
from lms.alumni.models import Campaign

SPARE_SHARE = 0.1  # of the sample, in each spare group
WINDOW_MONTHS = {6: 1, 12: 2, 24: 3, 48: 3}  # a wave so many months after the course may come so much earlier or later
RECOMMENDED = {"design": Campaign.Design.CENSUS, "follow_one_in": 3, "replicates": 0}
SIMPLE_SAMPLE = {"design": Campaign.Design.SAMPLE, "sample_size": 120, "replicates": 2}
TEMPLATES = {"recommended": RECOMMENDED, "sample-120": SIMPLE_SAMPLE}

Sizes = Mapping[str, int]  # {stratum key: people in the frame}
Shares = Mapping[str, float]  # {stratum key: share in post, 0-1}, where an earlier campaign knows it


def counts_of(campaign: Campaign, sizes: Sizes, shares: Shares) -> dict[str, int]:
    """`{stratum key: people to ask}`: everybody in a census, else by the chosen rule, then as somebody changed it."""
    if campaign.asks_everybody:
        return dict(sizes)
    changed = {key: campaign.changed_counts[key] for key in sizes if key in campaign.changed_counts}
    return {key: min(max(count, 1), sizes[key]) for key, count in (by_rule(campaign, sizes, shares) | changed).items()}


def by_rule(campaign: Campaign, sizes: Sizes, shares: Shares) -> dict[str, int]:
    """Strata under 15 whole, the rest by the campaign's rule."""
    rule = neyman(campaign, sizes, shares) if campaign.allocation == Campaign.Allocation.NEYMAN else None
    counts = sampling.allocate(list(sizes.values()), campaign.sample_size, rule=rule or sampling.proportional)
    return dict(zip(sizes, counts, strict=True))


def neyman(campaign: Campaign, sizes: Sizes, shares: Shares) -> Callable[[list[int], int], list[int]]:
    """Neyman's rule for the strata that are not taken whole, with the shares expected in them."""
    rest = [key for key, size in sizes.items() if size >= sampling.TAKE_ALL_BELOW]
    expected = allocation.planned([shares.get(key, campaign.expected_share) for key in rest])

    def rule(numbers: list[int], total: int) -> list[int]:
        return allocation.neyman(numbers, list(allocation.spreads(numbers, expected)), total)

    return rule


def planning_share(campaign: Campaign) -> float:
    """The expected share in post (0-1) as sizes are worked out with it."""
    return allocation.planned([campaign.expected_share])[0]


def pieces_of(campaign: Campaign, frame_count: int, sample_count: int) -> list[int]:
    """The sizes of the sample and of the spare groups of one stratum, as far as its people last."""
    left, pieces = frame_count - sample_count, [sample_count]
    for _group in range(0 if campaign.asks_everybody else campaign.replicates):
        size = min(left, max(1, round(sample_count * SPARE_SHARE)))
        pieces.append(size)
        left -= size
    return pieces


def wave_window(campaign: Campaign) -> tuple[date, date] | None:
    """First and last day of completion of those for whom the opening day is this wave; None without a wave."""
    months = campaign.wave_months
    if months is None:
        return None
    wide = WINDOW_MONTHS.get(months, WINDOW_MONTHS[24])
    return months_before(campaign.opens_on, months + wide), months_before(campaign.opens_on, months - wide)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    next_first = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), next_first - timedelta(days=1))


def day_of(campaign: Campaign, days: int) -> date:
    """The day so many days after the opening day."""
    return campaign.opens_on + timedelta(days=days)
