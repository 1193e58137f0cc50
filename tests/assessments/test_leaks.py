"""Nothing on a page of a sitting tells the key; results tell only what they may."""

import re
from pathlib import Path
from uuid import UUID

import assessment_factories as make
import factories
import kind_factories as kinds
import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from scipy import stats

from lms.assessments import sitting
from lms.assessments.actions.granting import grant_try
from lms.assessments.models import Attempt
from lms.questionnaires.models import Choice

pytestmark = pytest.mark.django_db
MARKS = ("is_key", "is_serious", "serious_harm", "rationale", "Because-", "competency", "letter", "key_version")


@pytest.fixture
def enrolment(cohort_kh, learner_kh):
    return factories.enrolment(cohort_kh, learner_kh)


def pages_of(client, attempt):
    size = attempt.form.places.count()
    names = [reverse("assessments:question", args=[attempt.pk, position]) for position in range(1, size + 1)]
    names.append(reverse("assessments:review", args=[attempt.pk]))
    return [client.get(name).content.decode() for name in names]


def test_no_page_of_a_sitting_tells_the_key(signed_in, enrolment, learner_kh):
    make.forms(serious_harm="d")
    attempt = make.start(enrolment)
    make.answer(attempt, "bd")
    pages = pages_of(signed_in(learner_kh), attempt)
    assert [(mark, mark in page) for page in pages for mark in MARKS if mark in page] == []


def test_options_differ_only_in_name_and_text(signed_in, enrolment, learner_kh):
    make.forms(serious_harm="d")
    attempt = make.start(enrolment)
    page = pages_of(signed_in(learner_kh), attempt)[0]
    rows = re.findall(r'<label class="choice-row">.*?</label>', page)
    alike = {re.sub(r"[0-9a-f]{32}|en text \d+ [a-d]\.", "*", row) for row in rows}
    assert (len(rows), len(alike)) == (4, 1)


def test_no_choice_id_stands_on_a_page(signed_in, enrolment, learner_kh):
    make.forms()
    attempt = make.start(enrolment)
    page = pages_of(signed_in(learner_kh), attempt)[0]
    values = re.findall(r'name="option" value="([^"]+)"', page)
    assert [len(value) for value in values] == [32, 32, 32, 32]
    assert values == sorted(values)


def test_the_answer_to_a_save_is_the_same_for_every_option(signed_in, enrolment, learner_kh):
    make.forms()
    attempt = make.start(enrolment)
    client, address = signed_in(learner_kh), reverse("assessments:save", args=[attempt.pk])
    shapes = {
        tuple(client.post(address, {"position": 1, "option": make.name_at(attempt, 1, letter), "sequence": n}).json())
        for n, letter in enumerate("abcd", start=1)
    }
    assert shapes == {("saved_at", "sequence")}


def test_the_key_stands_everywhere_equally_often(cohort_kh, settings):
    settings.SECRET_KEY = "fixed"
    form = make.forms(size=1)["A"]
    place = form.places.get()
    rows = [(choice.pk, "", choice.letter, None) for choice in place.question.choices.all()]
    key = next(pk for pk, _text, letter, _rank in rows if letter == "b")
    attempts = [Attempt(pk=UUID(int=number)) for number in range(1, 801)]
    spots = [sitting.in_order(attempt, "single_best", rows).index(key) for attempt in attempts]
    assert stats.chisquare([spots.count(spot) for spot in range(4)]).pvalue > 0.01


def test_the_result_before_the_course_shows_bands_only(signed_in, enrolment, learner_kh):
    make.forms()
    attempt = make.taken(enrolment, "pre", "baab")
    page = signed_in(learner_kh).get(reverse("assessments:result", args=[attempt.pk])).content.decode()
    assert [mark for mark in ("Because-", "stem", "text ") if mark in page] == []
    assert "You have 2 of 4 points before the course." in page
    assert re.findall(r'tag--\w+">([^<]+)', page) == ["You know some of this"] * 2


@pytest.mark.parametrize(
    ("letters", "reviews"),
    [("aaaa", 0), ("bbbb", 4), ("bbba", 4)],
    ids=["failed with tries left", "passed without a fault", "passed with one fault"],
)
def test_rationales_come_only_after_the_test_is_passed(signed_in, enrolment, learner_kh, letters, reviews):
    make.forms(competencies=("C1",))
    make.taken(enrolment, "pre", "")
    attempt = make.taken(enrolment, "post", letters)
    page = signed_in(learner_kh).get(reverse("assessments:result", args=[attempt.pk])).content.decode()
    assert page.count("Because-") == reviews


@pytest.fixture
def used_up(enrolment):
    """Three tries after the course, none passed."""
    make.forms()
    make.move_back(make.taken(enrolment, "pre", ""), days=60)
    for days in (50, 30, 0):
        make.move_back(make.taken(enrolment, "post", "b"), days=days)
    return enrolment


def result_page(client, enrolment):
    attempt = enrolment.attempts.order_by("started_at").last()
    return client.get(reverse("assessments:result", args=[attempt.pk])).content.decode()


