"""Following up, spare groups and interviewers: by the draw, whole, and never one person for another."""

from datetime import timedelta

import alumni_scenes as scenes
import pytest
from django.utils import timezone

from lms.alumni import actions, sampling
from lms.alumni.actions.assigning import assign, assign_evenly
from lms.alumni.actions.following import choose_follow_up
from lms.alumni.actions.releasing import release_group
from lms.alumni.errors import CannotContact, CannotFollowUp, CannotRelease, NotTheirCase
from lms.alumni.models import Campaign, Case
from lms.alumni.queries import fieldwork, silent
from lms.alumni.status import Answers, Place
from lms.core.models import Message
from lms.people.models import Role

SAID = Answers(Place.SAME_POST, True, True)


def census(admin, **fields):
    """A census whose reminders are over."""
    row = scenes.fielded(admin, design=Campaign.Design.CENSUS, follow_one_in=3, **fields)
    Campaign.objects.filter(pk=row.pk).update(opens_on=timezone.localdate() - timedelta(days=13))
    row.refresh_from_db()
    return row


def interviewer(country="KH", **fields):
    return scenes.factories.person_with_role(Role.Kind.INTERVIEWER, country, **fields)


def test_one_in_three_of_each_stratums_silent_by_the_seed(admin, cohort_kh, cohort_la):
    scenes.alumni(cohort_kh, 12)
    scenes.alumni(cohort_la, 4)
    campaign = census(admin)
    for case in campaign.cases.filter(stratum__country="KH")[:2]:
        actions.answer(case=case, answers=SAID, language="en", by=None)
    waiting = {
        key: list(campaign.cases.filter(stratum__key=key, answered_at=None).values_list("person", flat=True))
        for key in ("KH", "LA")
    }
    assert choose_follow_up(campaign=campaign, by=admin) == 4 + 2
    drawn = {key: sampling.draw(waiting[key], n, seed=7, stratum=f"{key}:silent") for key, n in (("KH", 4), ("LA", 2))}
    followed = campaign.cases.filter(is_followed_up=True).order_by("person").values_list("person", flat=True)
    assert list(followed) == sorted(drawn["KH"] + drawn["LA"])
    marks = list(campaign.cases.values_list("is_followed_up", flat=True))
    assert (marks.count(None), marks.count(False)) == (2, 8)
    assert set(silent.to_work(campaign).values_list("person", flat=True)) == set(followed)


def test_who_refused_or_is_known_by_a_report_is_not_drawn(admin, cohort_kh):
    scenes.alumni(cohort_kh, 4)
    campaign = census(admin)
    refused, known, *_others = campaign.cases.order_by("pk")
    Case.objects.filter(pk=refused.pk).update(disposition=Case.Disposition.REFUSED)
    Case.objects.filter(pk=known.pk).update(status=Case.Status.RETIRED)
    assert choose_follow_up(campaign=campaign, by=admin) == 2
    assert sorted(campaign.cases.filter(is_followed_up=None).values_list("pk", flat=True)) == [refused.pk, known.pk]


def test_the_draw_happens_once_and_after_the_last_reminder(admin, cohort_kh):
    scenes.alumni(cohort_kh, 4)
    early = scenes.fielded(admin, code="early", design=Campaign.Design.CENSUS)
    sample = scenes.fielded(admin, code="sample", opens_on=timezone.localdate() - timedelta(days=20))
    campaign = census(admin)
    choose_follow_up(campaign=campaign, by=admin)
    before = list(campaign.cases.order_by("pk").values_list("is_followed_up", flat=True))
    for other in (early, sample, campaign):
        with pytest.raises(CannotFollowUp):
            choose_follow_up(campaign=other, by=admin)
    assert list(campaign.cases.order_by("pk").values_list("is_followed_up", flat=True)) == before


def test_before_the_draw_nobody_of_a_census_is_called(admin, cohort_kh):
    scenes.alumni(cohort_kh, 4)
    assert silent.to_work(census(admin)).count() == 0


def test_a_spare_group_is_added_whole_invited_and_weighed(admin, cohort_kh):
    scenes.alumni(cohort_kh, 40)
    campaign = scenes.fielded(admin, sample_size=20, replicates=2)
    assert release_group(campaign=campaign, number=1, by=admin) == 2
    stratum = campaign.strata.get()
    assert (stratum.sample_count, campaign.cases.asked().count(), Message.objects.count()) == (22, 22, 22)
    assert set(campaign.cases.asked().values_list("base_weight", flat=True)) == {40 / 22}
    assert campaign.cases.filter(replicate=2, released_at=None, invited_at=None).count() == 2


