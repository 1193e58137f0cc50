from datetime import date

import factories
import pytest
from django.urls import reverse

from courses.tot import actions, rubric
from courses.tot.models import Observation
from lms.people.models import Role

FORM = {"lesson_title": "Safe questions", "taught_on": "2026-11-05", "notes": "", **dict.fromkeys(rubric.KEYS, "3")}


@pytest.mark.parametrize(
    ("who", "status"),
    {"learner_kh": 404, "trainer_kh": 404, "observer_kh": 200, "taskforce_kh": 404, "admin": 404}.items(),
)
@pytest.mark.parametrize("page", ["observations", "observe"])
def test_who_opens_the_observers_pages(request, signed_in, trainee, page, who, status):
    arguments = [trainee.pk] if page == "observe" else []
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse(f"tot:{page}", args=arguments)).status_code == status


@pytest.mark.parametrize(
    ("who", "status"),
    {"learner_kh": 200, "trainer_kh": 404, "observer_kh": 200, "taskforce_kh": 404, "admin": 200}.items(),
)
def test_who_reads_a_signed_observation(request, signed_in, draft, observer_kh, who, status):
    actions.save_draft(observation=draft, by=observer_kh)
    actions.sign(observation=draft, by=observer_kh)
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse("tot:observation", args=[draft.pk])).status_code == status


def test_a_candidate_does_not_see_a_draft(signed_in, draft, observer_kh, learner_kh):
    actions.save_draft(observation=draft, by=observer_kh)
    assert signed_in(learner_kh).get(reverse("tot:observation", args=[draft.pk])).status_code == 404


def test_another_countrys_candidate_does_not_exist(signed_in, observer_kh):
    group = factories.cohort(programme_code="tot", country="LA")
    foreign = factories.enrolment(group, factories.person(country="LA"))
    client = signed_in(observer_kh)
    assert client.get(reverse("tot:observe", args=[foreign.pk])).status_code == 404
    assert list(client.get(reverse("tot:observations")).context["candidates"]) == []


def test_the_own_trainee_is_not_listed_and_is_refused(signed_in, trainee, tot_cohort, observer_kh):
    tot_cohort.trainers.add(observer_kh)
    client = signed_in(observer_kh)
    assert list(client.get(reverse("tot:observations")).context["candidates"]) == []
    assert client.post(reverse("tot:observe", args=[trainee.pk]), {**FORM, "sign": "1"}).status_code == 409
    assert Observation.objects.count() == 0


def test_a_draft_may_have_gaps_and_is_taken_up_again(signed_in, trainee, observer_kh):
    client, address = signed_in(observer_kh), reverse("tot:observe", args=[trainee.pk])
    client.post(address, {"lesson_title": "Safe questions", "taught_on": "2026-11-05", "accuracy": "2", "draft": "1"})
    row = Observation.objects.get()
    assert (row.scores, row.signed_at) == ({"accuracy": 2}, None)
    assert client.get(address).url == reverse("tot:observation", args=[row.pk])


def test_a_whole_rubric_is_signed(signed_in, trainee, observer_kh):
    response = signed_in(observer_kh).post(reverse("tot:observe", args=[trainee.pk]), {**FORM, "sign": "1"})
    row = Observation.objects.get()
    assert (response.status_code, row.is_passed, row.taught_on) == (302, True, date(2026, 11, 5))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"cycle": ""}, "cycle"),
        ({"cycle": "5"}, "cycle"),
        ({"accuracy": "2"}, "notes"),
        ({"taught_on": "2126-01-01"}, "taught_on"),
    ],
)
def test_what_cannot_be_signed_is_shown_at_its_field(signed_in, trainee, observer_kh, change, field):
    response = signed_in(observer_kh).post(reverse("tot:observe", args=[trainee.pk]), {**FORM, **change, "sign": "1"})
    assert list(response.context["form"].errors) == [field]
    assert Observation.objects.count() == 0


def test_the_form_shows_the_rubric_in_the_readers_language(signed_in, trainee, observer_kh):
    page = signed_in(observer_kh).get(f"/km/observations/new/{trainee.pk}/").content.decode()
    assert rubric.criteria("km")[0].level_text(1) in page


def test_the_list_costs_the_same_for_one_and_three(signed_in, trainee, observer_kh, django_assert_max_num_queries):
    client, counts = signed_in(observer_kh), []
    for more in (0, 2):
        for _ in range(more):
            factories.enrolment(trainee.cohort)
        with django_assert_max_num_queries(10) as queries:
            client.get(reverse("tot:observations"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_other_roles_do_not_open_other_scopes(signed_in, trainee):
    laotian = factories.person_with_role(Role.Kind.OBSERVER, "LA")
    assert signed_in(laotian).get(reverse("tot:observe", args=[trainee.pk])).status_code == 404
