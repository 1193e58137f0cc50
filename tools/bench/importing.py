"""The participant import: a made list as offices send it, from the file's bytes to enrolled people."""

import csv
import io
import sys
import time
from collections.abc import Callable
from random import Random

import openpyxl
from django.utils import timezone

from lms.cohorts import actions
from lms.cohorts.importing import participants, spreadsheet
from lms.cohorts.importing.words import FIELDS
from lms.cohorts.models import Cohort
from lms.core.languages import Country
from tools.bench.measures import Measured

SEED = 2026
NAMES = ["Sok", "Chan", "Keo", "Ly", "Heng", "Ouk", "Dara", "Bopha", "Vichet", "Sophea", "Ratana", "Piseth"]

Table = list[list[str]]


def imported(kind: str, file_of: Callable[[Table], bytes], people: int) -> Measured:
    """Seconds from the file's bytes to enrolled people, with all checks; `reading` is the part before the database."""
    today = timezone.localdate()
    cohort = Cohort.objects.create(
        code=f"bench-{kind}", programme_code="rtp", title=kind, starts_on=today, ends_on=today
    )
    content = file_of(made_list(people, kind))
    started, worked = time.perf_counter(), time.process_time()
    reading = participants.interpret(spreadsheet.read(content), today=today)
    read = time.perf_counter() - started
    report = actions.import_people(cohort=cohort, participants=reading.participants, by=None)
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    if report.enrolled != people:
        sys.exit(f"The import enrolled {report.enrolled} of {people} rows: {reading.problems[:3]}")
    return Measured(seconds, more={"rows": people, "reading": read, "cpu": cpu})


def made_list(people: int, kind: str) -> Table:
    """Every column filled."""
    random = Random(SEED)
    return [FIELDS, *(made_row(random, number, kind) for number in range(people))]


def made_row(random: Random, number: int, kind: str) -> list[str]:
    name = f"{random.choice(NAMES)} {random.choice(NAMES)} {number}"
    row = {
        "full_name": name,
        "full_name_latin": name,
        "sex": random.choice(["female", "male"]),
        "email": f"person{number}@{kind}.example.org",
        "phone": f"+855 12 {number:06d}",
        "country": random.choice(Country.values),
        "organisation": f"Department {number % 300}",
        "sector": "police",
        "post_title": "Officer",
        "counter_trafficking": random.choice(["yes", "no"]),
        "post_started_on": f"{random.randint(2015, 2025)}-0{random.randint(1, 9)}-15",
        "language": "en",
    }
    return [row[name] for name in FIELDS]


def csv_of(table: Table) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(table)
    return text.getvalue().encode()


def xlsx_of(table: Table) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in table:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
