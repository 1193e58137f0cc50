import factories
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.tot import rubric
from courses.tot.actions import observing
from courses.tot.models import Observation
from lms.people.models import Role

FORM = {"seen": "live", "notes": "", "is_independent": "on", **dict.fromkeys(rubric.KEYS, "3")}


@pytest.fixture
def begun(lesson, observer_kh):
    return observing.begin(session=lesson, by=observer_kh)


def page_of(row):
    return reverse("tot:observation", args=[row.pk])


@pytest.mark.parametrize(
    ("who", "status"),
    {"learner_kh": 404, "trainer_kh": 404, "observer_kh": 200, "taskforce_kh": 404, "admin": 404}.items(),
)
def test_who_opens_the_observers_list(request, signed_in, lesson, who, status):
    assert signed_in(request.getfixturevalue(who)).get(reverse("tot:observations")).status_code == status


@pytest.mark.parametrize(
    ("who", "status"),
    {"learner_kh": 404, "trainer_kh": 404, "observer_kh": 302, "taskforce_kh": 404, "admin": 404}.items(),
)
def test_who_begins_an_observation(request, signed_in, lesson, who, status):
    client = signed_in(request.getfixturevalue(who))
    assert client.post(reverse("tot:begin", args=[lesson.pk])).status_code == status
    assert Observation.objects.count() == (status == 302)


def test_looking_begins_nothing(signed_in, lesson, observer_kh):
    assert signed_in(observer_kh).get(reverse("tot:begin", args=[lesson.pk])).status_code == 405


@pytest.mark.parametrize(
    ("who", "status"),
    {
        "learner_kh": 200,
        "trainer_kh": 404,
        "observer_kh": 200,
        "observer2_kh": 404,
        "taskforce_kh": 404,
        "admin": 200,
    }.items(),
)
def test_who_reads_a_signed_observation(request, signed_in, lesson, observer_kh, signed_by, who, status):
    row = signed_by(observer_kh, lesson)
    assert signed_in(request.getfixturevalue(who)).get(page_of(row)).status_code == status


def test_an_administrator_who_also_observes_scores_first(signed_in, lesson, observer_kh, admin, signed_by):
    factories.role(admin, Role.Kind.OBSERVER, "KH")
    row = signed_by(observer_kh, lesson)
    assert signed_in(admin).get(page_of(row)).status_code == 404


@pytest.mark.parametrize("who", ["learner_kh", "observer2_kh", "trainer_kh"])
def test_a_draft_is_seen_by_its_observer_alone(request, signed_in, begun, who):
    assert signed_in(request.getfixturevalue(who)).get(page_of(begun)).status_code == 404


def listed(client):
    context = client.get(reverse("tot:observations")).context
    return [enrolment for enrolment, _lessons in context["page"]], context["others"]


def test_another_countrys_lesson_does_not_exist(signed_in, trainee, taught, observer_kh):
    group = factories.cohort(programme_code="tot", country="LA")
    foreign = taught(enrolment=factories.enrolment(group, factories.person(country="LA")))
    client = signed_in(observer_kh)
    assert client.post(reverse("tot:begin", args=[foreign.pk])).status_code == 404
    assert listed(client) == ([], [trainee])


def test_the_own_trainee_is_not_listed_and_is_refused(signed_in, lesson, tot_cohort, observer_kh):
    tot_cohort.trainers.add(observer_kh)
    client = signed_in(observer_kh)
    assert listed(client) == ([], [])
    response = client.post(reverse("tot:begin", args=[lesson.pk]))
    assert response.status_code == 409
    assert "You train this person" in response.content.decode()


def test_who_needs_an_observer_stands_apart(signed_in, lesson, trainee, tot_cohort, observer_kh, signed_by):
    other = factories.enrolment(tot_cohort)
    client = signed_in(observer_kh)
    before = listed(client)
    signed_by(observer_kh, lesson)
    after, others = listed(client)
    assert (before, after, set(others)) == (([trainee], [other]), [], {trainee, other})


def test_begin_twice_leads_to_the_same_draft(signed_in, lesson, observer_kh):
    client = signed_in(observer_kh)
    addresses = {client.post(reverse("tot:begin", args=[lesson.pk])).url for _time in range(2)}
    assert addresses == {page_of(Observation.objects.get())}


def test_the_form_says_which_draft_it_is(signed_in, begun, observer_kh):
    page = signed_in(observer_kh).get(page_of(begun)).content.decode()
    assert f'data-observation="{begun.pk}"' in page
    assert [name for name in FORM if f'name="{name}"' not in page] == []


def test_a_draft_may_have_gaps(signed_in, begun, observer_kh):
    signed_in(observer_kh).post(page_of(begun), {"seen": "video", "accuracy": "2", "draft": "1"})
    begun.refresh_from_db()
    assert (begun.scores, begun.seen, begun.signed_at) == ({"accuracy": 2}, "video", None)


def test_a_whole_rubric_is_signed(signed_in, begun, observer_kh):
    response = signed_in(observer_kh).post(page_of(begun), {**FORM, "sign": "1"})
    begun.refresh_from_db()
    assert (response.status_code, begun.is_passed, begun.is_independent) == (302, True, True)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"cycle": ""}, "cycle"),
        ({"cycle": "5"}, "cycle"),
        ({"accuracy": "2"}, "notes"),
        ({"is_independent": ""}, "is_independent"),
        ({"seen": "heard"}, "seen"),
    ],
)
def test_what_cannot_be_signed_is_shown_at_its_field(signed_in, begun, observer_kh, change, field):
    response = signed_in(observer_kh).post(page_of(begun), {**FORM, **change, "sign": "1"})
    assert list(response.context["form"].errors) == [field]
    begun.refresh_from_db()
    assert begun.signed_at is None


def test_a_refusal_at_signing_is_said_on_the_form(
    signed_in, begun, lesson, observer_kh, observer2_kh, observer3_kh, signed_by
):
    for observer in (observer2_kh, observer3_kh):
        signed_by(observer, lesson)
    response = signed_in(observer_kh).post(page_of(begun), {**FORM, "sign": "1"})
    assert response.context["form"].non_field_errors() == [
        "The observers of this lesson agree, so no other observer is needed."
    ]


def test_the_form_shows_the_rubric_in_the_readers_language(signed_in, begun, observer_kh):
    page = signed_in(observer_kh).get(f"/km/observations/{begun.pk}/").content.decode()
    assert rubric.criteria("km")[0].level_text(1) in page


def test_no_result_is_on_the_list_before_the_own_signature(signed_in, lesson, observer_kh, observer2_kh, signed_by):
    signed_by(observer_kh, lesson, 2)
    page = signed_in(observer2_kh).get("/en/observations/").content.decode()
    assert ("needs a second observer" in page, "not passed" in page, "Keo Pisey" in page) == (True, False, False)


def test_without_calibration_an_observer_is_warned_only(signed_in, begun, observer_kh):
    page = signed_in(observer_kh).get(page_of(begun)).content.decode()
    assert "You have not met the calibration in the last 12 months." in page


def test_the_list_costs_the_same_for_one_and_three(signed_in, taught, tot_cohort, observer_kh, observer2_kh, signed_by):
    client, counts = signed_in(observer_kh), []
    signed_by(observer2_kh, taught())
    for more in (0, 2):
        for _person in range(more):
            signed_by(observer2_kh, taught(enrolment=factories.enrolment(tot_cohort)))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("tot:observations"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
