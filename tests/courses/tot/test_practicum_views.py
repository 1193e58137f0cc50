from datetime import timedelta

import factories
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.tot.models import Candidacy, Observation, PracticeSession

LESSON = {"kind": "delivered", "title": "Safe questions", "taught_on": "2026-11-05", "minutes": 75, "participants": 14}
OPEN = {"learner_kh": 200, "trainer_kh": 200, "observer_kh": 404, "taskforce_kh": 404, "admin": 200, "trainer_la": 404}
OWN = {"learner_kh": 200, "trainer_kh": 404, "observer_kh": 404, "taskforce_kh": 404, "admin": 404}
ADDING = {"learner_kh": 200, "trainer_kh": 404, "observer_kh": 200, "taskforce_kh": 404, "admin": 404}
READING = {
    "learner_kh": 200,
    "trainer_kh": 200,
    "observer_kh": 200,
    "taskforce_kh": 200,
    "admin": 200,
    "learner_la": 404,
    "trainer_la": 404,
    "taskforce_la": 404,
}


@pytest.mark.parametrize(("who", "status"), OPEN.items())
def test_who_opens_the_checklist(request, signed_in, trainee, who, status):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse("tot:practicum_of", args=[trainee.pk])).status_code == status


@pytest.mark.parametrize(("who", "status"), OWN.items())
def test_who_opens_the_candidacy(request, signed_in, trainee, who, status):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse("tot:candidacy", args=[trainee.pk])).status_code == status


@pytest.mark.parametrize(("who", "status"), ADDING.items())
def test_who_adds_a_lesson(request, signed_in, trainee, who, status):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse("tot:session_new", args=[trainee.pk])).status_code == status


@pytest.mark.parametrize(("who", "status"), READING.items())
def test_who_reads_a_lesson(request, signed_in, lesson, who, status):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse("tot:session", args=[lesson.pk])).status_code == status


@pytest.mark.parametrize(("who", "status"), OWN.items())
@pytest.mark.parametrize(("page", "method"), [("session_change", "get"), ("session_remove", "post")])
def test_who_changes_and_removes_a_lesson(request, signed_in, lesson, page, method, who, status):
    client = signed_in(request.getfixturevalue(who))
    expected = 302 if (status, method) == (200, "post") else status
    assert getattr(client, method)(reverse(f"tot:{page}", args=[lesson.pk])).status_code == expected


def test_the_only_practicum_opens_at_once(signed_in, trainee, learner_la):
    response = signed_in(trainee.person).get(reverse("tot:practicum"))
    assert response.url == reverse("tot:practicum_of", args=[trainee.pk])
    assert "You do not take part" in signed_in(learner_la).get("/en/practicum/").content.decode()


def test_the_checklist_leads_to_the_next_step(signed_in, trainee):
    context = signed_in(trainee.person).get(reverse("tot:practicum_of", args=[trainee.pk])).context
    assert (context["step"].code, context["step"].address) == ("candidacy", reverse("tot:candidacy", args=[trainee.pk]))


def test_a_lesson_that_does_not_count_says_why(signed_in, taught, trainee):
    taught(minutes=30)
    page = signed_in(trainee.person).get(f"/en/practicum/{trainee.pk}/").content.decode()
    assert "It does not count: a lesson counts from 60 minutes." in page


def test_a_candidacy_is_filled_in(signed_in, trainee):
    content = {"nominated_by": "Police  training unit", "years_of_work": "4", "teaching_language": "km"}
    address = reverse("tot:candidacy", args=[trainee.pk])
    response = signed_in(trainee.person).post(address, {**content, "is_agreed": "on"})
    row = Candidacy.objects.get()
    assert (response.url, row.nominated_by, row.code_version) == (
        reverse("tot:practicum_of", args=[trainee.pk]),
        "Police training unit",
        1,
    )


def test_the_code_stands_on_the_page_in_its_own_language(signed_in, trainee):
    page = signed_in(trainee.person).get(f"/en/practicum/{trainee.pk}/candidacy/").content.decode()
    assert '<ol class="steps" lang="en">' in page


