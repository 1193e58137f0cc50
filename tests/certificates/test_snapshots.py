import json
from datetime import date

import pytest
from django.utils import translation

from certificates.models import Picture, Signatory, TaskForce
from certificates.snapshots import Seal, Signature, seal_of, snapshot, verify_url
from certificates.wording import Facts
from lms.core import programmes
from lms.core.printing import fonts_sha256
from lms.people.models import User


def facts(language, code="probe-trainer", valid_until=date(2029, 11, 21), **more):
    decided_on = date(2026, 11, 20) if valid_until else None
    return snapshot(
        person=User(full_name="Nguyê\u0303n", language=language),
        programme=programmes.get(code),
        facts=Facts("CL-VN-2026-000001", "VN", date(2026, 11, 21), valid_until, decided_on=decided_on, **more),
        code="7KQ2-M8XB-4RTN-9HJC",
        seal=Seal(),
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
        ["Decided on", "20 November 2026"],
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


@pytest.mark.parametrize(
    ("level", "title"),
    [
        ("associate", "Associate trainer’s certificate"),
        ("certified", "Trainer’s certificate"),
        ("assessor", "Assessor’s certificate"),
    ],
)
def test_the_level_is_the_title_of_the_paper(level, title):
    copied = facts("vi", code="tot", level=level)
    assert (copied["level"], copied["printed"][-1]["title"]) == (level, title)


def test_what_the_paper_was_drawn_with_is_kept():
    copied = facts("km")
    assert (copied["format"], copied["template"], copied["fonts_sha256"]) == (2, "certificate/2", fonts_sha256())


@pytest.mark.django_db
def test_the_seal_is_what_the_country_has_set_up_now(admin):
    picture = Picture.objects.create(sha256="a" * 64, png=b"", width=1, height=1, added_by=admin)
    row = TaskForce.objects.create(country="KH", emblem=picture)
    Signatory.objects.create(task_force=row, name="Second", title="Member", place=2)
    Signatory.objects.create(task_force=row, name="First", title="Chair", place=1, picture=picture)
    ended = Signatory.objects.create(task_force=row, name="Gone", title="Chair", place=3)
    Signatory.objects.filter(pk=ended.pk).update(ended_at=ended.since)
    signatures = (Signature("First", "Chair", "a" * 64), Signature("Second", "Member", ""))
    assert seal_of(row) == Seal("a" * 64, signatures)
    assert seal_of(TaskForce(country="LA")) == Seal()
