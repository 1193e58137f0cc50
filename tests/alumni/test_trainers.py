"""What the trainers' register knows: the newest certificates, what was taught, who is in post."""

from datetime import timedelta

import factories
import pytest
import trainer_scenes as scenes
from django.utils import timezone

from certificates.models import Certificate
from courses.tot.models import Candidacy
from lms.alumni.queries import trainers as queries
from lms.alumni.queries.trainers import Taught

YESTERDAY = timezone.localdate() - timedelta(days=1)


def names(papers):
    return [paper.snapshot["name"] for paper in papers]


def line_of(person):
    [line] = queries.trainers(queries.newest_papers().filter(person=person))
    return line


@pytest.mark.parametrize(
    ("given", "is_listed"),
    [
        ({"is_public": True}, True),
        ({"is_public": False}, False),
        ({"is_public": None}, False),
        ({"is_public": True, "state": "suspended"}, False),
        ({"is_public": True, "state": "revoked"}, False),
        ({"is_public": True, "valid_until": YESTERDAY}, False),
        ({"is_public": True, "valid_until": timezone.localdate()}, True),
        ({"is_public": True, "valid_until": None}, True),
    ],
)
def test_only_who_agreed_and_holds_a_certificate_in_force_is_listed_publicly(db, given, is_listed):
    scenes.trainer(name="Sok Dara", **given)
    assert names(queries.listed_publicly()) == ["Sok Dara"] * is_listed


def test_a_change_of_mind_counts_at_once(db):
    person = scenes.trainer(is_public=True)
    scenes.answer(person, False)
    assert names(queries.listed_publicly()) == []
    scenes.answer(person, True)
    assert len(queries.listed_publicly()) == 1


def test_a_certificate_of_completion_makes_nobody_a_trainer(db):
    scenes.trainer(is_public=True, kind=Certificate.Kind.COMPLETION)
    assert list(queries.newest_papers()) == []


def test_a_person_stands_there_once_with_the_newest_certificate(db):
    person = scenes.trainer(state="revoked")
    newest = scenes.certify(person)
    assert list(queries.newest_papers()) == [newest]


def test_who_moved_stands_in_both_countries(db):
    person = scenes.trainer("KH", state="revoked")
    scenes.certify(person, country="LA")
    assert [paper.country for paper in queries.newest_papers()] == ["KH", "LA"]


def test_a_replaced_certificate_is_left_out(db):
    scenes.trainer(state="superseded")
    assert list(queries.newest_papers()) == []


def test_a_task_force_reads_its_country_and_an_administrator_all(taskforce_kh, admin, trainer_kh):
    scenes.trainer("KH", name="Sok Dara", is_public=False)
    scenes.trainer("LA", name="Bounmy")
    assert names(queries.listed(taskforce_kh)) == ["Sok Dara"]
    assert names(queries.listed(taskforce_kh, country="LA")) == []
    assert sorted(names(queries.listed(admin))) == ["Bounmy", "Sok Dara"]
    assert names(queries.listed(trainer_kh)) == []


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"country": "LA"}, ["In Laos"]),
        ({"level": "assessor"}, ["Assessor"]),
        ({"state": "expired"}, ["Expired"]),
        ({"state": "suspended"}, ["Suspended"]),
        ({"state": "valid"}, ["Assessor", "In Laos"]),
        ({"state": "nonsense"}, ["Assessor", "Expired", "In Laos", "Suspended"]),
    ],
)
def test_the_register_can_be_narrowed(admin, chosen, expected):
    scenes.trainer(name="Assessor", level="assessor")
    scenes.trainer(name="Expired", valid_until=YESTERDAY)
    scenes.trainer(name="Suspended", state="suspended")
    scenes.trainer("LA", name="In Laos")
    assert sorted(names(queries.listed(admin, **chosen))) == expected


def test_a_line_counts_sessions_people_and_the_last_time(db):
    person, twice, once = scenes.trainer(), factories.person(), factories.person()
    scenes.course([person], [twice, once], days_ago=30)
    last = scenes.course([person], [twice], days_ago=10)
    taught = line_of(person).taught
    assert (taught.sessions, taught.people, taught.last_at) == (2, 2, last.sessions.get().starts_at)


@pytest.mark.parametrize("given", [{"is_present": False}, {"days_ago": -3}])
def test_a_session_to_which_nobody_came_or_that_is_to_come_is_not_taught(db, given):
    person = scenes.trainer()
    scenes.course([person], [factories.person()], **given)
    assert line_of(person).taught == Taught()


def test_the_post_is_the_one_learnt_of_last_that_has_not_ended(db):
    person = scenes.trainer()
    factories.post(person, title="Ended", left_by=YESTERDAY)
    factories.post(person, title="Older", learnt_at=timezone.now() - timedelta(days=90))
    factories.post(person, title="Present", learnt_at=timezone.now() - timedelta(days=9))
    factories.post(person, title="Other work", is_counter_trafficking=False)
    assert line_of(person).post.title == "Present"


def test_no_post_is_known_and_no_longer_in_post_are_two_things(db):
    unknown, left = scenes.trainer(), scenes.trainer()
    factories.post(left, left_by=YESTERDAY)
    assert [(line_of(person).post, line_of(person).is_post_known) for person in (unknown, left)] == [
        (None, False),
        (None, True),
    ]


def test_the_language_is_the_one_that_the_candidate_named(db):
    named, silent = scenes.trainer(), scenes.trainer()
    Candidacy.objects.create(enrolment=named.enrolments.get(), teaching_language="km")
    assert (line_of(named).language, line_of(silent).language) == ("km", "")
