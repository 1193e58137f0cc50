"""The draft that a phone saves: in order, only its own writer's, and nothing that is not a rubric."""

import json

import factories
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.tot import rubric
from courses.tot.actions import observing, saving
from courses.tot.errors import NewerDraft
from courses.tot.models import Observation
from lms.people.models import Role

ALL = {"seen": "video", **dict.fromkeys(rubric.KEYS, "3"), "notes": "Calm.", "sequence": "10"}
EMPTY = dict.fromkeys(rubric.KEYS, "")


@pytest.fixture
def address(draft):
    return reverse("tot:save", args=[draft.pk])


@pytest.fixture
def phone(signed_in, observer_kh):
    return signed_in(observer_kh)


def stored(draft):
    row = Observation.objects.get(pk=draft.pk)
    return (row.seen, row.scores, row.notes, row.sequence)


UNTOUCHED = ("live", {}, "", 0)


def test_a_change_is_saved_and_says_when(phone, address, draft, threes):
    response = phone.post(address, ALL)
    assert (response.status_code, response.json()["sequence"]) == (200, 10)
    assert response.json()["saved_at"].startswith("Saved ")
    assert stored(draft) == ("video", threes, "Calm.", 10)


def test_json_does_the_same(phone, address, draft, threes):
    data = {**ALL, **threes, "sequence": 10}
    assert phone.post(address, json.dumps(data), content_type="application/json").status_code == 200
    assert stored(draft) == ("video", threes, "Calm.", 10)


def test_open_criteria_are_left_out(phone, address, draft):
    phone.post(address, {**ALL, **EMPTY, "accuracy": "2", "notes": ""})
    assert stored(draft) == ("video", {"accuracy": 2}, "", 10)


def test_the_same_change_sent_twice_is_saved_once(phone, address, draft):
    assert [phone.post(address, ALL).status_code for _ in range(2)] == [200, 200]
    assert stored(draft)[3] == 10


@pytest.mark.parametrize("late", [{"sequence": "9"}, {"notes": "Other."}, {"sequence": "12", "known": "8"}])
def test_what_is_older_or_builds_on_something_older_learns_what_stands(phone, address, draft, late):
    phone.post(address, {**ALL, **EMPTY, "accuracy": "2"})
    before = stored(draft)
    response = phone.post(address, {**ALL, **late})
    assert response.status_code == 409
    assert response.json() == {
        "message": "This form was changed since you opened it, perhaps on another device. Please open it again.",
        "sequence": 10,
        "answer": {"seen": "video", **EMPTY, "accuracy": "2", "notes": "Calm."},
    }
    assert stored(draft) == before


def test_what_builds_on_the_latest_change_is_saved(phone, address, draft):
    phone.post(address, ALL)
    assert phone.post(address, {**ALL, "notes": "Calm and clear.", "sequence": "11", "known": "10"}).status_code == 200
    assert stored(draft)[2:] == ("Calm and clear.", 11)


@pytest.mark.parametrize(
    "fault",
    [
        {"accuracy": "5"},
        {"accuracy": "0"},
        {"accuracy": "NaN"},
        {"seen": "dreamt"},
        {"seen": ""},
        {"sequence": ""},
        {"sequence": "0"},
        {"sequence": "-1"},
        {"sequence": "NaN"},
        {"sequence": str(2**53 + 1)},
        {"known": "x"},
        {"notes": "a\0b"},
        {"notes": "x" * 1_000_000},
        {"is_passed": "1"},
        {"is_independent": "on"},
        {"observer": "1"},
    ],
    ids=lambda fault: f"{next(iter(fault))}={str(next(iter(fault.values())))[:6]!r}",
)
def test_what_is_no_rubric_changes_nothing(phone, address, draft, fault):
    assert phone.post(address, {**ALL, **fault}).status_code == 400
    assert stored(draft) == UNTOUCHED


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        "[" * 100_000,
        '"words"',
        '{"seen": "live", "sequence": NaN}',
        '{"seen": "live", "notes": "\\ud800"}',
    ],
    ids=lambda body: body[:12],
)
def test_a_body_that_is_no_rubric_changes_nothing(phone, address, draft, body):
    assert phone.post(address, body, content_type="application/json").status_code == 400
    assert stored(draft) == UNTOUCHED


def test_notes_that_are_too_long_say_by_how_much(phone, address):
    message = phone.post(address, {**ALL, "notes": "x" * 4001}).json()["message"]
    assert message == "Please write at most 4000 characters. You have written 4001."


