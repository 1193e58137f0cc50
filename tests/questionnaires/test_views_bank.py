"""The bank's screens: who gets in, what the lists show, steps and tasks by click."""

import assessment_factories as bank
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lms.questionnaires import standing
from lms.questionnaires.actions.tasks import open_review_tasks
from lms.questionnaires.drafts import digest
from lms.questionnaires.findings import Finding
from lms.questionnaires.models import Question, ReviewTask

pytestmark = pytest.mark.django_db

OUTSIDE = ["learner_kh", "trainer_kh", "observer_kh", "taskforce_kh"]
INSIDE = ["editor", "translator_km", "reviewer_km", "admin"]
WRITERS = {"editor", "admin"}


@pytest.fixture
def question(db):
    return bank.question(code="RTP-C2-50", languages=("en", "km"))


@pytest.fixture
def task(question):
    open_review_tasks(findings=[Finding(question.pk, "km", "harder_in_language", {"n": 80, "harder_by": 0.2})])
    return ReviewTask.objects.get()


def addresses(question, task):
    return {
        "bank": reverse("questionnaires:bank"),
        "new": reverse("questionnaires:new"),
        "tasks": reverse("questionnaires:tasks"),
        "task": reverse("questionnaires:task", args=[task.pk]),
        "question": reverse("questionnaires:question", args=[question.code]),
        "preview": reverse("questionnaires:preview", args=[question.code]),
    }


@pytest.mark.parametrize("name", OUTSIDE + INSIDE)
def test_who_gets_in(request, signed_in, question, task, name):
    client = signed_in(request.getfixturevalue(name))
    opened = {view: client.get(address).status_code == 200 for view, address in addresses(question, task).items()}
    inside = name in INSIDE
    assert opened == dict.fromkeys(opened, inside) | {"new": name in WRITERS}


def test_a_visitor_is_sent_to_the_sign_in_page(client, question, task):
    assert {client.get(address).status_code for address in addresses(question, task).values()} == {302}


POSTS = {
    "copy": (["RTP-C2-50"], WRITERS),
    "new": ([], WRITERS),
    "question": (["RTP-C2-50"], {"editor", "admin", "translator_km"}),
}
STEPS = {
    "content_review": {"reviewer_km", "admin"},
    "retire": WRITERS,
    "bring_back": WRITERS,
    "no-such-step": set(),
}


@pytest.mark.parametrize("name", OUTSIDE + INSIDE)
def test_who_may_post_what(request, signed_in, question, name):
    client = signed_in(request.getfixturevalue(name))
    for view, (args, allowed) in POSTS.items():
        status = client.post(reverse(f"questionnaires:{view}", args=args)).status_code
        assert (view, status != 404) == (view, name in allowed)
    for step, allowed in STEPS.items():
        status = client.post(reverse("questionnaires:step", args=[question.code, step])).status_code
        assert (step, status != 404) == (step, name in allowed)
    status = client.post(reverse("questionnaires:sign_off", args=[question.code, "km"])).status_code
    assert (status != 404) == (name == "reviewer_km")


@pytest.mark.parametrize(("name", "seen"), [("editor", True), ("translator_km", True), ("trainer_kh", False)])
def test_the_menu_names_the_bank_for_those_who_work_in_it(request, signed_in, name, seen):
    body = signed_in(request.getfixturevalue(name)).get("/en/my/").content.decode()
    assert ("/en/bank/" in body) == seen


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["ETH-1", "RTP-1", "RTP-2"]),
        ("programme=rtp", ["RTP-1", "RTP-2"]),
        ("state=live", []),
        ("kind=open", ["ETH-1"]),
        ("competency=C5", ["RTP-2"]),
        ("language=km&words=missing", ["ETH-1", "RTP-2"]),
        ("language=km&words=waiting", ["RTP-1"]),
        ("language=km&words=signed_off", []),
        ("tasks=on", ["RTP-1"]),
        ("q=rtp-2", ["RTP-2"]),
        ("q=Needle", ["RTP-2"]),
        ("state=nonsense", ["ETH-1", "RTP-1", "RTP-2"]),
        ("page=99999999999999999999", ["ETH-1", "RTP-1", "RTP-2"]),
    ],
)
def test_the_list_is_narrowed(signed_in, editor, query, codes):
    first = bank.question(code="RTP-1", languages=("en", "km"))
    second = bank.question(code="RTP-2", competency="C5")
    second.wordings.update(stem="Where is the needle?")
    bank.question(code="ETH-1", programme_code="ethics", competency="P1", kind="open")
    open_review_tasks(findings=[Finding(first.pk, "", "too_easy", {})])
    response = signed_in(editor).get(f"/en/bank/?{query}")
    assert [row.code for row in response.context["questions"]] == codes


@pytest.mark.parametrize("view", ["bank", "tasks"])
def test_lists_take_the_same_queries_for_one_row_and_three(signed_in, editor, view):
    client = signed_in(editor)
    counts = []
    for more in (1, 2):
        rows = [bank.question(languages=("en", "km")) for _number in range(more)]
        open_review_tasks(findings=[Finding(row.pk, "", "too_easy", {"n": 100}) for row in rows])
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"questionnaires:{view}"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_reviewer_clicks_through_and_the_history_tells_it(signed_in, question, reviewer_km, admin, editor):
    seen = standing.fingerprint(standing.standing_of(question))
    for person, step in [(reviewer_km, "content_review"), (admin, "harm_review"), (editor, "put_live")]:
        signed_in(person).post(reverse("questionnaires:step", args=[question.code, step]), {"seen": seen})
    question.refresh_from_db()
    response = signed_in(editor).get(reverse("questionnaires:question", args=[question.code]))
    told = [(str(line.message), line.user) for line in response.context["overview"].history]
    assert question.state == "live"
    assert told == [("Put live", editor), ("Possible harm reviewed", admin), ("Content reviewed", reviewer_km)]


