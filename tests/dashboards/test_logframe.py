"""The logframe's indicators: what each says, who reads it, and the sheet that prints."""

import io
import re

import alumni_scenes
import assessment_factories as bank
import capacity_scenes as scenes
import factories
import numpy as np
import pytest
import trainer_scenes
from django.urls import reverse
from pypdf import PdfReader

from lms.alumni.queries.cadre import CountryCadre
from lms.alumni.queries.national_trainers import NationalTrainers, TaughtSoon
from lms.core.languages import Country
from lms.dashboards.logframe import trainers, training
from lms.dashboards.logframe.building import indicators
from lms.dashboards.logframe.gains import gains_of
from lms.people.models import User

LOGFRAME, PAPER = reverse("dashboards:logframe"), reverse("dashboards:logframe_paper")
CAST = {"admin": 200, "taskforce_kh": 200, "trainer_kh": 404, "observer_kh": 404, "learner_kh": 404}
KEYS = ["trained", "gain", "cadre", "national_trainers", "taught_soon", "retention"]


@pytest.mark.parametrize("address", [LOGFRAME, PAPER])
@pytest.mark.parametrize(("name", "status"), CAST.items())
def test_who_gets_in(request, signed_in, name, status, address):
    assert signed_in(request.getfixturevalue(name)).get(address).status_code == status


@pytest.mark.parametrize("address", [LOGFRAME, PAPER])
def test_a_visitor_is_sent_to_the_door(client, db, address):
    assert client.get(address).status_code == 302


def test_every_indicator_carries_its_whole_sheet(db):
    found = indicators(list(Country.values))
    assert [one.key for one in found] == KEYS
    assert [one.key for one in found if not (one.sentence and all(words for _term, words in one.sheet.lines()))] == []


def test_people_trained_are_counted_once_by_country_and_sex():
    people = scenes.people(20, sex="female") + scenes.people(12, sex="male") + scenes.people(14, "LA", sex="male")
    found = training.people_trained(people, ["KH", "LA"])
    assert found.sentence == "46 people were trained."
    assert [list(row) for row in found.tables[0].rows] == [
        ["Cambodia", "20", "12", "0", "32"],
        ["Lao PDR", "0", "14", "0", "14"],
    ]


@pytest.mark.parametrize("seed", range(8))
def test_no_cell_from_one_to_nine_is_shown_nor_left_alone(seed):
    random = np.random.default_rng(seed)
    people = [
        one
        for country in Country.values
        for sex in User.Sex.values
        for one in scenes.people(int(random.integers(0, 30)), country, sex=sex)
    ]
    totals, cells = training.trained_shown(people)
    shown = [count for row in [*cells.values(), list(totals.values())] for count in row if count is not None]
    assert [count for count in shown if 0 < count < 10] == []
    assert [code for code, row in cells.items() if row.count(None) == 1] == []


@pytest.mark.parametrize("small", [0, 3])
def test_a_course_with_few_people_of_one_sex_counts_for_neither(db, small):
    bank.forms()
    group = factories.cohort(ends_on=scenes.TODAY)
    for sex in ["female"] * 12 + ["male"] * small:
        enrolment = factories.enrolment(group, factories.person(sex=sex))
        bank.taken(enrolment, "pre", "aaaa")
        bank.taken(enrolment, "post", "bbbb")
    [found] = [programme for programme in gains_of(["KH"]) if programme.gains]
    assert [gain.n for gain in found.gains] == [12 + small]
    assert [gain.n for gain in found.by_sex["female"]] == ([] if small else [12])


def test_a_cadre_is_said_by_country():
    rows = [
        CountryCadre("KH", certified=6, expected=6, sure=5, confirmed=5, active=1, associates=0),
        CountryCadre("LA", certified=6, expected=5, sure=3, confirmed=1, active=1, associates=0),
    ]
    found = trainers.cadre(rows, {"female": 12})
    assert found.sentence == "1 of 2 countries have a trained cadre."
    assert [row[-1] for row in found.tables[0].rows] == ["in place", "not yet"]
    assert list(found.tables[1].rows[0]) == ["Female", "12"]


def test_unverified_trainers_are_grey_and_small_parts_hidden():
    found = trainers.national_trainers(NationalTrainers(30, with_evidence=18, in_post=25, by_sex={"female": 30}))
    words = [(row.name, row.cells[0][1], row.is_grey) for row in found.tables[0].labelled()]
    assert words == [
        ("with evidence: on an attendance list", "18", False),
        ("not verified", "12", True),
        ("expected in an anti-trafficking post today", "not shown", False),
    ]


@pytest.mark.parametrize(
    ("people", "taught", "sentence"),
    [
        (40, 20, "50% taught others within 12 months (95 % interval 35% – 65%): 20 of 40 people."),
        (40, 4, "Fewer than ten people taught or did not, so it is not shown."),
        (40, 36, "Fewer than ten people taught or did not, so it is not shown."),
        (5, 0, "Fewer than ten people taught or did not, so it is not shown."),
        (0, 0, "Fewer than ten people taught or did not, so it is not shown."),
    ],
)
def test_who_taught_within_a_year_has_its_interval(people, taught, sentence):
    assert trainers.taught_soon(TaughtSoon(people, taught), {}).sentence == sentence


@pytest.mark.parametrize(("men", "expected"), [(10, [["Female", "50%"], ["Male", "50%"]]), (9, None)])
def test_who_taught_is_said_by_sex_where_no_group_is_small(men, expected):
    by_sex = {"male": TaughtSoon(2 * men, men), "female": TaughtSoon(40, 20)}
    found = trainers.taught_soon(TaughtSoon(40 + 2 * men, 20 + men), by_sex)
    assert [[list(row[:2]) for row in table.rows] for table in found.tables] == ([expected] if expected else [])


@pytest.fixture
def followed_up(cohort_kh, cohort_la, admin):
    for group in (cohort_kh, cohort_la):
        alumni_scenes.alumni(group, 30)
    scenes.follow_up(alumni_scenes.fielded(admin, sample_size=60), left=16, by=admin)


def retention_of(readable):
    return indicators(readable)[-1]


def test_retention_is_the_newest_closed_follow_up_with_its_four_numbers(followed_up):
    found = retention_of(list(Country.values))
    assert re.match(r"73% \(.*73% – 73%.*100% known\)\. 2", found.sentence)
    assert [row[0] for row in found.tables[0].rows] == ["Cambodia", "Lao PDR"]


def test_a_task_force_reads_the_line_of_its_country_alone(followed_up):
    found = retention_of(["LA"])
    assert [[row[0] for row in table.rows] for table in found.tables] == [["Lao PDR"]]


def test_a_task_force_reads_no_other_country(signed_in, taskforce_kh, followed_up):
    trainer_scenes.trainer("LA")
    page = signed_in(taskforce_kh).get(LOGFRAME).content.decode().split("<main", 1)[1]
    assert ("Cambodia" in page, "Lao PDR" in page) == (True, False)


def test_without_a_follow_up_the_line_says_so(db):
    assert retention_of(["KH"]).sentence == "No follow-up has been closed yet."


@pytest.mark.parametrize("language", ["en", "km", "my", "zh-hans"])
def test_the_sheet_prints_every_indicator(signed_in, admin, language):
    response = signed_in(admin).get(PAPER.replace("/en/", f"/{language}/"))
    assert response["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(response.content)).pages
    assert len(pages) > 1
    words = pages[0].extract_text()
    assert "COMMIT" in words
