"""Import questions from a file (XLSX, QTI package, Moodle XML): what fits, or nothing where a fault stands."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lms.core.errors import Refused
from lms.core.languages import CODES
from lms.people.models import User
from lms.questionnaires.exchange import formats
from lms.questionnaires.exchange.actions import import_questions
from lms.questionnaires.exchange.forms import defaults_for
from lms.questionnaires.exchange.plan import Plan, plan_import
from lms.questionnaires.rules import LEVELS


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--programme", required=True, choices=list(settings.PROGRAMMES))
        parser.add_argument("--competency", default="", help="for the questions that name none")
        parser.add_argument("--level", default="understand", choices=LEVELS, help="for the questions that name none")
        parser.add_argument("--language", default="en", choices=CODES, help="for the words that name none")
        parser.add_argument("--by", default="", help="e-mail address of the person who writes them")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, file, programme, competency, level, language, format, **options):
        defaults = defaults_for(programme, competency, level, language)
        try:
            content = file.read_bytes()
            plan = plan_import(*formats.read(content, defaults), defaults)
            if not plan.faults and not options["dry_run"]:
                person = self.person(options["by"])
                plan = import_questions(content=content, defaults=defaults, by=person, file_name=file.name)
        except OSError as error:
            raise CommandError(str(error)) from error
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(as_json(plan) if format == "json" else as_text(plan))
        if plan.faults:
            sys.exit(1)

    def person(self, email: str) -> User | None:
        person = User.objects.filter(email=email).first() if email else None
        if email and person is None:
            raise CommandError(f"There is nobody with the address {email}.")
        return person


def counts(plan: Plan) -> dict[str, int]:
    return {"new": len(plan.new), "changed": len(plan.changed), "unchanged": len(plan.unchanged)}


def as_json(plan: Plan) -> str:
    problems = [asdict(problem) for problem in plan.problems]
    return json.dumps({**counts(plan), "problems": problems}, ensure_ascii=False)


def as_text(plan: Plan) -> str:
    lines = [f"{row.weight}: {row.place}, {row.field or '-'}: {row.message}" for row in plan.problems]
    return "\n".join([*lines, ", ".join(f"{name} {count}" for name, count in counts(plan).items())])
