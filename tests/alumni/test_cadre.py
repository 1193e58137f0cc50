"""The logframe's figures: a cadre in every country, and how far the regional course went."""

from datetime import timedelta

import factories
import numpy as np
import pytest
import trainer_scenes as scenes
from django.utils import timezone

from lms.alumni import tenure
from lms.alumni.forecasting import Outlook
from lms.alumni.queries.cadre import CADRE, Cadre, CountryCadre
from lms.alumni.queries.capacity import Everybody
from lms.alumni.queries.national_trainers import NationalTrainers, national_trainers, taught_soon
from lms.alumni.queries.spread import Generation, lineage, spread
from lms.people.models import Organisation, Post

LONG_AGO = timezone.now() - timedelta(days=500)
TODAY = timezone.localdate()


def in_post(person, **fields):
    return factories.post(person, **fields)


def trainer(*, trained=400, **fields):
    """A certified trainer whose courses ended so many days ago."""
    person = scenes.trainer(**fields)
    person.enrolments.update(completed_on=TODAY - timedelta(days=trained))
    return person


def confirmed(**fields):
    """Somebody told of the post yesterday."""
    person = trainer(**fields)
    in_post(person, source=Post.Source.REGISTRY, learnt_at=timezone.now() - timedelta(days=1))
    return person


def test_a_country_in_numbers(db):
    known, old = confirmed(), trainer()
    in_post(old, source=Post.Source.REGISTRY, learnt_at=LONG_AGO)
    trainer(level="associate")
    trainer(state="revoked")
    trainer(country="LA")
    scenes.course([known], [factories.person()], days_ago=30)
    scenes.course([trainer()], [factories.person()], days_ago=400)
    assert Cadre(["KH"]).by_country() == [
        CountryCadre("KH", certified=3, expected=1, sure=1, confirmed=1, active=1, associates=1)
    ]


@pytest.mark.parametrize(("trainers", "expected"), [(CADRE - 1, False), (CADRE, True)])
def test_four_trainers_surely_in_post_are_a_cadre(db, trainers, expected):
    for _number in range(trainers):
        confirmed()
    trainer()
    assert [row.has_cadre for row in Cadre(["KH"]).by_country()] == [expected]


def test_a_recorded_post_that_nobody_confirmed_since_makes_no_cadre(db):
    for _number in range(CADRE):
        in_post(trainer())
    assert [row.sure for row in Cadre(["KH"]).by_country()] == [0]


def outlook_of(people, share):
    """Trained long ago, and each still there with this chance."""
    shares = np.full((4, tenure.MONTHS), share)
    shares[:, 0] = 1
    curve = tenure.Tenure(shares, 100.0, tenure.Tail(1.0, 60.0), tenure.Tail(1.0, 60.0), 50, 10)
    return Outlook(np.full(people, 20.0), np.zeros(people), np.zeros(people, bool), [""] * people, {"": curve})


@pytest.mark.parametrize(("share", "sure"), [(0.99, 6), (0.9, 4), (0.7, 3), (0.5, 1)])
def test_the_lower_limit_of_trainers_in_post_decides(db, share, sure):
    """Of six: as many as the binomial distribution gives with 90 % or more."""
    for _number in range(6):
        trainer()
    cadre = Cadre(["KH"])
    cadre.everybody = Everybody(cadre.everybody.people, outlook_of(6, share))
    row = cadre.of_country("KH")
    assert (row.expected, row.sure, row.has_cadre) == (round(6 * share), sure, sure >= CADRE)


def test_sex_and_sector_count_people_once(db):
    person = scenes.trainer()
    scenes.certify(person, programme_code="rtp", level="")
    office = factories.organisation(sector=Organisation.Sector.POLICE)
    in_post(person, organisation=office)
    scenes.trainer("LA")
    cadre = Cadre(["KH", "LA"])
    assert (dict(cadre.by_sex()), dict(cadre.by_sector())) == ({"": 2}, {"police": 1, "": 1})


