"""Which of those who answered are also asked about, to see how well colleagues know: a random tenth. Pure."""

import hashlib

SHARE = 0.1
SIGNS = 16  # of 64 bits: finer than any campaign is large


def is_in_panel(seed: int, person_id: int, *, share: float = SHARE) -> bool:
    """Each person with this chance, the same for the same seed, whoever answers before or after."""
    digest = hashlib.sha256(f"{seed}:agreement:{person_id}".encode()).hexdigest()[:SIGNS]
    return int(digest, 16) < share * 16**SIGNS
