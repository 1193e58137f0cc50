"""What cohorts keep of an erased person: that somebody took part."""

from lms.cohorts.models import Enrolment
from lms.core import audit
from lms.people.erasing import NO_NAME
from lms.people.models import User


def erase_enrolments(person: User) -> dict[str, int]:
    """Enrolments and attendance stay as counts; the audit log forgets the name in them."""
    return {"enrolment_lines": sum(audit.forget_name(row, NO_NAME) for row in Enrolment.objects.filter(person=person))}
