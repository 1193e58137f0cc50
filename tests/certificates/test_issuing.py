from datetime import date

import factories
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates import issuing, rendering
from certificates.actions import completing, deciding, recommending
from certificates.models import Certificate, NumberSeries, Picture, Signatory, TaskForce
from certificates.pictures import cleaned
from lms.core import printing, programmes
from lms.core.printing import MissingFont


@pytest.mark.django_db
def test_numbers_rise_within_one_country_and_year():
    numbers = [issuing.next_number(*series) for series in [("KH", 2026), ("KH", 2026), ("LA", 2026), ("KH", 2027)]]
    assert numbers == ["CL-KH-2026-000001", "CL-KH-2026-000002", "CL-LA-2026-000001", "CL-KH-2027-000001"]


@pytest.mark.parametrize(
    ("issued_on", "code", "until"),
    [
        (date(2026, 11, 21), "probe-trainer", date(2029, 11, 21)),
        (date(2028, 2, 29), "probe-trainer", date(2031, 2, 28)),
        (date(2026, 11, 21), "probe-completion", None),
    ],
)
def test_the_last_valid_day(issued_on, code, until):
    assert issuing.last_valid_day(issued_on, programmes.get(code)) == until


def test_the_database_allows_one_valid_certificate(certificate):
    row = {
        name: getattr(certificate, name)
        for name in ("enrolment", "person", "programme_code", "kind", "country", "language", "snapshot", "issued_by")
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(**row, number="x", code="x", pdf_sha256="", issued_on=date(2026, 1, 1))
    assert Certificate.objects.count() == 1


def test_a_certificate_of_an_older_register_keeps_its_day(finisher, trainer_kh):
    certificate = issuing.issue(enrolment=finisher, decision=None, by=trainer_kh, issued_on=date(2019, 5, 2))
    finisher.refresh_from_db()
    assert (certificate.number, certificate.issued_on) == ("CL-KH-2019-000001", date(2019, 5, 2))
    assert finisher.completed_on == date(2019, 5, 2)


def test_a_certificate_keeps_the_name_of_its_day(certificate, learner_kh):
    learner_kh.full_name = "Another name"
    learner_kh.save()
    certificate.refresh_from_db()
    assert certificate.snapshot["name"] == "សុខ ស្រីមុំ"


def test_a_newer_certificate_supersedes_the_older(certificate, trainer_kh, taskforce_kh, learner_kh, meet_all):
    later = factories.enrolment(factories.cohort(trainers=[trainer_kh], programme_code="probe-trainer"), learner_kh)
    meet_all(later, trainer_kh)
    recommendation = recommending.recommend(enrolment=later, note="Taught again", by=trainer_kh)
    newer = deciding.approve(recommendation=recommendation, reason="Good", by=taskforce_kh)
    certificate.refresh_from_db()
    assert (certificate.state, certificate.replaced_by, newer.state) == ("superseded", newer, "valid")
    assert [event.kind for event in certificate.events.all()] == ["issued", "superseded"]


def test_the_row_keeps_what_was_signed_and_its_place_in_the_lists(certificate):
    place = {"list": certificate.status_list, "index": certificate.status_index}
    assert (certificate.snapshot["status"], certificate.signing_key.is_in_use) == (place, True)
    assert rendering.sha256(rendering.paper(certificate)) == certificate.pdf_sha256
    assert rendering.sha256(rendering.render(certificate.snapshot)) != certificate.pdf_sha256


def test_the_day_of_the_decision_is_printed(certificate):
    assert certificate.snapshot["decided_on"] == timezone.localdate(certificate.decision.decided_at).isoformat()


@pytest.fixture
def sealed(admin, recommendation, taskforce_kh):
    """A certificate of a country with emblem and signature."""
    picture = cleaned(factories.picture_file())
    row = Picture.objects.create(sha256=picture.sha256, png=picture.png, width=60, height=30, added_by=admin)
    task_force = TaskForce.objects.create(country="KH", emblem=row)
    Signatory.objects.create(task_force=task_force, name="Keo Pisey", title="Chair", picture=row)
    return deciding.approve(recommendation=recommendation, reason="Good", by=taskforce_kh)


def test_a_paper_keeps_its_emblem_and_signature_when_the_country_changes_them(sealed):
    Signatory.objects.update(ended_at=timezone.now())
    TaskForce.objects.update(emblem=None)
    assert [row["name"] for row in sealed.snapshot["signatures"]] == ["Keo Pisey"]
    assert rendering.sha256(rendering.paper(sealed)) == sealed.pdf_sha256


def test_a_certificate_of_completion_carries_no_task_forces_signature(sealed, finisher, trainer_kh):
    completion = completing.issue_completion(enrolment=finisher, by=trainer_kh)
    assert (completion.snapshot["emblem"], completion.snapshot["signatures"]) == ("", [])


@pytest.fixture
def few_fonts(settings):
    """A server on which only the first of the fonts' folders is there."""
    settings.FONT_DIRS = settings.FONT_DIRS[:1]
    kept = dict(printing._of_this_thread.__dict__)
    forget_fonts()
    yield
    forget_fonts()
    printing._of_this_thread.__dict__.update(kept)


def forget_fonts():
    printing._of_this_thread.__dict__.clear()
    printing._fonts.cache_clear()
    printing.fonts_sha256.cache_clear()


def test_a_missing_font_stops_the_issue_with_a_clear_sentence(finisher, trainer_kh, few_fonts):
    with pytest.raises(MissingFont, match="A font for printing is missing on this server") as refusal:
        completing.issue_completion(enrolment=finisher, by=trainer_kh)
    assert refusal.value.families == ["Noto Sans", "Noto Sans SC"]
    assert (Certificate.objects.count(), NumberSeries.objects.count()) == (0, 0)