def test_a_late_review_is_refused_in_words(signed_in, question, reviewer_km):
    address = reverse("questionnaires:step", args=[question.code, "content_review"])
    response = signed_in(reviewer_km).post(address, {"seen": "of yesterday"}, follow=True)
    assert "Somebody else has changed this question meanwhile." in response.content.decode()
    assert Question.objects.get(pk=question.pk).state == "draft"


def test_a_sign_off_by_click(signed_in, question, reviewer_km):
    words = standing.standing_of(question).words["km"]
    address = reverse("questionnaires:sign_off", args=[question.code, "km"])
    signed_in(reviewer_km).post(address, {"seen": digest(words)})
    assert question.wordings.get(language="km").signed_off_by == reviewer_km


def test_the_demo_of_a_language_that_a_reviewer_does_not_read_is_not_theirs(signed_in, question, reviewer_km):
    address = reverse("questionnaires:sign_off", args=[question.code, "en"])
    assert signed_in(reviewer_km).post(address).status_code == 404


def test_a_task_is_closed_with_an_outcome(signed_in, task, translator_km):
    client, address = signed_in(translator_km), reverse("questionnaires:task", args=[task.pk])
    assert client.post(address, {"outcome": ""}).status_code == 200
    assert client.post(address, {"outcome": "a\x00b"}).status_code == 200
    assert client.post(address, {"outcome": "Reworded."}).status_code == 302
    assert client.post(address, {"outcome": "Again."}).status_code == 404
    task.refresh_from_db()
    assert (task.outcome, task.closed_by) == ("Reworded.", translator_km)


@pytest.mark.parametrize("with_key", [False, True])
def test_the_preview_shows_the_key_only_when_asked(signed_in, editor, with_key):
    question = bank.question(key="c")
    address = reverse("questionnaires:preview", args=[question.code]) + ("?key=yes" if with_key else "")
    body = signed_in(editor).get(address).content.decode()
    assert ("right answer" in body, "Because-" in body) == (with_key, with_key)


def test_old_sign_offs_are_told_after_english_changed(signed_in, save, question, editor):
    question.wordings.filter(language="km").update(signed_off_at=timezone.now())
    save(editor, question, **{"stem-en": "Now something else?"})
    response = signed_in(editor).get(reverse("questionnaires:question", args=[question.code]))
    assert "The English words have changed since." in response.content.decode()


QUESTIONS, FORMS, ANALYSIS, TASKS = "Questions", "Forms", "Analysis", "Review tasks"
TABS = {
    "editor": [QUESTIONS, FORMS, ANALYSIS, TASKS, "Import", "Export"],
    "admin": [QUESTIONS, FORMS, ANALYSIS, TASKS, "Import", "Export"],
    "reviewer_km": [QUESTIONS, ANALYSIS, TASKS],
    "translator_km": [QUESTIONS, TASKS],
}


@pytest.mark.parametrize("name", TABS)
def test_each_tab_is_shown_to_those_who_may_open_it(request, signed_in, name):
    client = signed_in(request.getfixturevalue(name))
    tabs = client.get("/en/bank/").context["tabs"]
    assert [str(words) for _address, words in tabs] == TABS[name]
    assert {client.get(address).status_code for address, _words in tabs} == {200}


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("/en/bank/", "/en/bank/"),
        ("/en/bank/new/", "/en/bank/"),
        ("/en/bank/RTP-C2-50/", "/en/bank/"),
        ("/en/bank/RTP-C2-50/preview/", "/en/bank/"),
        ("/en/bank/tasks/", "/en/bank/tasks/"),
        ("/en/bank/import/", "/en/bank/import/"),
        ("/en/bank/export/", "/en/bank/export/"),
        ("/en/bank/forms/", "/en/bank/forms/"),
        ("/en/bank/forms/rtp/draw/", "/en/bank/forms/"),
        ("/en/bank/analysis/", "/en/bank/analysis/"),
    ],
)
def test_every_page_of_the_bank_leads_to_the_others(signed_in, editor, question, address, here):
    assert signed_in(editor).get(address).context["here"] == here


@pytest.mark.parametrize(
    ("kind", "marks", "shown"),
    [
        ("ordering", {"a": {"rank": 1}, "b": {"rank": 2}, "c": {"rank": 3}, "d": {"rank": 4}}, "bcda"),
        ("ordering", {"a": {"rank": 2}, "b": {"rank": 1}, "c": {"rank": 3}, "d": {"rank": 4}}, "abcd"),
        ("single_best", {}, "abcd"),
    ],
)
def test_a_preview_never_shows_the_right_order(signed_in, translator_km, question, kind, marks, shown):
    Question.objects.filter(pk=question.pk).update(kind=kind)
    for letter, columns in marks.items():
        question.choices.filter(letter=letter).update(is_key=False, **columns)
    context = signed_in(translator_km).get(reverse("questionnaires:preview", args=[question.code])).context
    assert "".join(option["letter"] for option in context["shown_options"]) == shown