@pytest.fixture
def tree(db):
    """A regional participant trains one at home, who trains another; a third was reached twice."""
    root, first, second = (factories.person() for _ in range(3))
    scenes.course([], [root], days_ago=300, country="", programme_code="rtp")
    scenes.course([root], [first], days_ago=200)
    scenes.course([first], [second, first], days_ago=100)
    scenes.course([root], [second], days_ago=50)
    return root, first, second


def test_generations_count_each_person_once_in_the_lowest(tree):
    found = spread(Cadre(["KH"]))
    assert [(row.number, row.people) for row in found.generations] == [(0, 1), (1, 2)]
    assert (found.participants_who_taught, found.reached, found.contacts) == (1, 2, 3)


def test_a_generation_says_who_of_it_is_a_trainer_active_and_in_post(tree):
    _root, first, _second = tree
    scenes.certify(first)
    in_post(first, left_by=TODAY)
    assert spread(Cadre(["KH"])).generations[1] == Generation(1, people=2, trainers=1, active=1, in_post=1)


def test_a_reader_counts_the_people_of_the_own_countries(tree):
    abroad = factories.person(country="LA")
    scenes.course([tree[0]], [abroad], days_ago=20, country="LA")
    lao, all_of_them = spread(Cadre(["LA"])), spread(Cadre(["KH", "LA"]))
    assert ([row.people for row in lao.generations], lao.reached) == ([0, 1], 1)
    assert ([row.people for row in all_of_them.generations], all_of_them.reached) == ([1, 3], 3)


def test_a_national_course_makes_no_first_generation(db):
    scenes.course([], [factories.person()], country="KH", programme_code="rtp")
    scenes.course([], [factories.person()], country="", programme_code="ethics")
    assert spread(Cadre(["KH"])).generations == []


def test_figures_cost_the_same_for_few_and_many(tree, django_assert_num_queries):
    def figures():
        cadre = Cadre(["KH"])
        cadre.by_country(), cadre.by_sex(), cadre.by_sector(), spread(cadre)

    for person in [*tree, *(scenes.trainer() for _ in range(5))]:
        in_post(person)
        scenes.course([person], [factories.person() for _ in range(3)], days_ago=9)
    with django_assert_num_queries(9):
        figures()


def test_a_national_trainer_is_counted_once_and_with_evidence(tree):
    _root, first, second = tree
    scenes.certify(first, country="KH")
    scenes.certify(second, country="KH", level="associate")
    cadre = Cadre(["KH"])
    found = national_trainers(cadre, lineage(cadre))
    assert found == NationalTrainers(people=1, with_evidence=1, in_post=1, by_sex={"": 1})


def test_a_national_trainer_whom_no_list_names_is_not_verified(tree):
    trainer = factories.person()
    scenes.course([tree[0]], [trainer], days_ago=20, is_present=False)
    scenes.certify(trainer, country="KH")
    cadre = Cadre(["KH"])
    found = national_trainers(cadre, lineage(cadre))
    assert (found.people, found.with_evidence, found.unverified) == (1, 0, 1)


@pytest.mark.parametrize(
    ("course_days", "taught_days", "expected"), [(500, 400, (1, 1)), (500, 100, (1, 0)), (200, 100, (0, 0))]
)
def test_who_taught_within_a_year_of_the_regional_course(db, course_days, taught_days, expected):
    """Whose year is not over counts neither way."""
    root = factories.person()
    scenes.course([], [root], days_ago=course_days, country="", programme_code="rtp")
    scenes.course([root], [factories.person(country="LA")], days_ago=taught_days, country="LA")
    found, by_sex = taught_soon(lineage(Cadre(["KH"])), {root.pk: "female"})
    assert (found.people, found.taught) == expected
    assert by_sex == ({"female": found} if found.people else {})
