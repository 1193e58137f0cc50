"""The audit line: the same as Wagtail writes, at the price of one query."""

import pytest
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from wagtail.log_actions import LogContext, log
from wagtail.models import Locale, ModelLogEntry, PageLogEntry

from lms.core import audit
from lms.learning.models import HomePage

pytestmark = pytest.mark.django_db
ACTION = "certificates.issue"


def facts_of(line):
    return {**model_to_dict(line, exclude=["id", "timestamp"]), "uuid": line.uuid}


@pytest.mark.parametrize("has_person", [True, False])
def test_a_line_says_what_wagtails_own_says(cohort_kh, admin, has_person):
    by = admin if has_person else None
    theirs = log(instance=cohort_kh, action=ACTION, user=by, data={"number": 1})
    audit.record(cohort_kh, ACTION, by=by, number=1)
    assert facts_of(ModelLogEntry.objects.latest("pk")) == facts_of(theirs)


def test_a_line_costs_one_query(cohort_kh, admin, django_assert_num_queries):
    audit.record(cohort_kh, ACTION, by=admin)
    with django_assert_num_queries(1):
        audit.record(cohort_kh, ACTION, by=admin)


def test_an_action_without_words_is_an_error(cohort_kh, admin):
    with pytest.raises(ValidationError):
        audit.record(cohort_kh, "certificates.dance", by=admin)
    assert ModelLogEntry.objects.count() == 0


def test_lines_of_one_click_in_the_editors_screens_belong_together(cohort_kh, admin):
    with LogContext(user=admin) as context:
        audit.record(cohort_kh, ACTION, by=None)
    assert ModelLogEntry.objects.values_list("user", "uuid").get() == (admin.pk, context.uuid)


def test_what_is_said_of_a_page_stands_in_the_pages_log(admin):
    locale, _is_new = Locale.objects.get_or_create(language_code="en")
    page = HomePage.add_root(title="Home", slug="home-of-test", locale=locale)
    audit.record(page, "wagtail.unpublish", by=admin)
    lines = PageLogEntry.objects.filter(page=page, action="wagtail.unpublish")
    assert (lines.get().user, ModelLogEntry.objects.count()) == (admin, 0)
