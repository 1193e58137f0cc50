"""The rows of the file carry the design: a census whose silent were followed up in part gives the page's figure."""

from datetime import date, timedelta

import alumni_scenes as scenes
import pytest

from lms.alumni import results
from lms.alumni.models import Campaign, Case
from lms.alumni.report import codebook, export
from lms.alumni.report.generalising import generalised
from lms.alumni.report.rows import months_of, rows_of, years_of

TRAINED = date(2024, 3, 1)


@pytest.fixture
def followed_up(admin, cohort_kh):
    """40 people: 20 answered; of 20 silent 12 were followed up, 10 of them until their post was known."""
    scenes.alumni(cohort_kh, 40)
    row = scenes.fielded(admin, design=Campaign.Design.CENSUS, sample_size=0)
    cases = list(row.cases.order_by("id"))
    for number, case in enumerate(cases):
        case.is_followed_up = None if number < 20 else number < 32
        if number < 20 or 20 <= number < 30:
            case.status = Case.Status.SAME if number % 3 else Case.Status.LEFT_GOVT
    Case.objects.bulk_update(cases, ["is_followed_up", "status"])
    return row


def test_a_census_with_a_followed_up_part_keeps_its_figure(followed_up):
    rows, _final = rows_of(followed_up)
    kept = generalised(rows)
    figure, expected = results.results_of(followed_up).overall.figure, export.expected_of(kept)
    assert sum(row.is_estimated for row in kept) == 32
    assert expected["share"] == pytest.approx(figure.estimate, abs=1e-9)
    assert (expected["worst"], expected["best"]) == pytest.approx((figure.worst, figure.best))


def test_final_weights_are_the_mean_of_those_who_look_alike(followed_up):
    rows, _final = rows_of(followed_up)
    weights = {row.pseudonym: float(number) for number, row in enumerate(rows)}
    columns = list(codebook.COLUMNS)
    cells = [dict(zip(columns, row, strict=True)) for row in export.cells_of(generalised(rows), weights)]
    assert len({(cell["stratum"], cell["in_post"] is None, cell["final_weight"]) for cell in cells}) <= 4


def test_days_become_whole_months_around_the_exit():
    day = TRAINED + timedelta(days=100)
    assert months_of(TRAINED, day, day + timedelta(days=10)) == (3, 4)
    assert months_of(TRAINED, None, None) == (0, None)
    assert months_of(TRAINED, None, TRAINED + timedelta(days=1)) == (0, 1)


@pytest.mark.parametrize(("days", "band"), [(0, "0-2"), (1095, "0-2"), (1096, "3-5"), (2191, "3-5"), (2192, "6+")])
def test_years_are_told_in_bands(days, band):
    assert years_of(TRAINED, TRAINED + timedelta(days=days)) == band


def test_the_margins_of_small_classes_stay_in_the_house(followed_up):
    followed_up.frame_margins = {"sex": {"female": 31, "male": 9}}
    assert export.settings_of(followed_up)["frame_margins"] == {"sex": {"female": 31}}
