"""The survey link of a sampled person: made again from the secret key whenever needed, never stored."""

from lms.core import codes

LINK_PURPOSE = "follow-up-link"
DIGEST_PURPOSE = "follow-up-digest"
TOKEN_SIGNS = 40  # 160 bits


def token_of(*, campaign_id: int, person_id: int, seed: int) -> str:
    """The same token for the same person and campaign, unguessable without the secret key."""
    return codes.digest(f"{campaign_id}:{person_id}:{seed}", purpose=LINK_PURPOSE)[:TOKEN_SIGNS]


def stored(token: str) -> str:
    """What the database holds instead of the token."""
    return codes.digest(token, purpose=DIGEST_PURPOSE)
