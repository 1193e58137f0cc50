"""Who calls whom."""

from collections import defaultdict

from django.db import transaction

from lms.alumni import assignment
from lms.alumni.errors import CannotContact, NotTheirCase
from lms.alumni.models import Campaign, Case
from lms.alumni.permissions import can_do_fieldwork
from lms.alumni.queries import interviewers, silent
from lms.core import audit
from lms.people.models import User


@transaction.atomic
def assign_evenly(*, campaign: Campaign, by: User) -> int:
    """Share out everybody whom nobody is to call yet; answers how many found an interviewer. Raises CannotContact.

    Who has an interviewer keeps that one; a person whom no interviewer may call stays without.
    """
    if not can_do_fieldwork(by, campaign):
        raise CannotContact
    calls = interviewers.calls_of(interviewers.unassigned(campaign))
    found = assignment.shared_out(calls, interviewers.callers(), interviewers.loads_of(campaign))
    chosen: dict[int, list[int]] = defaultdict(list)
    for case, interviewer in found.items():
        chosen[interviewer].append(case)
    assigned = sum(
        Case.objects.filter(pk__in=cases, assigned_to=None).update(assigned_to=interviewer)
        for interviewer, cases in chosen.items()
    )
    audit.record(campaign, "alumni.assign_evenly", by=by, assigned=assigned, left=len(calls) - assigned)
    return assigned


@transaction.atomic
def assign(*, case: Case, interviewer: User | None, by: User) -> None:
    """Give one person who is to be called to one interviewer, or to nobody. Raises CannotContact, and NotTheirCase."""
    waiting = silent.to_work(case.campaign).filter(pk=case.pk)
    if not can_do_fieldwork(by, case.campaign) or not waiting.exists():
        raise CannotContact
    if interviewer is not None and interviewer not in interviewers.interviewers_for(case):
        raise NotTheirCase
    waiting.update(assigned_to=interviewer)
    case.refresh_from_db()
    audit.record(case, "alumni.assign", by=by, interviewer=interviewer.pk if interviewer else None)
