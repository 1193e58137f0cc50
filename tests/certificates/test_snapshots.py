import json
from datetime import date

import pytest
from django.utils import translation

from certificates.snapshots import snapshot, verify_url
from lms.core import programmes
from lms.people.models import User


def facts(language, code="probe-trainer", valid_until=date(2029, 11, 21)):
    return snapshot(
        person=User(full_name="Nguyê\u0303n", language=language),
        programme=programmes.get(code),
        country="VN",
        number="CL-VN-2026-000001",
        code="7KQ2-M8XB-4RTN-9HJC",
        issued_on=date(2026, 11, 21),
        valid_until=valid_until,
    )


@pytest.mark.parametrize(
    ("language", "printed"), [("en", ["en"]), ("vi", ["vi", "en"]), ("zh-hans", ["zh-Hans", "en"])]
)
def test_the_holders_language_comes_first_and_english_last(language, printed):
    assert [part["lang"] for part in facts(language)["printed"]] == printed


def test_a_name_is_stored_in_composed_form():
    assert facts("vi")["name"] == "Nguyễn"


def test_the_english_words_claim_no_more_than_what_is_agreed():
    english = facts("th")["printed"][-1]
    assert english["statement"] == "COMMIT Learn certificate, RTP-aligned curriculum version 2026.1"
    assert english["facts"] == [
        ["Number", "CL-VN-2026-000001"],
        ["Issued on", "21 November 2026"],
        ["Valid until", "21 November 2029"],
        ["Decided by", "Task Force of Viet Nam"],
    ]


def test_a_certificate_of_completion_names_no_task_force_and_no_end():
    english = facts("en", "probe-completion", None)["printed"][-1]
    assert english["title"] == "Certificate of completion"
    assert english["facts"] == [
        ["Number", "CL-VN-2026-000001"],
        ["Issued on", "21 November 2026"],
        ["Valid until", "without limit"],
    ]


def test_thai_dates_carry_both_years():
    assert facts("th")["printed"][0]["facts"][1][1] == "21 พฤศจิกายน พ.ศ. 2569 (2026)"


def test_the_snapshot_survives_json():
    assert json.loads(json.dumps(facts("km"))) == facts("km")


def test_the_check_address_has_no_language(settings):
    settings.SITE_URL = "https://learn.example.org"
    with translation.override("lo"):
        assert verify_url("ABCD") == "https://learn.example.org/verify/ABCD/"