def test_a_lesson_is_added_and_opened(signed_in, trainee):
    response = signed_in(trainee.person).post(reverse("tot:session_new", args=[trainee.pk]), LESSON)
    row = PracticeSession.objects.get()
    assert (response.url, row.minutes, row.created_by) == (reverse("tot:session", args=[row.pk]), 75, trainee.person)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"taught_on": (timezone.localdate() + timedelta(days=1)).isoformat()}, "taught_on"),
        ({"title": ""}, "title"),
        ({"title": "\u200b \u200b"}, "title"),
        ({"kind": "lecture"}, "kind"),
        ({"minutes": "481"}, "minutes"),
        ({"participants": "-1"}, "participants"),
    ],
)
def test_what_cannot_be_is_shown_at_its_field(signed_in, trainee, change, field):
    response = signed_in(trainee.person).post(reverse("tot:session_new", args=[trainee.pk]), {**LESSON, **change})
    assert list(response.context["form"].errors) == [field]
    assert PracticeSession.objects.count() == 0


def test_the_same_lesson_is_refused_on_the_form(signed_in, trainee, lesson):
    response = signed_in(trainee.person).post(reverse("tot:session_new", args=[trainee.pk]), LESSON)
    assert response.context["form"].non_field_errors() == ["This lesson is in the list already."]


def test_what_observers_signed_is_no_longer_changed(signed_in, lesson, observer_kh, learner_kh, signed_by):
    signed_by(observer_kh, lesson)
    client = signed_in(learner_kh)
    assert client.get(reverse("tot:session_change", args=[lesson.pk])).status_code == 404
    assert client.post(reverse("tot:session_remove", args=[lesson.pk])).status_code == 409


def test_the_candidate_countersigns_on_the_lessons_page(signed_in, lesson, observer_kh, learner_kh, signed_by):
    row = signed_by(observer_kh, lesson)
    client = signed_in(learner_kh)
    before = client.get(f"/en/practicum/sessions/{lesson.pk}/").content.decode()
    client.post(reverse("tot:countersign", args=[row.pk]), {f"observation-{row.pk}-reply": "Thank you."})
    after = client.get(f"/en/practicum/sessions/{lesson.pk}/").content.decode()
    assert ("I have read this" in before, "I have read this" in after, "Thank you." in after) == (True, False, True)


def test_an_answer_that_cannot_be_kept_confirms_nothing(signed_in, lesson, observer_kh, learner_kh, signed_by):
    row = signed_by(observer_kh, lesson)
    signed_in(learner_kh).post(reverse("tot:countersign", args=[row.pk]), {f"observation-{row.pk}-reply": "\0"})
    assert Observation.objects.get().read_at is None


@pytest.mark.parametrize("who", ["observer_kh", "trainer_kh", "taskforce_kh", "admin", "learner_la"])
def test_nobody_else_countersigns(request, signed_in, lesson, observer_kh, signed_by, who):
    row = signed_by(observer_kh, lesson)
    client = signed_in(request.getfixturevalue(who))
    assert client.post(reverse("tot:countersign", args=[row.pk])).status_code == 404
    assert Observation.objects.get().read_at is None


@pytest.mark.parametrize(
    ("who", "is_shown"),
    {"learner_kh": True, "taskforce_kh": True, "observer_kh": True, "observer2_kh": False}.items(),
)
def test_marks_and_results_are_shown_to_those_who_may_know(
    request, signed_in, lesson, observer_kh, signed_by, who, is_shown
):
    signed_by(observer_kh, lesson)
    page = signed_in(request.getfixturevalue(who)).get(f"/en/practicum/sessions/{lesson.pk}/").content.decode()
    assert ("Calm." in page, "needs a second observer" in page) == (is_shown, is_shown)


def test_the_checklist_costs_the_same_for_one_and_three(signed_in, trainee, taught, observer_kh, signed_by):
    client, counts = signed_in(trainee.person), []
    for titles in (["One"], ["Two", "Three"]):
        for title in titles:
            signed_by(observer_kh, taught(title=title))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("tot:practicum_of", args=[trainee.pk]))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_unread_observation_stands_first_for_its_candidate(signed_in, lesson, observer_kh, signed_by, learner_kh):
    signed_by(observer_kh, lesson)
    page = signed_in(learner_kh).get(f"/en/practicum/{lesson.enrolment_id}/").content.decode()
    assert "An observation waits for you to read it." in page


def test_a_candidate_who_left_the_course_adds_nothing(signed_in, tot_cohort, learner_kh):
    gone = factories.enrolment(tot_cohort, learner_kh, withdrawn_at=timezone.now())
    assert signed_in(learner_kh).get(reverse("tot:session_new", args=[gone.pk])).status_code == 404
