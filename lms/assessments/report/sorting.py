"""The order of the item table, as its reader asks for it."""

from collections.abc import Callable, Sequence

from lms.assessments.report.figures import Item

LAST = float("inf")


def figure(item: Item, phase: str, name: str) -> float:
    value = getattr(item.phases.get(phase), name, None)
    return LAST if value is None else value


ORDERS: dict[str, Callable[[Item], object]] = {
    "place": lambda item: item.position,
    "code": lambda item: item.code,
    "before": lambda item: figure(item, "pre", "facility"),
    "after": lambda item: figure(item, "post", "facility"),
    "change": lambda item: item.change.index if item.change else LAST,
    "r": lambda item: figure(item, "pre", "r"),
    "flags": lambda item: (-len(item.flags), item.position),
}


def in_order(items: Sequence[Item], order: str) -> list[Item]:
    """An order that does not exist is that of the form."""
    return sorted(items, key=ORDERS.get(order, ORDERS["place"]))
