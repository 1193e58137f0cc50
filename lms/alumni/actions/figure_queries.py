"""Figures with a filter: each look is kept, and compared with all that was shown before."""

from collections.abc import Iterable, Mapping

import numpy as np
from django.db import transaction

from lms.alumni import results
from lms.alumni.errors import NoSuchFilter, TooFewBetween
from lms.alumni.estimators import SHOWN_FROM
from lms.alumni.models import Campaign, FigureQuery
from lms.alumni.queries import figure_queries as queries
from lms.alumni.results import Filtered, building
from lms.alumni.results.hiding import Told
from lms.alumni.results.tables import DIMENSIONS, Scene
from lms.people.models import User

Array = np.ndarray


def ask_figures(*, campaign: Campaign, filters: Mapping[str, str], by: User) -> Filtered:
    """The figures of those who meet all filters, `{dimension: name}`; every look is kept, also a refused one.

    Raises TooFewBetween where the group, or the difference from a group shown before to anybody or standing in a
    table, is of one to nine people, asked or known; NoSuchFilter for an unknown dimension or an empty group.
    """
    if not filters or not set(filters) <= set(DIMENSIONS):
        raise NoSuchFilter
    found = look(campaign=campaign, filters=filters, by=by)
    if found is None:
        raise TooFewBetween
    return found


@transaction.atomic
def look(*, campaign: Campaign, filters: Mapping[str, str], by: User) -> Filtered | None:
    """None where it may not be shown. Two looks at once wait for each other: the second is compared with the first."""
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    scene = results.read(campaign).scene
    mask = building.chosen_by(scene.people, filters)
    if not mask.any():
        raise NoSuchFilter
    found = results.filtered(scene, filters)
    places = places_of(campaign, scene)
    bits = queries.bits_of(spread(mask, places))
    is_shown = found.overall.figure is not None and is_far_enough(scene, mask, others_of(campaign, scene, places))
    FigureQuery.objects.create(
        campaign=campaign, asked_by=by, filters=dict(filters), count=int(mask.sum()), cases=bits, is_shown=is_shown
    )
    return found if is_shown else None


def places_of(campaign: Campaign, scene: Scene) -> tuple[Array, int]:
    """Each asked person's place among all cases, and how many cases there are."""
    ids = queries.case_ids(campaign)
    return np.searchsorted(ids, scene.people.ids), len(ids)


def spread(mask: Array, places: tuple[Array, int]) -> Array:
    found = np.zeros(places[1], bool)
    found[places[0][mask]] = True
    return found


def others_of(campaign: Campaign, scene: Scene, places: tuple[Array, int]) -> Iterable[Array]:
    """The groups that can be subtracted: everybody, each line of the tables, and what was asked for before."""
    yield np.ones(len(scene.people), bool)
    for dimension in DIMENSIONS:
        column = getattr(scene.people, dimension)
        for place in range(len(column.names)):
            yield column.place == place
    for bits in queries.shown_before(campaign):
        yield queries.mask_of(bits, places[1])[places[0]]


def is_far_enough(scene: Scene, mask: Array, others: Iterable[Array]) -> bool:
    """No other group differs by so few people, or leaves a rest that tells so much, that it would not be shown."""
    return all(is_apart(scene, mask, other) for other in others if (mask & other).any())


def is_apart(scene: Scene, mask: Array, other: Array) -> bool:
    """Two groups that share people: those in one of them alone are nobody, or ten and more, asked and known."""
    known = scene.people.is_known & scene.design.is_worked
    differing = mask ^ other
    if any(0 < count < SHOWN_FROM for count in (differing.sum(), (differing & known).sum())):
        return False
    is_nested = not (mask & ~other).any() or not (other & ~mask).any()
    rest = differing & known
    return not (is_nested and rest.any() and told_of(scene, rest).is_too_much)


def told_of(scene: Scene, mask: Array) -> Told:
    return Told(int((mask & scene.is_in).sum()), int((mask & ~scene.is_in).sum()))
