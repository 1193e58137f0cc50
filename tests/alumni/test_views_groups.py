"""Figures of one group: asked by a POST, kept, and refused in words."""

import alumni_scenes as scenes
import pytest

from lms.alumni.models import Case, FigureQuery

ADDRESS = "/en/alumni/retention-test/results/group/"


@pytest.fixture
def campaign(admin, cohort_kh, cohort_la):
    for cohort in (cohort_kh, cohort_la):
        scenes.alumni(cohort, 24, sex="female")
        scenes.alumni(cohort, 12, sex="male")
    row = scenes.fielded(admin, sample_size=72)
    cases = list(Case.objects.filter(campaign=row).order_by("pk"))
    for number, case in enumerate(cases):
        case.status = Case.Status.LEFT_GOVT if number % 3 == 0 else Case.Status.SAME
    Case.objects.bulk_update(cases, ["status"])
    return row


def test_a_look_changes_nothing_and_a_question_is_kept_and_answered(signed_in, admin, campaign):
    client = signed_in(admin)
    page = client.get(ADDRESS)
    assert list(page.context["form"].fields) == ["country", "sex"]
    assert FigureQuery.objects.count() == 0
    page = client.post(ADDRESS, {"country": "KH", "sex": "female"})
    assert page.context["answer"].overall.known == 24
    assert FigureQuery.objects.get().asked_by == admin
    assert b"67" in page.content


def test_a_group_that_tells_too_much_is_refused_in_words(signed_in, admin, campaign):
    Case.objects.filter(campaign=campaign, sex="male", stratum__country="KH").update(status=Case.Status.SAME)
    page = signed_in(admin).post(ADDRESS, {"country": "KH", "sex": "male"})
    assert (page.status_code, page.context["answer"]) == (200, None)
    assert len(page.context["form"].non_field_errors()) == 1
    assert FigureQuery.objects.get().is_shown is False


def test_nothing_chosen_is_an_error_of_the_form(signed_in, admin, campaign):
    page = signed_in(admin).post(ADDRESS, {"country": "", "sex": ""})
    assert len(page.context["form"].non_field_errors()) == 1
    assert FigureQuery.objects.count() == 0


def test_only_administrators_and_only_after_the_draw(signed_in, taskforce_kh, admin, campaign):
    scenes.campaign(admin, code="draft")
    assert signed_in(taskforce_kh).get(ADDRESS).status_code == 404
    assert signed_in(admin).get("/en/alumni/draft/results/group/").status_code == 404
