"""The demo's finished campaign: 180 alumni drawn, most invited, some silent, all answers invented."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from lms.alumni import actions
from lms.alumni.actions.answers import Answers, answer
from lms.alumni.models import Campaign, Case, Contact, Report
from lms.alumni.queries import campaigns as queries
from lms.alumni.status import Place
from lms.core.models import Message
from lms.people.models import User

CODE = "follow-up-2026"
SAMPLE = 180
SEED = 20261001
OPENS_ON, CLOSES_ON = date(2026, 10, 1), date(2026, 11, 13)
YEARLY_EXIT = 0.09  # the rate that the 2013 headline implies
LEAVERS_ANSWER, STAYERS_ANSWER = 0.7, 0.92
PLACES_OF_LEAVERS = [
    Place.SAME_MINISTRY,
    Place.SAME_MINISTRY,
    Place.OTHER_MINISTRY,
    Place.OUTSIDE,
    Place.RETIRED,
]


def seed_campaign(*, admin: User) -> Campaign:
    """Draw, invite, answer and close by the site's own rules; then give it its past dates."""
    today = timezone.localdate()
    campaign = actions.create_campaign(
        code=CODE,
        title="Follow-up 2026",
        programme_codes=["rtp"],
        design=Campaign.Design.SAMPLE,
        by_organisation=False,
        sample_size=SAMPLE,
        opens_on=today,
        closes_on=today + timedelta(days=30),
        seed=SEED,
        by=admin,
    )
    actions.draw_sample(campaign=campaign, by=admin)
    actions.invite(campaign=campaign, by=admin)
    campaign.refresh_from_db()
    random = Random(SEED)  # noqa: S311 (a demo, the same each time)
    for case in campaign.cases.exclude(invited_at=None).select_related("campaign", "person").order_by("pk"):
        answer_perhaps(case, random)
    actions.close(campaign=campaign, by=admin)
    drawn_at = datetime.combine(OPENS_ON, time(2), tzinfo=UTC)
    Campaign.objects.filter(pk=campaign.pk).update(
        opens_on=OPENS_ON, closes_on=CLOSES_ON, drawn_at=drawn_at, is_demo=True
    )
    date_answers(campaign, drawn_at, random)
    Message.objects.filter(key__startswith=f"campaign:{CODE}:").update(state=Message.State.SENT, sent_at=timezone.now())
    return campaign


def date_answers(campaign: Campaign, opened_at: datetime, random: Random) -> None:
    """The answers came while it was open, most of them in the first days."""
    Contact.objects.filter(case__campaign=campaign).update(made_at=opened_at)
    reports = list(Report.objects.filter(case__campaign=campaign).select_related("case").order_by("pk"))
    for report in reports:
        days = (CLOSES_ON - OPENS_ON).days * random.random() ** 3
        report.reported_at = report.case.answered_at = opened_at + timedelta(days=int(days))
    Report.objects.bulk_update(reports, ["reported_at"])
    Case.objects.bulk_update([report.case for report in reports], ["answered_at"])


def answer_perhaps(case: Case, random: Random) -> None:
    """Leavers answer less often than stayers, as real ones do."""
    trained_on = queries.last_day_known_in(case) or OPENS_ON
    years = max((OPENS_ON - trained_on).days / 365.25, 0)
    has_left = random.random() > (1 - YEARLY_EXIT) ** years
    place = random.choice(PLACES_OF_LEAVERS) if has_left else Place.SAME_POST
    left_on = trained_on + timedelta(days=random.randint(30, max(int(years * 365), 31)))
    if random.random() < (LEAVERS_ANSWER if has_left else STAYERS_ANSWER):
        answer(case=case, answers=answers_of(place, has_left, left_on), language=case.person.language, by=None)


def answers_of(place: Place, has_left: bool, left_on: date) -> Answers:
    return Answers(
        place=place,
        has_formal_duty=not has_left,
        worked_on_it_lately=not has_left,
        changed_on=min(left_on, OPENS_ON).replace(day=1) if has_left else None,
        may_ask_again=True,
    )
