"""The steps of a plan in their order, each on a page of its own."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Step:
    name: str
    title: str | Promise

    @property
    def url(self) -> str:
        """The name of its address."""
        return f"alumni:plan_{self.name}"


STEPS = [
    Step("population", _("Whom to ask")),
    Step("endpoint", _("What counts")),
    Step("design", _("How many")),
    Step("strata", _("Groups")),
    Step("allocation", _("People per group")),
    Step("calendar", _("Ways and days")),
    Step("consent", _("Who can be reached")),
    Step("texts", _("Texts")),
    Step("review", _("Review and draw")),
]


def step_named(name: str) -> Step:
    return next(step for step in STEPS if step.name == name)


def after(step: Step) -> Step | None:
    position = STEPS.index(step) + 1
    return STEPS[position] if position < len(STEPS) else None
