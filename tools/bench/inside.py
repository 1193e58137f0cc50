"""What needs no server: certificates, the participant import, the report on tests, the follow-up."""

import time
from collections.abc import Callable, Iterator

import numpy as np
from django.conf import settings
from django.db import connection

from certificates.issuing import issue
from lms.cohorts.models import Enrolment
from tools.bench import batches, coverage, follow_up, importing, reports, retention
from tools.bench.measures import Measured, Row, measure_all
from tools.bench.sizes import Size

SAVERS_AND_SITTERS = 1000  # the first enrolments have other work
COVERED = 600  # people of each follow-up whose truth is known


def run(size: Size) -> None:
    measure_all(rows(size), settings.VAR_DIR / "inside.json")


def rows(size: Size) -> Iterator[Row]:
    yield "certificate", lambda: certificates(size.certificates)
    yield "batch", lambda: batches.of_people(size.batch)
    yield "import_csv", lambda: importing.imported("csv", importing.csv_of, size.imported)
    yield "import_xlsx", lambda: importing.imported("xlsx", importing.xlsx_of, size.imported)
    yield "retention_query", lambda: follow_up.of_figure(size.alumni)
    yield "campaign_page", lambda: follow_up.of_page(size.cases)
    yield "retention_arrays", lambda: retention.of_arrays(size.frame)
    for name, people in size.curves.items():
        yield name, lambda people=people: retention.of_curves(people)
    yield "draw", lambda: retention.of_draw(size.drawn_from)
    yield "resamples", lambda: retention.of_resamples(size.resampled)
    if connection.vendor == "sqlite":  # the same figure on every database, and minutes of work
        yield "coverage", lambda: coverage.of_campaigns(COVERED, size.covered)
    for name, sittings in size.reports.items():  # last: they fill the tables that others read
        yield name, lambda sittings=sittings: reports.of_programme(sittings)


def certificates(number: int) -> Measured:
    """Processor milliseconds for one certificate: number, snapshot, signature, picture, row.

    The first one, which loads the fonts, is left out.
    """
    chosen = Enrolment.objects.select_related("person", "cohort").order_by("pk")[SAVERS_AND_SITTERS:]
    first, *others = [cpu_ms(lambda row=row: issue_one(row)) for row in chosen[: number + 1]]
    return Measured(float(np.mean(others)), more={"first": first, "p95": float(np.percentile(others, 95))})


def issue_one(enrolment: Enrolment) -> None:
    issue(enrolment=enrolment, decision=None, by=enrolment.person)


def cpu_ms(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return 1000 * (time.process_time() - started)
