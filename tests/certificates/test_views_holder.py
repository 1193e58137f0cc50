from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates.actions import completing, standing
from certificates.models import Certificate
from certificates.reissue_rules import opens_on, years_after

MINE = "certificates:mine"


def paper_of(client):
    return client.get(reverse(MINE)).context["papers"][0]


def test_a_holder_sees_the_own_certificates_with_every_way_to_them(signed_in, certificate, learner_kh):
    page = signed_in(learner_kh).get(reverse(MINE)).content.decode()
    ways = [f"/c/{certificate.code}.{kind}" for kind in ("pdf", "png", "json")]
    assert [way in page for way in [certificate.number, *ways]] == [True] * 4


def test_nobody_sees_another_persons(signed_in, certificate, trainer_kh):
    response = signed_in(trainer_kh).get(reverse(MINE))
    assert (response.context["papers"], "You have no certificate yet." in response.content.decode()) == ([], True)


@pytest.mark.django_db
def test_who_is_not_signed_in_is_sent_to_the_door(client):
    assert "/accounts/login/" in client.get(reverse(MINE)).url


@pytest.mark.parametrize(("days", "left", "may_renew"), [(400, 400, False), (100, 100, True), (-10, None, True)])
def test_the_page_counts_the_days_and_says_when_to_renew(signed_in, certificate, learner_kh, days, left, may_renew):
    until = timezone.localdate() + timedelta(days=days)
    Certificate.objects.update(valid_until=until, issued_on=years_after(until, -3))
    paper = paper_of(signed_in(learner_kh))
    assert (paper.days_left, paper.may_renew, paper.opens_on) == (left, may_renew, opens_on(until))


def test_a_suspended_holder_reads_why_and_finds_no_paper(signed_in, certificate, learner_kh, taskforce_kh):
    standing.suspend(certificate=certificate, reason="Under review until June.", by=taskforce_kh)
    page = signed_in(learner_kh).get(reverse(MINE)).content.decode()
    assert ("Under review until June." in page, f"/c/{certificate.code}.pdf" in page) == (True, False)


def test_a_certificate_without_an_end_has_no_renewal(signed_in, finisher, trainer_kh, learner_kh):
    completing.issue_completion(enrolment=finisher, by=trainer_kh)
    paper = paper_of(signed_in(learner_kh))
    assert (paper.days_left, paper.checklist, paper.opens_on) == (None, [], None)
