"""Taking the numbers of a follow-up out of the house."""

from django.db import transaction

from lms.alumni import results
from lms.alumni.models import Campaign
from lms.alumni.queries import response
from lms.alumni.report import export, writing
from lms.core import audit
from lms.people.models import User


@transaction.atomic
def export_results(*, campaign: Campaign, by: User) -> bytes:
    """The ZIP file, with a line in the audit log that says how many rows left."""
    found, counts = results.results_of(campaign), response.dispositions(campaign)
    report = writing.report_of(found, counts)
    content = export.export_of(found, writing.published_tables(report))
    audit.record(campaign, "alumni.export_results", by=by, rows=sum(counts.values()))
    return content
