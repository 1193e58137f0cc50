"""What may be shown of small groups: nothing of fewer than ten people, nor by taking one shown group from another."""

from collections.abc import Hashable, Mapping

import numpy as np

from lms.assessments.gain import SMALLEST_SHOWN


def is_hidden(n: int) -> bool:
    return 0 < n < SMALLEST_SHOWN


def shown_parts(counts: Mapping[Hashable, int]) -> set[Hashable]:
    """Which parts of a whole may be shown beside it, `{part: people}`.

    Where the hidden parts together are fewer than ten, the smallest shown one is hidden with them: else the whole
    less the shown parts would tell about them.
    """
    shown = {part for part, n in counts.items() if n >= SMALLEST_SHOWN}
    hidden = sum(n for part, n in counts.items() if part not in shown)
    if shown and is_hidden(hidden):
        shown.discard(min(shown, key=lambda part: (counts[part], str(part))))
    return shown


def kept_of_all(*groupings: np.ndarray) -> np.ndarray:
    """Which people enter a figure over all groups: shape (n,), true or false.

    A grouping, shape (n,), holds the place of each person's group: by cohort, by year. Groups under ten stay out where
    they are fewer than ten people together: each larger group has its own report, and the difference would be theirs.
    """
    kept = np.ones(groupings[0].size, bool)
    while True:
        before = kept.sum()
        for groups in groupings:
            kept &= kept_beside(groups, kept)
        if kept.sum() == before:
            return kept


def kept_beside(groups: np.ndarray, among: np.ndarray) -> np.ndarray:
    sizes = np.bincount(groups[among])
    is_small = (sizes > 0) & (sizes < SMALLEST_SHOWN)
    is_alone = is_hidden(int(sizes[is_small].sum())) and bool((sizes >= SMALLEST_SHOWN).any())
    return ~is_small[groups] if is_alone else np.ones(groups.size, bool)


def kept_of_parts(parts: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """As `kept_of_all`, within each part (language) for itself: shape (n,), true or false."""
    height, width = int(parts.max(initial=0)) + 1, int(groups.max(initial=0)) + 1
    cells = parts.astype(np.int64) * width + groups
    table = np.bincount(cells, minlength=height * width).reshape(height, width)
    is_small = (table > 0) & (table < SMALLEST_SHOWN)
    hidden = (table * is_small).sum(1)
    is_alone = (hidden > 0) & (hidden < SMALLEST_SHOWN) & (table >= SMALLEST_SHOWN).any(1)
    return ~(is_small & is_alone[:, None]).ravel()[cells]
