"""The logframe's figures: a cadre in every country, and how far the regional course went."""

from datetime import timedelta

import factories
import pytest
import trainer_scenes as scenes
from django.utils import timezone

from lms.alumni.queries.cadre import CADRE, Cadre, CountryCadre
from lms.alumni.queries.spread import Generation, spread
from lms.people.models import Organisation

LONG_AGO = timezone.now() - timedelta(days=500)


def in_post(person, **fields):
    return factories.post(person, **fields)


def test_a_country_in_numbers(db):
    confirmed, old, without = (scenes.trainer() for _ in range(3))
    in_post(confirmed)
    in_post(old, learnt_at=LONG_AGO)
    scenes.trainer(level="associate")
    scenes.trainer(state="revoked")
    scenes.trainer("LA")
    scenes.course([confirmed], [factories.person()], days_ago=30)
    scenes.course([without], [factories.person()], days_ago=400)
    assert Cadre(["KH"]).by_country() == [
        CountryCadre("KH", certified=3, in_post=2, confirmed=1, active=1, associates=1)
    ]


@pytest.mark.parametrize(("trainers", "expected"), [(CADRE - 1, False), (CADRE, True)])
def test_four_trainers_in_post_are_a_cadre(db, trainers, expected):
    for _number in range(trainers):
        in_post(scenes.trainer())
    scenes.trainer()
    assert [row.has_cadre for row in Cadre(["KH"]).by_country()] == [expected]


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
    in_post(first)
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
    with django_assert_num_queries(7):
        figures()
