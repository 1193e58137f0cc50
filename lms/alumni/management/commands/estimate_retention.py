"""Print the retention figure of one campaign: estimate, interval, bounds and status-known rate, also by country."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.alumni import publication
from lms.alumni.models import Campaign
from lms.alumni.publication import Line
from lms.alumni.queries import campaigns as queries

NUMBERS = ("estimate", "low", "high", "worst", "best", "known_rate")


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("campaign", help="the campaign's code")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, campaign, **options):
        found = Campaign.objects.filter(code=campaign).first()
        if found is None:
            raise CommandError(f"there is no campaign {campaign}")
        report = report_of(found)
        self.stdout.write(json.dumps(report, indent=2) if options["format"] == "json" else text_of(report))


def report_of(campaign: Campaign) -> dict[str, Any]:
    cells = queries.cells_of(campaign)
    by_country = {line.name: numbers_of(line) for line in publication.by_unit(cells)}
    return {"campaign": campaign.code, **numbers_of(publication.overall(cells)), "countries": by_country}


def numbers_of(line: Line) -> dict[str, Any]:
    """Shares are 0-1; null where they may not be shown, and the interval also for a true census."""
    counts = {"frame": line.frame, "asked": line.asked, "known": line.known, "suppressed": line.figure is None}
    return counts | {name: getattr(line.figure, name, None) for name in NUMBERS}


def text_of(report: dict[str, Any]) -> str:
    rows = [("all", report), *report["countries"].items()]
    return "\n".join(f"{name}: {text_of_numbers(numbers)}" for name, numbers in rows)


def text_of_numbers(numbers: dict[str, Any]) -> str:
    base = f"{numbers['asked']} asked of {numbers['frame']}"
    if numbers["suppressed"]:
        return f"not shown, {base}"
    interval = "census" if numbers["low"] is None else f"95 % {numbers['low']:.3f} to {numbers['high']:.3f}"
    bounds = f"bounds {numbers['worst']:.3f} to {numbers['best']:.3f}"
    return f"{numbers['estimate']:.3f}, {interval}, {bounds}, known {numbers['known_rate']:.3f}, {base}"
