"""Flags become review tasks: once, and again only when much more is known."""

import assessment_factories as made
import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from report_factories import people, sit, stairs
from wagtail.models import ModelLogEntry

from lms.assessments.actions import flags
from lms.questionnaires.models import Question, ReviewTask

pytestmark = pytest.mark.django_db


def too_easy(count, form=None):
    form = form or made.forms()["A"]
    for place, enrolment in enumerate(people(count)):
        sit(enrolment, form, "pre", "1" + stairs(place, 3))
    return form


def test_a_flag_opens_one_task_with_what_was_measured():
    question = too_easy(30).places.first().question
    flags.send_flags(programme_code="rtp", by=None)
    task = ReviewTask.objects.get(question=question, flag=ReviewTask.Flag.TOO_EASY)
    assert task.figures == {"n": 30, "facility": 1.0, "form": "A1"}


def test_questions_themselves_never_change():
    too_easy(30)
    before = list(Question.objects.values())
    flags.send_flags(programme_code="rtp", by=None)
    assert list(Question.objects.values()) == before


def test_a_second_call_opens_nothing():
    too_easy(30)
    assert flags.send_flags(programme_code="rtp", by=None) > 0
    assert flags.send_flags(programme_code="rtp", by=None) == 0


def test_a_closed_task_comes_back_when_twice_as_many_have_answered(admin):
    form = too_easy(30)
    flags.send_flags(programme_code="rtp", by=None)
    ReviewTask.objects.update(closed_at=timezone.now(), closed_by=admin, outcome="Looked at.")
    assert flags.send_flags(programme_code="rtp", by=None) == 0
    too_easy(30, form)
    assert flags.send_flags(programme_code="rtp", by=None) > 0


def test_the_clock_sends_at_most_once_a_day():
    form = too_easy(30)
    assert flags.send_new_flags() > 0
    ReviewTask.objects.all().delete()
    too_easy(30, form)
    assert flags.send_new_flags() == 0
    cache.delete("assessments.flags.today:rtp")
    assert flags.send_new_flags() > 0


def test_the_clock_does_nothing_where_nobody_has_sat_a_test_since():
    too_easy(30)
    flags.send_new_flags()
    ReviewTask.objects.all().delete()
    cache.delete("assessments.flags.today:rtp")
    assert flags.send_new_flags() == 0


def test_the_log_says_who_sent_the_flags(admin):
    too_easy(30)
    flags.send_flags(programme_code="rtp", by=admin)
    entry = ModelLogEntry.objects.get(action="assessments.send_flags")
    assert (entry.user, entry.data["programme"], entry.data["new_tasks"]) == (admin, "rtp", ReviewTask.objects.count())


def test_sittings_count_as_seen_only_once_their_flags_stand():
    too_easy(30)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE questionnaires_reviewtask RENAME TO away")
    with pytest.raises(DatabaseError), transaction.atomic():
        flags.send_new_flags()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE away RENAME TO questionnaires_reviewtask")
    assert flags.send_new_flags() > 0
