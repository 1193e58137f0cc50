"""Every factor of a weight is kept with its case."""

import alumni_scenes as scenes
import pytest
from wagtail.models import ModelLogEntry

from lms.alumni.actions.weighing import weigh
from lms.alumni.models import Case


@pytest.fixture
def campaign(admin, cohort_kh):
    scenes.alumni(cohort_kh, 20)
    row = scenes.fielded(admin, sample_size=20)
    scenes.resolve(row, "KH", in_post=10, out=5)
    return row


def weights_of(campaign):
    return list(Case.objects.filter(campaign=campaign).exclude(weights={}).values_list("weights", flat=True))


def test_the_known_hold_every_factor_and_stand_for_the_frame(campaign, admin):
    assert weigh(campaign=campaign, by=admin) == 15
    found = weights_of(campaign)
    assert set(found[0]) == {"base", "eligibility", "response", "raked", "trimmed", "final"}
    assert sum(one["final"] for one in found) == pytest.approx(20)
    assert ModelLogEntry.objects.filter(action="alumni.weigh", user=admin).count() == 1


def test_a_second_run_takes_the_place_of_the_first(campaign, admin):
    weigh(campaign=campaign, by=admin)
    scenes.resolve(campaign, "KH", in_post=4, out=2)
    Case.objects.filter(campaign=campaign).exclude(pk__in=first_cases(campaign, 6)).update(status="unknown")
    assert weigh(campaign=campaign, by=admin) == 6
    assert len(weights_of(campaign)) == 6


def first_cases(campaign, count):
    return list(Case.objects.filter(campaign=campaign).order_by("pk").values_list("pk", flat=True)[:count])


def test_nobody_known_weighs_nothing(admin, cohort_kh):
    scenes.alumni(cohort_kh, 3)
    assert weigh(campaign=scenes.fielded(admin, sample_size=3), by=admin) == 0
