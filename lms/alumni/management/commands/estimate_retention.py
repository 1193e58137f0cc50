"""Print every figure of one campaign, the same as its page; docs/operations.md names the keys."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.alumni import results
from lms.alumni.actions import estimating
from lms.alumni.models import Campaign


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("campaign", help="the campaign's code")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument(
            "--resample", action="store_true", help="make the curves and their intervals now, if they are not there yet"
        )

    def handle(self, *, campaign, resample, **options):
        found = Campaign.objects.filter(code=campaign).select_related("previous").first()
        if found is None:
            raise CommandError(f"there is no campaign {campaign}")
        if resample:
            estimating.finish_now(campaign=found)
        report = results.as_json(results.results_of(found))
        self.stdout.write(json.dumps(report, indent=2) if options["format"] == "json" else text_of(report))


def text_of(report: dict[str, Any]) -> str:
    rows = [("all", report), *report["by_country"].items()]
    return "\n".join(f"{name}: {text_of_numbers(numbers)}" for name, numbers in rows)


def text_of_numbers(numbers: dict[str, Any]) -> str:
    base = f"{numbers['asked']} asked of {numbers['frame']}"
    if numbers["suppressed"]:
        return f"not shown, {base}"
    interval = "census" if numbers["low"] is None else f"95 % {numbers['low']:.3f} to {numbers['high']:.3f}"
    bounds = f"bounds {numbers['worst']:.3f} to {numbers['best']:.3f}"
    return f"{numbers['estimate']:.3f}, {interval}, {bounds}, known {numbers['known_rate']:.3f}, {base}"
