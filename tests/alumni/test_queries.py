"""The frame holds every trained person once; figures count statuses, not answers."""

from datetime import date

import alumni_scenes as scenes
import factories
import pytest

from lms.alumni.estimators import Cell
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


def test_cells_count_in_post_and_out_and_leave_the_unknown_open(admin, cohort_kh, cohort_la):
    scenes.alumni(cohort_kh, 14)
    scenes.alumni(cohort_la, 5)
    campaign = scenes.fielded(admin, sample_size=19)
    scenes.resolve(campaign, "KH", in_post=6, out=3)
    assert queries.cells_of(campaign) == [Cell("KH", 14, 14, 6, 3), Cell("LA", 5, 5, 0, 0)]


def test_the_newest_consent_counts(admin, cohort_kh):
    person = scenes.alumnus(cohort_kh, may_contact=True)
    Consent.objects.create(person=person, purpose=Consent.Purpose.FOLLOW_UP, is_given=False)
    campaign = scenes.fielded(admin)
    assert [case.has_route for case in queries.cases_of(campaign)] == [False]


def test_progress_counts_by_country(admin, cohort_kh):
    scenes.alumni(cohort_kh, 4)
    scenes.alumnus(cohort_kh, may_contact=False)
    campaign = scenes.fielded(admin)
    scenes.resolve(campaign, "KH", in_post=1, out=1)
    expected = {"asked": 5, "reachable": 4, "invited": 4, "answered": 2, "refused": 0, "known": 2, "country": "KH"}
    assert queries.progress_of(campaign) == [expected]


def test_years_since_training_is_the_mean_of_those_asked(admin, cohort_kh):
    scenes.alumni(cohort_kh, 2)
    campaign = scenes.fielded(admin)
    days = (queries.timezone.localdate() - scenes.COMPLETED_ON).days
    assert queries.years_since_training(campaign) == pytest.approx(days / 365.25)


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
