"""The frame holds every trained person once; figures count statuses, not answers."""

from datetime import date

import alumni_scenes as scenes
import factories

from lms.alumni.queries import campaigns as queries
from lms.alumni.queries import register
from lms.alumni.queries.frame import strata_of
from lms.people.models import Consent


def found(campaign):
    return {key: [one.person_id for one in people] for key, people in strata_of(campaign).items()}


def test_frame_merges_a_person_who_attended_twice(admin, cohort_kh):
    person = scenes.alumnus(cohort_kh)
    factories.enrolment(factories.cohort(), person, completed_on=date(2025, 1, 1))
    assert found(scenes.campaign(admin)) == {"KH": [person.pk]}


def test_frame_leaves_out_the_unfinished_and_other_programmes(admin, cohort_kh):
    scenes.alumnus(cohort_kh, completed_on=None)
    scenes.alumnus(factories.cohort(programme_code="ethics"))
    assert found(scenes.campaign(admin)) == {}


def test_frame_keeps_those_who_refused_contact(admin, cohort_kh):
    people = [scenes.alumnus(cohort_kh, may_contact=answer).pk for answer in (True, False, None)]
    assert found(scenes.campaign(admin)) == {"KH": people}


def test_frame_counts_a_person_without_country_where_the_cohort_was(admin, cohort_la):
    person = factories.person(country="")
    factories.enrolment(cohort_la, person, completed_on=scenes.COMPLETED_ON)
    assert found(scenes.campaign(admin)) == {"LA": [person.pk]}


def test_the_newest_consent_counts(admin, cohort_kh):
    person = scenes.alumnus(cohort_kh, may_contact=True)
    Consent.objects.create(person=person, purpose=Consent.Purpose.FOLLOW_UP, is_given=False)
    campaign = scenes.fielded(admin)
    assert [case.has_route for case in queries.cases_of(campaign)] == [False]


def test_register_lists_the_own_country_only(taskforce_kh, admin, cohort_kh, cohort_la):
    own, foreign = scenes.alumnus(cohort_kh), scenes.alumnus(cohort_la)
    factories.enrolment(cohort_kh)
    assert list(register.listed(taskforce_kh)) == [own]
    assert set(register.listed(admin)) == {own, foreign}


def test_register_leaves_out_those_who_objected_but_not_those_who_were_never_asked(taskforce_kh, cohort_kh):
    objecting, silent, agreeing = scenes.alumni(cohort_kh, 3)
    Consent.objects.create(person=objecting, purpose=Consent.Purpose.REGISTER, is_given=False)
    Consent.objects.create(person=agreeing, purpose=Consent.Purpose.REGISTER, is_given=True)
    assert set(register.listed(taskforce_kh)) == {silent, agreeing}
