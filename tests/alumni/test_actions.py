"""Campaigns are drawn once, invite once and close once."""

from datetime import timedelta

import alumni_scenes as scenes
import pytest
from django.utils import timezone

from lms.alumni import actions, links, sampling
from lms.alumni.errors import CannotClose, CannotInvite, DrawnAlready, NobodyToAsk
from lms.alumni.models import Campaign, Case, Contact
from lms.core.models import Message


def test_draw_freezes_frame_strata_and_cases(admin, cohort_kh, cohort_la):
    scenes.alumni(cohort_kh, 30)
    scenes.alumni(cohort_la, 4)
    campaign = scenes.campaign(admin, sample_size=14)
    assert actions.draw_sample(campaign=campaign, by=admin) == 14
    strata = [(row.country, row.frame_count, row.sample_count) for row in campaign.strata.all()]
    assert strata == [("KH", 30, 10), ("LA", 4, 4)]
    assert (campaign.state, campaign.frame_size, len(campaign.frame_hash)) == ("drawn", 34, 64)
    weights = dict(campaign.cases.values_list("stratum__country", "base_weight"))
    assert weights == {"KH": 3.0, "LA": 1.0}


def test_draw_takes_the_people_that_the_seed_names(admin, cohort_kh):
    people = [person.pk for person in scenes.alumni(cohort_kh, 30)]
    campaign = scenes.campaign(admin, sample_size=10)
    actions.draw_sample(campaign=campaign, by=admin)
    drawn = sorted(campaign.cases.values_list("person_id", flat=True))
    assert drawn == sampling.draw(people, 10, seed=7, stratum="KH")


def test_two_campaigns_of_one_seed_draw_the_same_people(admin, cohort_kh):
    scenes.alumni(cohort_kh, 30)
    first, second = scenes.campaign(admin, code="first"), scenes.campaign(admin, code="second")
    for campaign in (first, second):
        actions.draw_sample(campaign=campaign, by=admin)
    assert first.frame_hash == second.frame_hash
    assert [c.person_id for c in first.cases.all()] == [c.person_id for c in second.cases.all()]
    assert {c.token_digest for c in first.cases.all()} & {c.token_digest for c in second.cases.all()} == set()


def test_a_second_draw_is_refused_and_changes_nothing(admin, cohort_kh):
    scenes.alumni(cohort_kh, 12)
    campaign = scenes.campaign(admin)
    actions.draw_sample(campaign=campaign, by=admin)
    with pytest.raises(DrawnAlready):
        actions.draw_sample(campaign=campaign, by=admin)
    assert campaign.cases.count() == 12


def test_a_draw_from_nobody_is_refused(admin):
    campaign = scenes.campaign(admin)
    with pytest.raises(NobodyToAsk):
        actions.draw_sample(campaign=campaign, by=admin)
    assert Campaign.objects.get().state == Campaign.State.DRAFT


def test_invite_writes_to_those_who_agreed_and_have_an_address(admin, cohort_kh):
    willing = scenes.alumnus(cohort_kh, language="km")
    private = scenes.alumnus(cohort_kh, personal_email="private@example.org")
    scenes.alumnus(cohort_kh, may_contact=False)
    scenes.alumnus(cohort_kh, may_contact=None)
    scenes.alumnus(cohort_kh, email=None)
    campaign = scenes.fielded(admin)
    sent = sorted(Message.objects.values_list("to", "language"))
    assert sent == sorted([(willing.email, "km"), ("private@example.org", "en")])
    assert private.email not in dict(sent)
    assert campaign.cases.filter(invited_at=None).count() == 3
    assert Contact.objects.count() == 2


def test_a_second_invitation_sends_nothing(admin, cohort_kh):
    scenes.alumni(cohort_kh, 3)
    campaign = scenes.fielded(admin)
    before = list(Message.objects.values("key", "body"))
    assert actions.invite(campaign=campaign, by=admin) == 0
    assert list(Message.objects.values("key", "body")) == before


def test_an_outbox_key_names_campaign_and_case(admin, cohort_kh):
    scenes.alumnus(cohort_kh)
    scenes.fielded(admin)
    assert Message.objects.get().key == f"campaign:retention-test:case:{Case.objects.get().pk}:invite"


def test_an_invitation_names_neither_person_nor_subject_and_its_token_is_not_stored(admin, cohort_kh):
    person = scenes.alumnus(cohort_kh, full_name="Sok Sreymom")
    scenes.fielded(admin)
    case, message = Case.objects.get(), Message.objects.get()
    words = f"{message.subject} {message.body}".lower()
    assert [word for word in (person.full_name.lower(), "traffick", "commit") if word in words.split("http")[0]] == []
    token = scenes.token_of(case)
    assert f"/s/{token}/" in message.body
    assert (case.token_digest, token in case.token_digest) == (links.stored(token), False)


def test_mails_wait_for_the_opening_day(admin, cohort_kh):
    scenes.alumnus(cohort_kh)
    opens_on = timezone.localdate() + timedelta(days=3)
    scenes.fielded(admin, opens_on=opens_on)
    assert timezone.localdate(Message.objects.get().due_at) == opens_on


def test_a_link_never_outlives_thirty_days_or_the_closing_day(admin, cohort_kh):
    scenes.alumnus(cohort_kh)
    soon = timezone.localdate() + timedelta(days=5)
    scenes.fielded(admin, closes_on=soon)
    scenes.fielded(admin, code="long", closes_on=soon + timedelta(days=300))
    short, long = Case.objects.order_by("campaign_id")
    assert timezone.localdate(short.token_expires_at - timedelta(seconds=1)) == soon
    assert timezone.localdate(long.token_expires_at) == timezone.localdate() + timedelta(days=30)


def test_invite_is_refused_before_the_draw_and_after_the_closing_day(admin, cohort_kh):
    scenes.alumnus(cohort_kh)
    draft = scenes.campaign(admin)
    with pytest.raises(CannotInvite):
        actions.invite(campaign=draft, by=admin)
    past = timezone.localdate() - timedelta(days=2)
    late = scenes.campaign(admin, code="late", opens_on=past, closes_on=past)
    actions.draw_sample(campaign=late, by=admin)
    with pytest.raises(CannotInvite):
        actions.invite(campaign=late, by=admin)
    assert Message.objects.count() == 0


def test_closing_ends_open_links_once(admin, cohort_kh):
    scenes.alumnus(cohort_kh)
    campaign = scenes.fielded(admin)
    actions.close(campaign=campaign, by=admin)
    assert (campaign.state, Case.objects.get().token_expires_at <= timezone.now()) == ("closed", True)
    with pytest.raises(CannotClose):
        actions.close(campaign=campaign, by=admin)


def test_a_draw_from_a_stale_page_is_refused(admin, cohort_kh):
    scenes.alumnus(cohort_kh)
    campaign = scenes.campaign(admin)
    stale = Campaign.objects.get(pk=campaign.pk)
    actions.draw_sample(campaign=campaign, by=admin)
    with pytest.raises(DrawnAlready):
        actions.draw_sample(campaign=stale, by=admin)
    assert campaign.cases.count() == 1