def test_no_rationale_while_a_trainer_may_still_give_a_try(signed_in, used_up, learner_kh):
    page = result_page(signed_in(learner_kh), used_up)
    assert page.count("Because-") == 0
    assert "You have used all 3 tries" in page


def test_rationales_come_when_the_try_after_the_talk_is_used_too(signed_in, used_up, learner_kh, trainer_kh):
    grant_try(enrolment=used_up, reason="We talked.", by=trainer_kh)
    make.taken(used_up, "post", "b")
    assert result_page(signed_in(learner_kh), used_up).count("Because-") == 4


KEPT_BACK = ("Because-it-is", "Guide-for-trainers", "Leads-to-harm", "is_key", "points", "rank", "serious", "rationale")
CHANGING = re.compile(r'(?:csrfmiddlewaretoken" value|data-now|data-deadline)="[^"]*"')


@pytest.fixture
def of_all_kinds(cohort_kh, learner_kh):
    kinds.form_of(asks_confidence=True)
    return make.start(factories.enrolment(cohort_kh, learner_kh))


def change_every_key():
    """Another key for every question: what a page shows must not change by it."""
    for choice in Choice.objects.order_by("-letter"):
        Choice.objects.filter(pk=choice.pk).update(is_key=False, is_serious_harm=False)
    Choice.objects.filter(points__isnull=False).update(points=0)
    Choice.objects.exclude(pair="").update(pair="d")
    Choice.objects.filter(letter="d", question__kind="single_best").update(is_key=True)


def test_a_page_is_the_same_whatever_the_key(signed_in, of_all_kinds, learner_kh):
    client = signed_in(learner_kh)
    before = [CHANGING.sub("", page) for page in pages_of(client, of_all_kinds)]
    change_every_key()
    assert [CHANGING.sub("", page) for page in pages_of(client, of_all_kinds)] == before


@pytest.mark.parametrize("position", range(1, 9))
def test_no_answer_of_the_server_tells_the_key_of_any_kind(signed_in, of_all_kinds, learner_kh, position):
    client, attempt, kind = signed_in(learner_kh), of_all_kinds, kinds.KINDS[position - 1]
    letters = {"multiple": "bd", "matching": "1a 2b", "ordering": "abcd", "open": "My own words"}.get(kind, "b")
    data = {"position": position, "sequence": 5, **kinds.sent(attempt, position, kind, letters)}
    save = reverse("assessments:save", args=[attempt.pk])
    answers = [
        client.get(reverse("assessments:question", args=[attempt.pk, position])),
        client.post(save, data),
        client.post(save, {**data, "sequence": 4}),
        client.get(reverse("assessments:state", args=[attempt.pk, position])),
        client.get(reverse("assessments:question", args=[attempt.pk, position])),
    ]
    told = ["\n".join([*map(str, answer.headers.items()), answer.content.decode()]) for answer in answers]
    assert [answer.status_code for answer in answers] == [200, 200, 409, 200, 200]
    assert [mark for text in told for mark in KEPT_BACK if mark in text] == []


def test_no_static_file_names_a_question():
    files = [Path(finders.find(f"assessments/{name}.js")) for name in ("sitting", "clock")]
    assert [mark for path in files for mark in KEPT_BACK if mark in path.read_text(encoding="utf-8")] == []


def test_the_steps_of_an_order_never_stand_right_at_first(settings):
    settings.SECRET_KEY = "fixed"
    rows = [(11, "", "c", 1), (12, "", "a", 2), (13, "", "b", 3)]
    attempts = [Attempt(pk=UUID(int=number)) for number in range(1, 1001)]
    shown = [tuple(sitting.in_order(attempt, "ordering", rows)) for attempt in attempts]
    counts = [shown.count(order) for order in sorted(set(shown))]
    assert ((11, 12, 13) in shown, len(counts)) == (False, 5)
    assert stats.chisquare(counts).pvalue > 0.01


def test_prompts_and_targets_are_shuffled_apart(settings):
    settings.SECRET_KEY = "fixed"
    letters = {1: "1", 2: "2", 3: "3", 4: "a", 5: "b", 6: "c"}
    spots = []
    for number in range(1, 1001):
        prompts = sitting.prompts_of(Attempt(pk=UUID(int=number)), letters, letters, [])
        first = next(place for place, prompt in enumerate(prompts) if prompt.text == "1")
        spots.append((first, [target.text for target in prompts[0].targets].index("a")))
    assert stats.chisquare([spots.count(pair) for pair in sorted(set(spots))]).pvalue > 0.01


@pytest.mark.parametrize(("kind", "letters"), [("true_false", "ab"), ("attitude", "abcde")])
def test_an_order_with_a_meaning_stays(kind, letters):
    rows = [(90 - place, "", letter, None) for place, letter in enumerate(letters)]
    assert sitting.in_order(Attempt(), kind, rows) == [row[0] for row in rows]