@pytest.mark.parametrize("number", [0, 2, 3])
def test_only_the_next_group_can_be_added(admin, cohort_kh, number):
    scenes.alumni(cohort_kh, 40)
    campaign = scenes.fielded(admin, sample_size=20, replicates=2)
    with pytest.raises(CannotRelease):
        release_group(campaign=campaign, number=number, by=admin)
    assert campaign.cases.exclude(released_at=None).count() == 0


def test_a_second_click_adds_nothing(admin, cohort_kh):
    scenes.alumni(cohort_kh, 40)
    campaign = scenes.fielded(admin, sample_size=20, replicates=2)
    release_group(campaign=campaign, number=1, by=admin)
    with pytest.raises(CannotRelease):
        release_group(campaign=campaign, number=1, by=admin)
    assert (campaign.cases.asked().count(), fieldwork.next_group(campaign)) == (22, 2)


def test_nobody_takes_the_place_of_who_did_not_answer(admin, cohort_kh):
    """A refusal stays in the sample: the group comes on top, and the person that refused keeps the weight."""
    scenes.alumni(cohort_kh, 40)
    campaign = scenes.fielded(admin, sample_size=20, replicates=1)
    refused = campaign.cases.filter(replicate=0).first()
    Case.objects.filter(pk=refused.pk).update(disposition=Case.Disposition.REFUSED)
    release_group(campaign=campaign, number=1, by=admin)
    total = fieldwork.total_of(campaign, fieldwork.lines_of(campaign))
    refused.refresh_from_db()
    assert (total.asked, total.refused, total.frame, refused.base_weight) == (22, 1, 40, 40 / 22)


def test_calls_are_shared_out_by_country_and_once(admin, cohort_kh, cohort_la):
    scenes.alumni(cohort_kh, 4)
    scenes.alumni(cohort_la, 2)
    campaign = scenes.fielded(admin)
    one, two = interviewer(), interviewer()
    assert (assign_evenly(campaign=campaign, by=admin), assign_evenly(campaign=campaign, by=admin)) == (4, 0)
    shares = [campaign.cases.filter(assigned_to=who).count() for who in (one, two, None)]
    assert shares == [2, 2, 2]


def test_an_interviewer_sees_the_own_cases_only(admin, cohort_kh):
    scenes.alumni(cohort_kh, 4)
    campaign = scenes.fielded(admin)
    one, two = interviewer(), interviewer()
    assign_evenly(campaign=campaign, by=admin)
    seen = [set(Case.objects.visible_to(who).values_list("pk", flat=True)) for who in (one, two)]
    assert (seen[0] & seen[1], len(seen[0] | seen[1])) == (set(), 4)


def test_no_superior_and_nobody_of_another_country_calls(admin, cohort_kh):
    person = scenes.alumnus(cohort_kh)
    campaign = scenes.fielded(admin)
    manager, abroad, learner = interviewer(), interviewer("LA"), scenes.factories.person()
    scenes.factories.post(person, manager=manager)
    case = campaign.cases.select_related("campaign", "stratum", "person").get()
    assert assign_evenly(campaign=campaign, by=admin) == 0
    for nobody in (manager, abroad, learner):
        with pytest.raises(NotTheirCase):
            assign(case=case, interviewer=nobody, by=admin)
    assign(case=case, interviewer=interviewer(), by=admin)
    assign(case=case, interviewer=None, by=admin)
    assert case.assigned_to is None


def test_who_is_not_to_be_called_gets_no_interviewer(admin, cohort_kh):
    """In a census before the draw, however easy to reach."""
    scenes.alumni(cohort_kh, 2)
    case = census(admin).cases.select_related("campaign").first()
    with pytest.raises(CannotContact):
        assign(case=case, interviewer=interviewer(), by=admin)


def test_only_administrators_share_out(taskforce_kh, admin, cohort_kh):
    scenes.alumni(cohort_kh, 2)
    with pytest.raises(CannotContact):
        assign_evenly(campaign=scenes.fielded(admin), by=taskforce_kh)
