"""Who was asked, and when and through whom their post became known."""

from datetime import timedelta

import alumni_scenes as scenes
import pytest
from django.utils import timezone

from lms.alumni.models import Case, Contact, Report
from lms.alumni.queries import response

FIRST = timezone.now() - timedelta(days=20)


@pytest.fixture
def campaign(admin, cohort_kh):
    scenes.alumni(cohort_kh, 3, sex="female")
    return scenes.fielded(admin)


def report(case, mode, *, days, **fields):
    facts = {"status": Case.Status.SAME, "as_of": timezone.localdate(), **fields}
    return Report.objects.create(case=case, mode=mode, reported_at=FIRST + timedelta(days=days), **facts)


def known(campaign):
    return [
        (one.known_by, one.known_on and (one.known_on - FIRST.date()).days) for one in response.people_asked(campaign)
    ]


def test_the_first_report_that_says_where_they_are_counts(campaign):
    first, second, _third = campaign.cases.order_by("id")
    report(first, "proxy", days=5, source="colleague")
    report(first, "web", days=9)
    report(second, "web", days=2, status=Case.Status.UNKNOWN)
    report(second, "proxy", days=3, source="colleague", is_blind=True)
    assert known(campaign) == [("proxy", 5), ("", None), ("", None)]


def test_letters_and_text_messages_lead_to_the_same_page(campaign):
    report(campaign.cases.order_by("id").first(), "sms", days=1)
    assert known(campaign)[0] == ("web", 1)


def test_the_last_way_of_asking_is_told(campaign):
    case = campaign.cases.order_by("id").first()
    Contact.objects.create(case=case, mode="phone", outcome="no_answer")
    assert response.people_asked(campaign)[0].mode == "phone"


def test_spare_people_count_once_they_are_released(campaign):
    spare = campaign.cases.order_by("id").last()
    Case.objects.filter(pk=spare.pk).update(replicate=1)
    assert (len(response.people_asked(campaign)), response.dispositions(campaign)) == (2, {"NC": 2})
    Case.objects.filter(pk=spare.pk).update(released_at=timezone.now())
    assert (len(response.people_asked(campaign)), response.dispositions(campaign)) == (3, {"NC": 3})


def test_one_query_reads_everybody(campaign, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(response.people_asked(campaign)) == 3
