"""Taking the trainers' register out of the house."""

from django.db import transaction

from lms.alumni.queries import trainers
from lms.core import audit
from lms.people.models import User


@transaction.atomic
def export_trainers(*, country: str, level: str, state: str, by: User) -> list[trainers.Trainer]:
    """The lines that this person may take along, with a line in the audit log that says how many left."""
    lines = trainers.trainers(trainers.listed(by, country=country, level=level, state=state))
    audit.record(by, "alumni.export_trainers", by=by, rows=len(lines), country=country, level=level, state=state)
    return lines
