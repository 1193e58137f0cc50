"""The weights of a campaign, kept with each case: every factor by its name."""

from django.db import transaction

from lms.alumni import results
from lms.alumni.models import Campaign, Case
from lms.alumni.results import building, weights
from lms.core import audit
from lms.people.models import User

BATCH = 500
SIGNS = 9  # digits kept of a factor


@transaction.atomic
def weigh(*, campaign: Campaign, by: User | None) -> int:
    """Keep the factors of everybody whose status is known; answers how many. Anew each time: the last ones count."""
    scene = results.read(campaign).scene
    Case.objects.filter(campaign=campaign).exclude(weights={}).update(weights={})
    if not scene.people.is_known[scene.design.is_worked].any():
        return 0
    found = weights.weights_of(campaign, scene.people, scene.design, until=building.as_of(campaign).toordinal())
    ids = scene.people.ids[found.rows].tolist()
    rows = zip(*(found.factors[name].round(SIGNS).tolist() for name in weights.FACTORS), strict=True)
    cases = [
        Case(pk=pk, weights=dict(zip(weights.FACTORS, row, strict=True))) for pk, row in zip(ids, rows, strict=True)
    ]
    Case.objects.bulk_update(cases, ["weights"], batch_size=BATCH)
    audit.record(campaign, "alumni.weigh", by=by, people=len(cases))
    return len(cases)
