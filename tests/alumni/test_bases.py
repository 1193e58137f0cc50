"""Whom others may be asked about: the person's own answer first, then an agreement that is in force."""

from datetime import date, timedelta

import alumni_scenes as scenes
import factories
import pytest
from django.utils import timezone

from lms.alumni import actions
from lms.alumni.models import Case, DataAgreement
from lms.alumni.queries import bases
from lms.alumni.queries.frame import frame_of
from lms.people.models import Consent, Organisation

pytestmark = pytest.mark.django_db
PROXY, RECORDS = Consent.Purpose.PROXY, Consent.Purpose.RECORDS


def agreement(admin, **fields):
    facts = {"country": "KH", "reference": "2026/1", "signed_on": date(2026, 1, 5), "excludes_personnel_use": True}
    return DataAgreement.objects.create(**{**facts, **fields}, recorded_by=admin)


def say(person, *answers, purpose=PROXY):
    for is_given in answers:
        Consent.objects.create(person=person, purpose=purpose, is_given=is_given)


@pytest.fixture
def campaign(admin, cohort_kh, cohort_la):
    """Three people of Cambodia, two of them in one department of a ministry, and one of Lao PDR; all are asked."""
    ministry = factories.organisation(name="Ministry")
    unit = factories.organisation(name="Department", parent=ministry)
    for place, group in ((unit, cohort_kh), (unit, cohort_kh), (None, cohort_kh), (None, cohort_la)):
        person = scenes.alumnus(group, full_name=f"Of {group.country}")
        if place:
            post = factories.post(person, organisation=place)
            person.enrolments.update(post_at_start=post)
    row = scenes.campaign(admin, design="census")
    actions.draw_sample(campaign=row, by=admin)
    return row


def asked_about(campaign, purpose=PROXY):
    """Who may be asked about, as the cases say it and as the frame says it: the same people, by their order."""
    people = sorted(campaign.cases.values_list("person", flat=True))
    of_cases = set(
        bases.may_be_asked_about(Case.objects.filter(campaign=campaign), purpose).values_list("person", flat=True)
    )
    assert of_cases == bases.people_asked_about(frame_of(campaign), purpose)
    return [number for number, person in enumerate(people) if person in of_cases]


def person_of(campaign, number):
    return campaign.cases.order_by("person")[number].person


def test_without_an_answer_and_an_agreement_nobody_is_asked_about(campaign):
    assert (asked_about(campaign), asked_about(campaign, RECORDS)) == ([], [])


def test_each_purpose_is_agreed_to_on_its_own(campaign):
    say(person_of(campaign, 1), True)
    assert (asked_about(campaign), asked_about(campaign, RECORDS)) == ([1], [])


def test_the_newest_answer_counts(campaign):
    say(person_of(campaign, 0), False, True)
    say(person_of(campaign, 1), True, False)
    assert asked_about(campaign) == [0]


def test_an_agreement_with_a_country_covers_its_people(campaign, admin):
    agreement(admin)
    assert asked_about(campaign) == [0, 1, 2]


def test_a_refusal_wins_over_any_agreement(campaign, admin):
    agreement(admin)
    say(person_of(campaign, 0), False)
    say(person_of(campaign, 1), False, purpose=RECORDS)
    assert (asked_about(campaign), asked_about(campaign, RECORDS)) == ([1, 2], [0, 2])


@pytest.mark.parametrize("name", ["Department", "Ministry"])
def test_an_agreement_with_a_ministry_covers_its_departments_alone(campaign, admin, name):
    agreement(admin, organisation=Organisation.objects.get(name=name))
    assert asked_about(campaign) == [0, 1]


@pytest.mark.parametrize(
    ("signed", "ends", "covered"),
    [(0, None, [0, 1, 2]), (1, None, []), (-9, 0, [0, 1, 2]), (-9, -1, [])],
    ids=["signed today", "signed tomorrow", "ends today", "ended yesterday"],
)
def test_an_agreement_holds_from_its_first_to_its_last_day(campaign, admin, signed, ends, covered):
    today = timezone.localdate()
    last_day = None if ends is None else today + timedelta(days=ends)
    agreement(admin, signed_on=today + timedelta(days=signed), ends_on=last_day)
    assert asked_about(campaign) == covered
