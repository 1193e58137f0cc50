"""Which groups of people the figures of a campaign have been shown for."""

import numpy as np

from lms.alumni.models import Campaign, FigureQuery

Array = np.ndarray


def bits_of(mask: Array) -> bytes:
    """One bit a case, in the order of their ids."""
    return np.packbits(mask).tobytes()


def mask_of(bits: bytes, size: int) -> Array:
    """The bits as yes and no, of `size` cases."""
    return np.unpackbits(np.frombuffer(bytes(bits), np.uint8), count=size).astype(bool)


def shown_before(campaign: Campaign) -> set[bytes]:
    """Every set of people for whom figures of this campaign have been shown, to anybody."""
    rows = FigureQuery.objects.filter(campaign=campaign, is_shown=True).values_list("cases", flat=True)
    return {bytes(bits) for bits in rows.distinct().order_by()}


def case_ids(campaign: Campaign) -> Array:
    """All cases, also the spare ones that were never asked: a place is a person's for ever."""
    return np.array(list(campaign.cases.order_by("id").values_list("id", flat=True)), int)
