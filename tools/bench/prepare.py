"""Fill the scratch place, and write down what the traffic will ask for."""

from django.conf import settings
from django.core.management import call_command

from tools.bench import data, targets
from tools.bench.measures import write_json
from tools.bench.sizes import Size


def run(size: Size) -> None:
    call_command("collectstatic", "--noinput", verbosity=0)
    enrolments = data.load(size)
    facts = targets.collected(enrolments, size)
    facts["loaded"] = {"lessons": data.lessons_loaded(), "enrolments": len(enrolments)}
    write_json(settings.VAR_DIR / "targets.json", facts)
