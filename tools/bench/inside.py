"""What needs no server: certificates, the participant import, the report on tests, the retention figure."""

import time
from collections.abc import Callable, Iterator

import numpy as np
from django.conf import settings

from certificates.issuing import issue
from lms.cohorts.models import Enrolment
from tools.bench import batches, importing, reports, retention
from tools.bench.measures import Measured, Row, measure_all
from tools.bench.sizes import Size

SAVERS_AND_SITTERS = 1000  # the first enrolments have other work


def run(size: Size) -> None:
    measure_all(rows(size), settings.VAR_DIR / "inside.json")


def rows(size: Size) -> Iterator[Row]:
    yield "certificate", lambda: certificates(size.certificates)
    yield "batch", lambda: batches.of_people(size.batch)
    yield "import_csv", lambda: importing.imported("csv", importing.csv_of, size.imported)
    yield "import_xlsx", lambda: importing.imported("xlsx", importing.xlsx_of, size.imported)
    yield "retention_query", lambda: retention.of_campaign(size.alumni)
    yield "retention_arrays", lambda: retention.of_arrays(size.alumni)
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
