"""The demo's follow-up in the field: some answered by the link, the silent wait for the interviewer's call."""

from datetime import timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from lms.alumni import actions
from lms.alumni.actions import Call
from lms.alumni.actions.assigning import assign_evenly
from lms.alumni.models import Campaign, Case, Contact
from lms.alumni.permissions import can_call
from lms.alumni.status import Answers, Place
from lms.core.models import Message
from lms.people.actions import answer_consent
from lms.people.models import Consent, User

CODE = "follow-up-kh"
SAMPLE = 24
SEED = 20261101
DAYS_OPEN, DAYS_LEFT = 40, 120
ANSWER_BY_LINK = 0.5
MAY_ASK_OTHERS = 4


def seed_calls(*, admin: User, interviewer: User) -> Campaign:
    """Draw and invite, let half answer, assign the rest, and let the interviewer have tried some of them."""
    campaign = invited_campaign(admin)
    random = Random(SEED)  # noqa: S311 (a demo, the same each time)
    for case in campaign.cases.exclude(invited_at=None).select_related("campaign", "person").order_by("pk"):
        if random.random() < ANSWER_BY_LINK:
            said = Answers(Place.SAME_POST, has_formal_duty=True, worked_on_it_lately=True, may_ask_again=True)
            actions.answer(case=case, answers=said, language=case.person.language, by=None)
    move_back(campaign)
    assign_evenly(campaign=campaign, by=admin)
    try_some(campaign, interviewer)
    return campaign


def invited_campaign(admin: User) -> Campaign:
    today = timezone.localdate()
    campaign = actions.create_campaign(
        code=CODE,
        title="Follow-up 2026, Cambodia",
        programme_codes=["rtp"],
        countries=["KH"],
        design=Campaign.Design.SAMPLE,
        by_organisation=False,
        sample_size=SAMPLE,
        opens_on=today,
        closes_on=today + timedelta(days=DAYS_LEFT),
        seed=SEED,
        by=admin,
    )
    actions.draw_sample(campaign=campaign, by=admin)
    actions.invite(campaign=campaign, by=admin)
    return campaign


def move_back(campaign: Campaign) -> None:
    """As if it had opened forty days ago: the invitations and both reminders have been sent."""
    now = timezone.now()
    Campaign.objects.filter(pk=campaign.pk).update(
        opens_on=campaign.opens_on - timedelta(days=DAYS_OPEN), drawn_at=now - timedelta(days=DAYS_OPEN), is_demo=True
    )
    campaign.cases.exclude(invited_at=None).update(
        invited_at=now - timedelta(days=DAYS_OPEN), reminders=len(campaign.reminder_days)
    )
    Message.objects.filter(key__startswith=f"campaign:{CODE}:").update(state=Message.State.SENT, sent_at=now)
    campaign.refresh_from_db()


def try_some(campaign: Campaign, interviewer: User) -> None:
    """Two calls that nobody took, one agreed for today, one for later; about a few a colleague may be asked."""
    now = timezone.now()
    noon = now.replace(hour=5, minute=0, second=0)  # in Cambodia
    assigned = Case.objects.filter(campaign=campaign, assigned_to=interviewer)
    silent = list(assigned.select_related("campaign", "person").order_by("pk"))
    calls = [
        Call(Contact.Outcome.NO_ANSWER, now - timedelta(days=2)),
        Call(Contact.Outcome.NO_ANSWER, now - timedelta(days=1)),
        Call(Contact.Outcome.CALL_BACK, now - timedelta(days=1), call_back_at=now),
        Call(Contact.Outcome.CALL_BACK, now - timedelta(days=1), call_back_at=noon + timedelta(days=2)),
    ]
    callable_ones = [case for case in silent if can_call(interviewer, case)]
    for number, (case, call) in enumerate(zip(callable_ones, calls, strict=False)):
        actions.record_call(case=case, call=call, key=UUID(int=SEED + number), by=interviewer)
    for case in silent[:MAY_ASK_OTHERS]:
        answer_consent(person=case.person, purpose=Consent.Purpose.PROXY, is_given=True, by=case.person)