@pytest.mark.parametrize("who", ["learner_kh", "trainer_kh", "taskforce_kh", "admin", "observer2_kh"])
@pytest.mark.parametrize("page", ["save", "state"])
def test_another_persons_draft_does_not_exist(request, signed_in, draft, who, page):
    client, address = signed_in(request.getfixturevalue(who)), reverse(f"tot:{page}", args=[draft.pk])
    response = client.post(address, ALL) if page == "save" else client.get(address)
    assert (response.status_code, stored(draft)) == (404, UNTOUCHED)


@pytest.mark.parametrize("number", [0, 10**30])
def test_no_draft_is_404(phone, draft, number):
    assert phone.post(reverse("tot:save", args=[number]), ALL).status_code == 404


def test_a_signed_observation_takes_nothing_more(phone, address, draft, observer_kh):
    observing.sign(observation=observing.save_draft(observation=draft, by=observer_kh), by=observer_kh)
    before = stored(draft)
    for response in (phone.post(address, {**ALL, "sequence": str(2**52)}), phone.get(state_of(draft))):
        assert response.status_code == 409
        assert response.json() == {
            "message": "This observation is signed and can no longer change.",
            "is_over": True,
        }
    assert stored(draft) == before


def state_of(draft):
    return reverse("tot:state", args=[draft.pk])


def test_the_state_is_what_the_form_shows(phone, address, draft):
    phone.post(address, {**ALL, **EMPTY, "cycle": "4"})
    answer = {"seen": "video", **EMPTY, "cycle": "4", "notes": "Calm."}
    assert phone.get(state_of(draft)).json() == {"sequence": 10, "answer": answer}


def test_signed_out_the_script_is_told_where_to_sign_in(client, address, draft):
    here = reverse("tot:observation", args=[draft.pk]).replace("/", "%2F")
    for response in (client.post(address, ALL), client.get(state_of(draft))):
        assert response.status_code == 403
        assert response.json()["sign_in"] == f"{reverse('account_login')}?next={here}"


def test_a_page_that_is_out_of_date_is_not_saved_and_says_so(phone, address, draft):
    phone.post(address, ALL)
    page = reverse("tot:observation", args=[draft.pk])
    response = phone.post(page, {**ALL, "sequence": "0", "notes": "Old.", "draft": "1"})
    assert response.context["form"].non_field_errors() == [
        "This form was changed since you opened it, perhaps on another device. Please open it again."
    ]
    assert stored(draft)[2] == "Calm."


def test_a_draft_saved_by_the_page_is_later_than_what_a_phone_still_holds(phone, address, draft):
    phone.post(reverse("tot:observation", args=[draft.pk]), {**ALL, "sequence": "0", "notes": "New.", "draft": "1"})
    assert phone.post(address, {**ALL, "notes": "Old."}).status_code == 409
    assert stored(draft)[2] == "New."


def test_the_form_tells_its_script_where_to_save(phone, draft):
    page = phone.get(reverse("tot:observation", args=[draft.pk])).content.decode()
    for part in (
        f'data-observation="{draft.pk}"',
        'data-sequence="0"',
        f'data-save="/en/observations/{draft.pk}/save/"',
        'data-worker="/en/observations/sw.js"',
        'name="sequence" value="0"',
    ):
        assert page.count(part) == 1, part


def test_the_worker_answers_for_observations_alone(client, db):
    response = client.get(reverse("tot:worker"))
    assert (response.status_code, response["Content-Type"]) == (200, "text/javascript")
    assert reverse("tot:worker") == "/en/observations/sw.js"  # and so for nothing above /en/observations/
    assert "Service-Worker-Allowed" not in response


def test_one_change_costs_one_write(phone, address):
    with CaptureQueriesContext(connection) as queries:
        phone.post(address, ALL)
    writes = [query["sql"] for query in queries if "tot_observation" in query["sql"]]
    assert [sql.split()[0] for sql in writes] == ["UPDATE"]


def test_a_newer_draft_is_told_with_what_stands(draft, observer_kh):
    saving.save(draft.pk, {"notes": "New."}, sequence=7, known=0, by=observer_kh)
    with pytest.raises(NewerDraft) as refusal:
        saving.save(draft.pk, {"notes": "Old."}, sequence=6, known=0, by=observer_kh)
    assert (refusal.value.draft.notes, refusal.value.draft.sequence) == ("New.", 7)


def test_an_observer_of_another_country_finds_no_draft(signed_in, address, draft):
    foreign = factories.person_with_role(Role.Kind.OBSERVER, "LA")
    assert (signed_in(foreign).post(address, ALL).status_code, stored(draft)) == (404, UNTOUCHED)
