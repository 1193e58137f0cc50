"""A batch of certificates from the order to the last one, as a worker issues it: requirements, paper, row, mail."""

import os
import time
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from certificates.actions import batches
from lms.cohorts.models import Cohort, Enrolment
from lms.core import programmes
from lms.people.models import Role, User
from tools.bench.measures import Measured

CODE = "bench"
PROGRAMME = replace(programmes.get("rtp"), code=CODE, checks=())
PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 2**20
A_TURN = 10
WARM_UP = 20  # certificates: fonts, words and contexts are loaded once


def of_people(number: int) -> Measured:
    """Certificates a second; of each the processor's milliseconds, and by how much the worker grew over all."""
    with override_settings(PROGRAMMES={**settings.PROGRAMMES, CODE: "tools.bench.batches.PROGRAMME"}):
        order(number + WARM_UP)
        batches.issue_waiting(limit=WARM_UP)
        before, started, worked = memory_mb(), time.perf_counter(), time.process_time()
        issued = sum(batches.issue_waiting(limit=A_TURN) for _turn in range(number // A_TURN))
        seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    missing = [f"{number - issued} certificates"] if issued != number else []
    more = {"issued": issued, "each": 1000 * cpu / number, "grown": memory_mb() - before, "missing": missing}
    return Measured(issued / seconds, more=more)


def order(number: int) -> None:
    administrator = User.objects.create_user(email="orders@bench.example.org", full_name="Bench", country="TH")
    Role.objects.create(person=administrator, kind=Role.Kind.ADMINISTRATOR)
    today = timezone.localdate()
    cohort = Cohort.objects.create(code=CODE, programme_code=CODE, title=CODE, starts_on=today, ends_on=today)
    made = [User(email=f"holder{n}@bench.example.org", full_name=f"Sok {n}", country="KH") for n in range(number)]
    people = User.objects.bulk_create(made)
    enrolments = Enrolment.objects.bulk_create([Enrolment(cohort=cohort, person=person) for person in people])
    batches.order_completions(cohort=cohort, enrolments=enrolments, by=administrator)


def memory_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE_MB
