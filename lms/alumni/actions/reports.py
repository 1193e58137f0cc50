"""What a report changes: the report itself, the case's resolved status, and the person's posts."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from lms.alumni import endpoints, resolving
from lms.alumni.models import Case, Report
from lms.alumni.queries import campaigns as queries
from lms.alumni.resolving import Resolved, Said
from lms.core import audit
from lms.people import actions as people
from lms.people.models import Post, User

POST_SOURCES = {
    Report.Source.SELF: Post.Source.SELF,
    Report.Source.DOCUMENT: Post.Source.REGISTRY,
    Report.Source.STAFF_LIST: Post.Source.REGISTRY,
    Report.Source.FOCAL_POINT: Post.Source.PROXY,
    Report.Source.COLLEAGUE: Post.Source.PROXY,
}
NEW_POST = (Case.Status.OTHER_AT_SAME, Case.Status.OTHER_AT_OTHER, Case.Status.AT_NGO_IO, Case.Status.SAME_MIN_NOT_AT)


@dataclass(frozen=True)
class Statement:
    """One report before it is kept; `as_of` is today where nothing else is said."""

    status: str
    source: str = Report.Source.SELF
    mode: str = Report._meta.get_field("mode").default
    as_of: date | None = None
    changed_on: date | None = None
    precision: str = Report.Precision.NONE
    has_formal_duty: bool | None = None
    worked_on_it_lately: bool | None = None
    new_unit_kind: str = ""
    may_ask_again: bool | None = None
    is_blind: bool = False
    language: str = ""


@transaction.atomic
def add_report(*, case: Case, statement: Statement, by: User | None) -> Report:
    """Keep one report and resolve the case from all of them. A blind one decides nothing."""
    locked = Case.objects.select_for_update().select_related("campaign").get(pk=case.pk)
    stated = {**vars(statement), "as_of": statement.as_of or timezone.localdate()}
    report = Report.objects.create(case=locked, made_by=by, **stated)
    if not report.is_blind and not is_settled_alike(locked, report):
        keep_resolved(locked, resolved_of(locked))
        note_post(locked, report, by=by)
    audit.record(locked, "alumni.report", by=by, source=report.source)
    return report


def is_settled_alike(case: Case, report: Report) -> bool:
    """Somebody settled the case, and a source no better says nothing against it: what was settled stays."""
    if case.settled_at is None:
        return False
    if report.status in (Case.Status.UNKNOWN, case.status):
        return True
    is_worse = resolving.RANKS[report.source] > resolving.RANKS[case.status_source]
    endpoint = case.campaign.endpoint
    return is_worse and endpoints.is_in(report.status, endpoint) == endpoints.is_in(case.status, endpoint)


def resolved_of(case: Case) -> Resolved:
    rows = case.reports.filter(is_blind=False).order_by("-reported_at", "-pk")
    said = [Said(row.source, row.status, row.as_of, row.changed_on, row.precision) for row in rows]
    return resolving.resolve(said, endpoint=case.campaign.endpoint)


def keep_resolved(case: Case, resolved: Resolved) -> None:
    """A new contradiction opens the conflict again, whoever settled an earlier one."""
    Case.objects.filter(pk=case.pk).update(
        status=resolved.status,
        status_source=resolved.source,
        known_in=resolved.known_in,
        known_out=resolved.known_out,
        has_conflict=resolved.has_conflict,
        settled_by=None,
        settled_at=None,
    )
    case.refresh_from_db()


def note_post(case: Case, report: Report, *, by: User | None) -> None:
    """Close the posts of somebody who left theirs, and add the new one; only for the report that decided."""
    has_left = endpoints.is_in(report.status, case.campaign.Endpoint.POST) is False
    if not has_left or (report.source, report.status) != (case.status_source, case.status):
        return
    said = Said(report.source, report.status, report.as_of, report.changed_on, report.precision)
    left_after, left_by = resolving.exit_days(said)
    people.end_posts(person=case.person, left_after=left_after or known_before(case, left_by), left_by=left_by, by=by)
    if report.status in NEW_POST:
        people.record_post(
            person=case.person,
            source=POST_SOURCES[report.source],
            is_counter_trafficking=report.status in endpoints.STILL_THERE[case.campaign.Endpoint.WORK],
            started_on=report.changed_on,
            by=by,
        )


def known_before(case: Case, day: date) -> date | None:
    """The last day before `day` on which anything has the person in the old post."""
    known = queries.last_day_known_in(case)
    return known if known and known < day else None
