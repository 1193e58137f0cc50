"""Each person once, in the cell where their ministry is heard; what is left out is counted."""

from dataclasses import replace
from datetime import date

import alumni_scenes as scenes
import factories
import pytest

from lms.alumni import frame
from lms.alumni.frame import Trained
from lms.alumni.models import Campaign
from lms.alumni.queries.frame import population_of

DAY = date(2024, 3, 1)


def people(country, unit, count, *, first=1):
    return [Trained(first + number, country, DAY, unit) for number in range(count)]


def cells(found, **rules):
    made = frame.strata_of(found, **{"by_organisation": True, "joined": {}, **rules})
    return {key: len(members) for key, members in made.items()}


LARGE, SMALL, TINY = people("KH", 1, 20), people("KH", 2, 9, first=100), people("KH", 3, 2, first=200)


def test_a_ministry_of_15_is_a_cell_and_smaller_ones_share_their_country():
    assert cells([*LARGE, *SMALL, *TINY]) == {"KH": 11, "KH:1": 20}
    assert cells([*LARGE, *SMALL, *TINY], by_organisation=False) == {"KH": 31}


def test_a_small_ministry_goes_with_its_declared_neighbour():
    assert cells([*LARGE, *SMALL, *TINY], joined={"2": 1}) == {"KH": 2, "KH:1": 29}
    assert cells([*LARGE, *SMALL, *TINY], joined={"3": 2, "2": 1}) == {"KH:1": 31}


def test_a_person_without_a_ministry_counts_with_the_country():
    assert cells([*LARGE, *people("KH", None, 3, first=300)]) == {"KH": 3, "KH:1": 20}


@pytest.mark.parametrize(
    ("joined", "loops"),
    [({}, False), ({"2": 1}, False), ({"3": 2, "2": 1}, False), ({"2": 3, "3": 2}, True), ({"2": 2}, True)],
)
def test_a_loop_of_neighbours_is_seen(joined, loops):
    assert frame.has_loop(joined) is loops


def test_the_fingerprint_does_not_depend_on_the_order_and_changes_with_a_person_or_a_cell():
    rules = {"by_organisation": True, "joined": {}}
    whole = frame.hash_of(frame.strata_of([*LARGE, *SMALL], **rules))
    assert frame.hash_of(frame.strata_of([*SMALL[::-1], *LARGE[::-1]], **rules)) == whole
    assert frame.hash_of(frame.strata_of([*LARGE, *SMALL[1:]], **rules)) != whole
    assert frame.hash_of(frame.strata_of([*LARGE, *SMALL], by_organisation=False, joined={})) != whole


def test_margins_count_sex_sector_and_year():
    found = [replace(LARGE[0], sex="female", sector="police"), replace(LARGE[1], sex="male", sector="police")]
    assert frame.margins_of(found) == {"sex": {"female": 1, "male": 1}, "sector": {"police": 2}, "year": {"2024": 2}}


def test_who_attended_twice_is_one_person_as_of_the_first_course(admin, cohort_kh):
    person = scenes.alumnus(cohort_kh, completed_on=date(2024, 3, 1))
    factories.enrolment(factories.cohort(country="LA"), person, completed_on=date(2025, 5, 1))
    found = population_of(scenes.campaign(admin))
    assert [(one.person_id, one.trained_on) for one in found.people] == [(person.pk, date(2024, 3, 1))]
    assert (found.courses, found.merged) == (2, 1)


def test_a_later_course_does_not_bring_an_earlier_person_into_the_window(admin, cohort_kh):
    person = scenes.alumnus(cohort_kh, completed_on=date(2024, 3, 1))
    factories.enrolment(None, person, completed_on=date(2025, 5, 1))
    found = population_of(scenes.campaign(admin, completed_from=date(2025, 1, 1)))
    assert (found.people, found.other_time, found.courses) == ([], 1, 0)


def test_courses_are_those_of_the_people_in_the_frame(admin, cohort_kh, cohort_la):
    scenes.alumnus(cohort_kh)
    factories.enrolment(None, scenes.alumnus(cohort_la), completed_on=date(2025, 5, 1))
    found = population_of(scenes.campaign(admin, countries=["KH"]))
    assert (found.by_country, found.courses, found.other_country) == ({"KH": 1}, 1, 1)


def test_who_is_left_out_is_counted_by_the_reason(admin, cohort_kh):
    abroad = factories.cohort(country="")
    scenes.alumnus(cohort_kh)
    scenes.alumnus(cohort_kh, is_active=False)
    factories.enrolment(abroad, factories.person(country=""), completed_on=DAY)
    factories.enrolment(abroad, factories.person(country="VN"), completed_on=DAY)
    found = population_of(scenes.campaign(admin))
    assert found.by_country == {"KH": 1, "VN": 1}
    assert (found.inactive, found.without_country, found.other_country, found.other_time) == (1, 1, 0, 0)


def test_an_unfinished_course_brings_nobody_in(admin, cohort_kh):
    factories.enrolment(cohort_kh)
    assert population_of(scenes.campaign(admin)).people == []
    assert population_of(Campaign(programme_codes=[])).people == []
