"""Which counts may be shown beside their sum: none under ten, and none that a subtraction would give away."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from lms.alumni.estimators import SHOWN_FROM

Key = TypeVar("Key", bound=Hashable)


def shown(counts: Mapping[Key, int]) -> dict[Key, int | None]:
    """The same counts with None for what is hidden: at least two of them, ten people or more together."""
    by_size = sorted((key for key, count in counts.items() if count), key=counts.__getitem__)
    hidden = [key for key in by_size if counts[key] < SHOWN_FROM]
    others = iter(by_size[len(hidden) :])
    while hidden and (len(hidden) < 2 or sum(map(counts.__getitem__, hidden)) < SHOWN_FROM):
        another = next(others, None)
        if another is None:
            break
        hidden.append(another)
    return {key: None if key in hidden else count for key, count in counts.items()}


def shown_alone(count: int) -> int | None:
    return None if 0 < count < SHOWN_FROM else count
