"""Print what the analysis page of one programme shows: gain, forms, and every question with its flags.

JSON keys (shares 0-1; scores of people in points of 100, of forms in points; null: undefined or hidden):
counts = people by test; learned = gain of the matched (gain, runs, over_runs, delayed, ends);
forms[] = name, scored, phases{pre, post, delayed: n, mean, sd, alpha with alpha_low and alpha_high, sem, verdict,
decision{agreement, kappa, near}}, items[] = code, position, phases{n, facility with low and high, r with r_low and
r_high, d27, options[letter, is_key, count, share, top, bottom, r], languages[language, n, facility, harder_by],
confidence{stated, right, sure_and_wrong, calibration}}, change{before, after, index, low, high, p_value, p_holm,
is_of_same_people, counts{learned, forgotten, kept, never}}, flags[flag, phase, language, figures];
equivalence[] = first, second, comparison of two forms on scores before the course; drift[] = shared questions.
"""

import json
from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lms.assessments.report import building
from lms.assessments.report.plain import plain
from lms.assessments.report.reading import Scope
from lms.cohorts.models import Cohort


class Command(BaseCommand):
    help = __doc__

    def create_parser(self, *args, **options):
        parser = super().create_parser(*args, **options)
        parser.formatter_class = RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser):
        parser.add_argument("programme", metavar="CODE", help="the programme's code")
        parser.add_argument("--cohort", metavar="CODE", help="only this cohort")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, programme, cohort, **options):
        found = plain(building.report(scope_of(programme, cohort)))
        self.stdout.write(json.dumps(found, indent=2) if options["format"] == "json" else text_of(found))


def scope_of(programme: str, cohort: str | None) -> Scope:
    if programme not in settings.PROGRAMMES:
        raise CommandError(f"there is no programme {programme}")
    if cohort is None:
        return Scope(programme)
    found = Cohort.objects.filter(code=cohort, programme_code=programme).first()
    if found is None:
        raise CommandError(f"the programme {programme} has no cohort {cohort}")
    return Scope(programme, cohort=found)


def text_of(report: dict[str, Any]) -> str:
    counts = ", ".join(f"{name} {count}" for name, count in report["counts"].items())
    lines = [f"{report['programme']} {report['cohort'] or 'all cohorts'}: {counts}", gain_text(report["learned"])]
    for form in report["forms"]:
        lines += [form_text(form, phase, figures) for phase, figures in form["phases"].items()]
        lines += [item_text(item) for item in form["items"]]
    return "\n".join(lines)


def gain_text(learned: dict[str, Any]) -> str:
    gain = learned["gain"]
    if gain["suppressed"]:
        return f"gain: not shown, {gain['n']} people"
    over = learned["over_runs"] or {}
    low, high = (gain["ci_low"], gain["ci_high"]) if gain["ci_low"] is not None else (over.get("low"), over.get("high"))
    return f"gain: {number(gain['gain'])} of 100 ({number(low)} to {number(high)}), {gain['n']} people"


def form_text(form: dict[str, Any], phase: str, figures: dict[str, Any]) -> str:
    if figures["suppressed"]:
        return f"{form['name']} {phase}: not shown"
    alpha = f"alpha {number(figures['alpha'])} ({number(figures['alpha_low'])} to {number(figures['alpha_high'])})"
    mean = f"mean {number(figures['mean'])} of {form['scored']}"
    return f"{form['name']} {phase}: {figures['n']} people, {mean}, {alpha}, {figures['verdict']}"


def item_text(item: dict[str, Any]) -> str:
    parts = [
        f"{phase} {number(figures['facility'])} r {number(figures['r'])}" for phase, figures in item["phases"].items()
    ]
    if item["change"]:
        parts.append(f"change {number(item['change']['index'])}")
    parts += [" ".join(filter(None, (flag["flag"], flag["phase"], flag["language"]))) for flag in item["flags"]]
    return f"  {item['position']:>3} {item['code']}: {'; '.join(parts) or 'not shown'}"


def number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
