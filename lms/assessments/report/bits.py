"""Sets of people as bits: who is in two of them is one AND over an eighth of a byte a person, exact and on one core.

A set of n people is a row of 64-bit words, shape (words,); several are a table, shape (..., words).
"""

import numpy as np

WORD = 64
AT_ONCE = 2**16  # words of one table between two steps: what a processor holds near


def sets_of(members: np.ndarray) -> np.ndarray:
    """From true and false, shape (r, n) or (n,)."""
    *rows, n = members.shape
    packed = np.zeros((*rows, -(-n // WORD) * WORD // 8), np.uint8)
    packed[..., : -(-n // 8)] = np.packbits(members, axis=-1)
    return packed.view(np.uint64)


def sizes(sets: np.ndarray) -> np.ndarray:
    """How many people are in each, without the last axis."""
    return np.bitwise_count(sets).sum(-1, dtype=np.int64)


def overlaps(sets: np.ndarray) -> np.ndarray:
    """How many people every two sets share, shape (r, r)."""
    table = np.zeros((len(sets), len(sets)), np.int64)
    step = max(AT_ONCE // max(sets.size, 1), 1)
    for place in range(0, len(sets), step):
        rows = slice(place, place + step)
        table[rows, place:] = sizes(sets[rows, None] & sets[place:])
        table[place:, rows] = table[rows, place:].T
    return table


def digits_of(values: np.ndarray) -> np.ndarray:
    """Whole numbers from 0, shape (n,), as the sets of those whose 1, 2, 4 ... is set: for `sums`."""
    places = np.arange(int(values.max(initial=0)).bit_length(), dtype=values.dtype)
    return sets_of((values >> places[:, None]) & 1 == 1)


def sums(sets: np.ndarray, digits: np.ndarray) -> np.ndarray:
    """The sum of the values, from `digits_of`, over the people of each set."""
    total = np.zeros(sets.shape[:-1], np.int64)
    for place, digit in enumerate(digits):
        total += sizes(sets & digit) << place
    return total
