"""Mails go to the released, reminders to the silent: once each, on the days of the person's country."""

from datetime import datetime, time, timedelta

import alumni_scenes as scenes
import pytest
from django.utils import timezone

from lms.alumni import actions, local_days
from lms.alumni.actions.inviting import remind_silent, take_back_unwanted
from lms.alumni.models import Campaign, Case, Contact
from lms.alumni.status import Answers, Place
from lms.core.languages import zone_of
from lms.core.models import Message
from lms.people.models import Consent


@pytest.fixture
def campaign(admin, cohort_kh):
    scenes.alumni(cohort_kh, 4)
    return scenes.fielded(admin)


def at(days, hour=10, country="KH"):
    """So many days after the opening, on the clocks of the country."""
    day = timezone.localdate() + timedelta(days=days)
    return datetime.combine(day, time(hour), tzinfo=zone_of(country))


def reminded(campaign):
    return sorted(campaign.cases.values_list("reminders", flat=True))


def test_reminders_leave_on_their_days_and_once(campaign):
    counts = [remind_silent(now=at(day)) for day in (0, 4, 5, 5, 11, 12, 12, 13)]
    assert (counts, reminded(campaign)) == ([0, 0, 4, 0, 0, 4, 0, 0], [2, 2, 2, 2])
    assert Message.objects.filter(key__contains=":reminder:").count() == 8


def test_a_reminder_is_neutral_and_has_the_same_link(campaign):
    remind_silent(now=at(5))
    case = campaign.cases.first()
    first, second = Message.objects.filter(key__contains=f":case:{case.pk}:").order_by("id")
    link = next(word for word in first.body.split() if word.startswith("http"))
    assert (link in second.body, case.person.full_name in second.body) == (True, False)


def test_a_late_clock_does_not_send_two_at_once(campaign):
    Contact.objects.update(made_at=at(0))
    assert [remind_silent(now=at(20)), remind_silent(now=at(20))] == [4, 0]


@pytest.mark.parametrize(("hour", "count"), [(7, 0), (8, 4), (17, 4), (18, 0)])
def test_hours_are_those_of_the_country(campaign, hour, count):
    assert remind_silent(now=at(5, hour)) == count


def test_the_day_is_that_of_the_country(admin, cohort_kh):
    scenes.alumnus(scenes.factories.cohort(country="CN"), may_contact=True)
    scenes.fielded(admin)
    assert [remind_silent(now=at(5, 7, "TH")), remind_silent(now=at(5, 8, "CN"))] == [1, 0]


def test_only_the_silent_within_reach_are_reminded(campaign, admin):
    answered, refused, withdrawn, silent = campaign.cases.select_related("campaign", "person")
    actions.answer(case=answered, answers=Answers(Place.SAME_POST, True, True), language="en", by=None)
    Case.objects.filter(pk=refused.pk).update(disposition=Case.Disposition.REFUSED)
    Consent.objects.create(person=withdrawn.person, purpose=Consent.Purpose.FOLLOW_UP, is_given=False)
    assert remind_silent(now=at(5)) == 1
    silent.refresh_from_db()
    assert silent.reminders == 1


@pytest.mark.parametrize(
    "change",
    [
        {"state": Campaign.State.CLOSED},
        {"closes_on": timezone.localdate() + timedelta(days=4)},
        {"opens_on": timezone.localdate() + timedelta(days=1)},
        {"reminder_days": []},
    ],
)
def test_never_outside_the_field_time(campaign, change):
    Campaign.objects.update(**change)
    assert remind_silent(now=at(5)) == 0


def test_the_link_of_an_ended_invitation_is_not_sent_again(campaign):
    Case.objects.update(token_expires_at=at(3))
    assert remind_silent(now=at(5)) == 0


def test_an_invitation_that_waits_is_not_sent_to_who_has_said_no_meanwhile(admin, cohort_kh):
    stays, leaves = scenes.alumni(cohort_kh, 2)
    scenes.fielded(admin)
    Consent.objects.create(person=leaves, purpose=Consent.Purpose.FOLLOW_UP, is_given=False)
    assert (take_back_unwanted(), take_back_unwanted()) == (1, 0)
    assert dict(Message.objects.values_list("to", "state")) == {stays.email: "waiting", leaves.email: "dead"}


def test_people_of_a_spare_group_are_not_invited(admin, cohort_kh):
    scenes.alumni(cohort_kh, 30)
    campaign = scenes.fielded(admin, sample_size=10, replicates=2)
    assert (campaign.cases.count(), Message.objects.count(), campaign.cases.exclude(invited_at=None).count()) == (
        *(12, 10, 10),
    )


def test_days_count_from_the_later_of_opening_and_invitation():
    day = timezone.localdate()
    assert local_days.reminders_due([12, 5], opens_on=day, today=day + timedelta(days=7)) == {
        0: day + timedelta(days=2)
    }
    assert local_days.are_reminders_over([5, 12], opens_on=day, today=day + timedelta(days=12)) is False
