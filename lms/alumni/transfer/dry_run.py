"""What a staff list would do: read, matched and judged, with nothing written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lms.alumni import endpoints
from lms.alumni.actions.reports import Statement
from lms.alumni.models import Campaign, Case, Contact, Report
from lms.alumni.queries.bases import basis
from lms.alumni.transfer import matching, reading
from lms.alumni.transfer.reading import Line
from lms.cohorts.importing import spreadsheet
from lms.cohorts.importing.participants import RowProblem
from lms.people.models import Consent

IN_THE_MINISTRY = endpoints.STILL_THERE[Campaign.Endpoint.MINISTRY]


@dataclass(frozen=True)
class Facts:
    """What somebody says about a list: what it is, its day, of which ministry, and what it means not to stand on it.

    `absent_status` is empty for a list that is not complete, about which absence says nothing.
    """

    source: str
    as_of: date
    organisation: int | None = None
    absent_status: str = ""

    @property
    def is_complete(self) -> bool:
        return bool(self.absent_status)


@dataclass(frozen=True)
class Planned:
    """One report that would be kept; `row` None: the person is not on the list."""

    row: int | None
    case: Case
    statement: Statement

    @property
    def status_label(self) -> str:
        return Case.Status(self.statement.status).label

    @property
    def precision_label(self) -> str:
        return Report.Precision(self.statement.precision).label


@dataclass(frozen=True)
class Run:
    """`strangers`: rows that name nobody who was asked; `without_basis`: people about whom lists may not be used."""

    rows: int
    planned: list[Planned]
    absent: list[Planned]
    faults: list[RowProblem]
    ignored: list[str]
    strangers: list[int]
    without_basis: int
    known_already: int

    @property
    def is_clean(self) -> bool:
        return not self.faults

    @property
    def reports(self) -> list[Planned]:
        return [*self.planned, *self.absent]


def dry_run(campaign: Campaign, content: bytes, facts: Facts) -> Run:
    """Raises FileTooLarge or FileNotReadable."""
    read = reading.interpret(spreadsheet.read(content), as_of=facts.as_of, is_complete=facts.is_complete)
    cases = cases_in(campaign, facts)
    found = matching.match(read.lines, cases)
    stated = [
        Planned(line.row, found.cases[line.row], statement_of(line, facts))
        for line in read.lines
        if line.row in found.cases and line.status
    ]
    absent = absent_of(cases, found, facts)
    allowed = [one for one in [*stated, *absent] if one.case.has_basis]
    told = reports_known(allowed)
    new = [one for one in allowed if key_of(one) not in told]
    return Run(
        rows=read.rows,
        planned=[one for one in new if one.row is not None],
        absent=[one for one in new if one.row is None],
        faults=sorted([*read.faults, *found.faults], key=lambda fault: fault.row),
        ignored=read.ignored,
        strangers=strangers_in(read.lines, found),
        without_basis=len(stated) + len(absent) - len(allowed),
        known_already=len(allowed) - len(new),
    )


def strangers_in(lines: Iterable[Line], found: matching.Found) -> list[int]:
    known = {*found.cases, *(fault.row for fault in found.faults)}
    return [line.row for line in lines if line.row not in known]


def cases_in(campaign: Campaign, facts: Facts) -> list[Case]:
    """Whom the list may speak of: people asked, of its ministry where it names one."""
    cases = campaign.cases.asked().annotate(has_basis=basis(Consent.Purpose.RECORDS))
    if facts.organisation:
        cases = cases.filter(organisation=facts.organisation)
    return list(cases.select_related("person__contact_details").order_by("pk"))


def statement_of(line: Line, facts: Facts) -> Statement:
    return Statement(
        status=line.status,
        source=facts.source,
        mode=Contact.Mode.RECORD,
        as_of=facts.as_of,
        changed_on=line.changed_on,
        precision=line.precision,
        new_unit_kind=line.unit_kind,
    )


def absent_of(cases: Iterable[Case], found: matching.Found, facts: Facts) -> list[Planned]:
    """Who is in the ministry as far as anybody knows, but not on its complete list: out by the day of the list."""
    if not facts.is_complete:
        return []
    on_the_list = {case.pk for case in found.cases.values()}
    said = Statement(status=facts.absent_status, source=facts.source, mode=Contact.Mode.RECORD, as_of=facts.as_of)
    return [
        Planned(None, case, said)
        for case in cases
        if case.pk not in on_the_list and (case.status == Case.Status.UNKNOWN or case.status in IN_THE_MINISTRY)
    ]


def key_of(one: Planned) -> tuple:
    said = one.statement
    return one.case.pk, said.source, said.status, said.as_of, said.changed_on


def reports_known(planned: list[Planned]) -> set[tuple]:
    """What a list said before: the same list taken over twice changes nothing."""
    if not planned:
        return set()
    said, campaign = planned[0].statement, planned[0].case.campaign_id
    rows = Report.objects.filter(case__campaign=campaign, source=said.source, as_of=said.as_of, is_blind=False)
    return set(rows.values_list("case_id", "source", "status", "as_of", "changed_on"))
