"""How reference cases call the suppression of tables: for settings.REFERENCE_ADAPTERS."""

from typing import Any

from lms.assessments.reference.checking import Case
from lms.dashboards import suppression


def cells(case: Case) -> dict[str, Any]:
    given = case.input
    found = suppression.suppress(given["counts"], threshold=given["threshold"], width=given["protection_width"])
    return {
        "primary": found.primary,
        "minimal_pattern": found.hidden,
        "n_secondary": found.secondary,
        "audit": {f"{row},{column}": limits for (row, column), limits in found.ranges.items()},
        "primary_only_leaks": found.primary_alone_leaks,
    }


ADAPTERS = {"cell_suppression": cells}
