"""Review tasks: opened once, refreshed, closed with an outcome, opened anew; never deleted."""

import assessment_factories as bank
import pytest
from wagtail.models import ModelLogEntry

from lms.questionnaires import errors
from lms.questionnaires.actions.tasks import close_review_task, open_review_tasks
from lms.questionnaires.findings import Finding, figures_in_words
from lms.questionnaires.models import ReviewTask

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(db):
    return bank.question()


def finding(question, flag="too_easy", language="", **figures):
    return Finding(question.pk, language, flag, figures)


def test_each_finding_opens_one_task(question):
    found = [finding(question, n=120), finding(question, "harder_in_language", "km"), finding(question, n=120)]
    assert open_review_tasks(findings=found) == 2
    assert set(ReviewTask.objects.values_list("flag", "language")) == {("too_easy", ""), ("harder_in_language", "km")}
    assert ModelLogEntry.objects.filter(action="questionnaires.open_task").count() == 2


def test_a_second_call_brings_the_new_figures(question):
    open_review_tasks(findings=[finding(question, n=120)])
    assert open_review_tasks(findings=[finding(question, n=130)]) == 0
    assert list(ReviewTask.objects.values_list("figures", flat=True)) == [{"n": 130}]


def test_a_closed_task_is_opened_anew(question, editor):
    open_review_tasks(findings=[finding(question)])
    close_review_task(task=ReviewTask.objects.get(), outcome="Reworded.", by=editor)
    assert open_review_tasks(findings=[finding(question)]) == 1
    assert ReviewTask.objects.count() == 2


def test_a_finding_about_no_question_is_left_out(question):
    assert open_review_tasks(findings=[Finding(0, "", "too_easy", {})]) == 0


def test_a_task_is_closed_once_with_an_outcome(question, editor, editor2):
    open_review_tasks(findings=[finding(question)])
    task = ReviewTask.objects.get()
    with pytest.raises(errors.ReasonNeeded):
        close_review_task(task=task, outcome=" \x00", by=editor)
    close_review_task(task=task, outcome="It is well known by now.", by=editor)
    with pytest.raises(errors.TaskClosed):
        close_review_task(task=task, outcome="Again.", by=editor2)
    task.refresh_from_db()
    assert (task.closed_by, task.outcome) == (editor, "It is well known by now.")


def test_open_tasks_take_the_same_number_of_queries(question, django_assert_num_queries):
    others = [bank.question() for _number in range(2)]
    open_review_tasks(findings=[finding(row) for row in [question, *others]])
    with django_assert_num_queries(5):
        open_review_tasks(findings=[finding(row, n=1) for row in [question, *others]])


def test_figures_are_told_in_words():
    figures = {
        "n": 1200,
        "facility": 0.973,
        "r": 0.0812,
        "option": "c",
        "chance": None,
        "other": 3,
        "bad": float("nan"),
    }
    assert figures_in_words(figures) == [
        "1,200 answers",
        "97% right",
        "correlation with the rest of the test: 0.08",
        "option c",
        "other: 3",
        "bad: nan",
    ]
