"""`estimate_retention` prints four numbers or none."""

import json
from io import StringIO

import alumni_scenes as scenes
import pytest
from django.core.management import CommandError, call_command

from lms.alumni import results


def printed(*arguments):
    out = StringIO()
    call_command("estimate_retention", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def campaign(admin, cohort_kh, cohort_la):
    scenes.alumni(cohort_kh, 20)
    scenes.alumni(cohort_la, 14)
    return scenes.fielded(admin, sample_size=34)


def test_json_holds_the_four_numbers_of_all_and_of_each_country(campaign):
    scenes.resolve(campaign, "KH", in_post=10, out=5)
    scenes.resolve(campaign, "LA", in_post=8, out=4)
    report = json.loads(printed("retention-test", "--format", "json"))
    figure = results.results_of(campaign).overall.figure
    names = ("estimate", "low", "high", "worst", "best", "known_rate")
    assert [report[name] for name in names] == [getattr(figure, name) for name in names]
    assert (report["frame"], report["asked"], report["known"]) == (34, 34, 27)
    assert {code: row["known_rate"] for code, row in report["by_country"].items()} == {"KH": 0.75, "LA": 12 / 14}


def test_json_is_what_the_page_is_made_of(campaign):
    scenes.resolve(campaign, "KH", in_post=10, out=5)
    scenes.resolve(campaign, "LA", in_post=8, out=4)
    report = json.loads(printed("retention-test", "--format", "json", "--resample"))
    assert report == json.loads(json.dumps(results.as_json(results.results_of(campaign))))
    assert report["estimation"]["is_finished"] is True
    assert report["weighted"]["known"] == 27


def test_small_countries_are_suppressed(campaign):
    scenes.resolve(campaign, "KH", in_post=10, out=5)
    scenes.resolve(campaign, "LA", in_post=3, out=1)
    countries = json.loads(printed("retention-test", "--format", "json"))["by_country"]
    assert {code: (row["suppressed"], row["known"], row["estimate"]) for code, row in countries.items()} == {
        "KH": (True, None, None),
        "LA": (True, None, None),
    }


def test_text_says_when_nothing_is_shown(campaign):
    assert printed("retention-test").splitlines()[0] == "all: not shown, 34 asked of 34"


def test_an_unknown_campaign_is_an_error(db):
    with pytest.raises(CommandError):
        printed("nothing")
