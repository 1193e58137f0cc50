"""When the test some months later opens, each person hears of it once, in the own language."""

from datetime import timedelta

import assessment_factories as make
import factories
import pytest
from django.conf import settings
from django.utils import timezone

from lms.assessments import entry
from lms.assessments.actions.reminders import offer_delayed_tests
from lms.core.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def forms(db):
    return make.forms()


def months_ago(months):
    return entry.months_after(timezone.localdate(), -months)


def alumnus(forms, ends_on, *, phases=("pre", "post"), **fields):
    group = factories.cohort(starts_on=ends_on - timedelta(days=4), ends_on=ends_on)
    enrolment = factories.enrolment(group, factories.person(**{"language": "km", **fields}))
    for phase in phases:
        make.scored(enrolment, phase, forms["A" if phase == "pre" else "B"], 8, is_passed=phase == "post" or None)
    return enrolment


def test_the_mail_goes_out_once(forms):
    enrolment = alumnus(forms, months_ago(4))
    assert (offer_delayed_tests(), offer_delayed_tests()) == (1, 0)
    message = Message.objects.get()
    assert (message.key, message.to, message.language) == (f"delayed-test:{enrolment.pk}", enrolment.person.email, "km")
    assert f"{settings.SITE_URL}/km/my/" in message.body


def test_it_says_nothing_about_the_subject(forms):
    alumnus(forms, months_ago(4), language="en")
    offer_delayed_tests()
    message = Message.objects.get()
    assert message.subject == "A short test is open for you"
    assert "traffick" not in f"{message.subject} {message.body}".lower()


@pytest.mark.parametrize("months", [1, 2, 7])
def test_nobody_is_told_outside_the_months(forms, months):
    alumnus(forms, months_ago(months))
    assert offer_delayed_tests() == 0


@pytest.mark.parametrize("phases", [(), ("pre",), ("pre", "post", "delayed")])
def test_only_those_who_took_the_test_after_and_not_the_later_one(forms, phases):
    alumnus(forms, months_ago(4), phases=phases)
    assert offer_delayed_tests() == 0


def test_people_without_address_withdrawn_or_closed_accounts_get_none(forms):
    alumnus(forms, months_ago(4), email=None)
    alumnus(forms, months_ago(4), is_active=False)
    gone = alumnus(forms, months_ago(4))
    gone.withdrawn_at = timezone.now()
    gone.save()
    assert offer_delayed_tests() == 0


@pytest.mark.parametrize("people", [1, 3])
def test_a_second_look_costs_the_same_with_many(forms, people, django_assert_num_queries):
    for _number in range(people):
        alumnus(forms, months_ago(4))
    assert offer_delayed_tests() == people
    with django_assert_num_queries(2):
        assert offer_delayed_tests() == 0


def test_the_desk_offers_the_test_while_it_is_open(forms, signed_in):
    enrolment = alumnus(forms, months_ago(4), language="en")
    enrolment.completed_on = enrolment.cohort.ends_on
    enrolment.save()
    page = signed_in(enrolment.person).get("/en/my/").content.decode()
    assert f'action="/en/my/enrolments/{enrolment.pk}/start/delayed/"' in page
    started = signed_in(enrolment.person).post(f"/en/my/enrolments/{enrolment.pk}/start/delayed/")
    assert started.status_code == 302
    assert "Continue the test" in signed_in(enrolment.person).get("/en/my/").content.decode()


def test_the_desk_does_not_offer_it_before(forms, signed_in):
    enrolment = alumnus(forms, months_ago(1), language="en")
    assert "/start/delayed/" not in signed_in(enrolment.person).get("/en/my/").content.decode()
