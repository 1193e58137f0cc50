"""A filtered figure is kept, and refused where it would tell of fewer than ten people."""

import alumni_scenes as scenes
import pytest

from lms.alumni.actions.figure_queries import ask_figures
from lms.alumni.errors import NoSuchFilter, TooFewBetween
from lms.alumni.models import Case, FigureQuery


@pytest.fixture
def campaign(admin, cohort_kh, cohort_la):
    """KH: 30 women and 15 men; LA: 15 women and 5 men; all known, every third has left."""
    for cohort, women, men in ((cohort_kh, 30, 15), (cohort_la, 15, 5)):
        scenes.alumni(cohort, women, sex="female")
        scenes.alumni(cohort, men, sex="male")
    row = scenes.fielded(admin, sample_size=65)
    cases = list(Case.objects.filter(campaign=row).order_by("pk"))
    for number, case in enumerate(cases):
        case.status = Case.Status.LEFT_GOVT if number % 3 == 0 else Case.Status.SAME
    Case.objects.bulk_update(cases, ["status"])
    return row


def ask(campaign, by, **filters):
    return ask_figures(campaign=campaign, filters=filters, by=by)


def test_a_large_group_is_shown_and_kept(campaign, admin):
    found = ask(campaign, admin, country="KH", sex="female")
    assert (found.overall.asked, found.overall.known, found.overall.figure.estimate) == (30, 30, pytest.approx(2 / 3))
    row = FigureQuery.objects.get()
    assert (row.asked_by, row.filters, row.count, row.is_shown) == (admin, {"country": "KH", "sex": "female"}, 30, True)


def test_a_small_group_is_refused_and_kept(campaign, admin):
    with pytest.raises(TooFewBetween):
        ask(campaign, admin, country="LA", sex="male")
    assert FigureQuery.objects.get().is_shown is False


def test_what_is_left_of_a_table_may_not_be_small_either(campaign, admin):
    """The table by country shows LA; its women alone would tell of the five men."""
    with pytest.raises(TooFewBetween):
        ask(campaign, admin, country="LA", sex="female")


def test_the_same_group_is_shown_again(campaign, admin):
    assert ask(campaign, admin, country="KH") == ask(campaign, admin, country="KH")


def test_a_difference_of_few_people_from_an_earlier_look_of_anybody_is_refused(campaign, admin, taskforce_kh):
    Case.objects.filter(campaign=campaign).update(sector="labour")
    Case.objects.filter(pk__in=women(campaign, "KH")[4:] + women(campaign, "LA")[:10]).update(sector="police")
    ask(campaign, taskforce_kh, country="KH", sex="female")
    with pytest.raises(TooFewBetween):
        ask(campaign, admin, country="KH", sex="female", sector="police")


def women(campaign, country):
    cases = campaign.cases.filter(sex="female", stratum__country=country).order_by("pk")
    return list(cases.values_list("pk", flat=True))


def test_many_people_of_whom_few_are_known_make_no_difference_that_is_shown(campaign, admin):
    men = campaign.cases.filter(sex="male", stratum__country="KH").order_by("pk").values_list("pk", flat=True)
    Case.objects.filter(pk__in=list(men)[:8]).update(status=Case.Status.UNKNOWN)
    with pytest.raises(TooFewBetween):
        ask(campaign, admin, country="KH", sex="female")


def test_a_rest_of_whom_all_did_the_same_is_not_shown_either(campaign, admin):
    """Fifteen men are enough people, but all of them stayed."""
    campaign.cases.filter(sex="male", stratum__country="KH").update(status=Case.Status.SAME)
    with pytest.raises(TooFewBetween):
        ask(campaign, admin, country="KH", sex="female")


@pytest.mark.parametrize("filters", [{}, {"age": "40"}, {"country": "VN"}])
def test_what_no_table_knows_is_refused(campaign, admin, filters):
    with pytest.raises(NoSuchFilter):
        ask(campaign, admin, **filters)
