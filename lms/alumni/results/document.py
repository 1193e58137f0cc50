"""The results as plain numbers: what the command prints, key by key as docs/operations.md says."""

from dataclasses import asdict
from typing import Any

from lms.alumni.results.curve_figures import Curves
from lms.alumni.results.figures import Flow, Line, Results

Numbers = dict[str, Any]
FIGURE = (
    *("estimate", "low", "high", "worst", "best", "known_rate"),
    *("std_error", "effective", "df", "method", "verdict"),
)
PARTS = ("ngo", "departures", "unknown", "yearly", "weighted", "notes")


def as_json(found: Results) -> Numbers:
    """Shares are 0-1; null is what may not be shown, or is not known."""
    return {
        "campaign": found.campaign.code,
        "endpoint": found.campaign.endpoint,
        "as_of": found.as_of.isoformat(),
        **numbers_of(found.overall),
        **{f"by_{name}": {line.name: numbers_of(line) for line in lines} for name, lines in found.tables.items()},
        "by_reminders": {line.name: numbers_of(line) for line in found.by_reminders},
        "statuses": statuses_of(found),
        "sources": {line.source: line.people for line in found.modes},
        **{name: (part := getattr(found, name)) and asdict(part) for name in PARTS},
        "estimation": asdict(found.estimation),
        "curves": found.curves and curves_of(found.curves),
        "flow": found.flow and flow_of(found.flow),
    }


def numbers_of(line: Line) -> Numbers:
    counts = {"frame": line.frame, "asked": line.asked, "known": line.known, "suppressed": line.figure is None}
    return counts | {name: getattr(line.figure, name, None) for name in FIGURE}


def statuses_of(found: Results) -> Numbers:
    rows = [("all", found.statuses.total), *((row.name, row) for row in found.statuses.rows)]
    return {name: {"asked": row.asked, "counts": row.counts, "shares": row.shares} for name, row in rows}


def curves_of(found: Curves) -> Numbers:
    """Without the words of the reasons, which depend on the reader's language."""
    reasons = {row.code: {"people": row.people, "shares": row.shares} for row in found.reasons}
    return asdict(found) | {"reasons": reasons}


def flow_of(found: Flow) -> Numbers:
    return asdict(found) | {"cells": {f"{before}-{now}": count for (before, now), count in found.cells.items()}}
