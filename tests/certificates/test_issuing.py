from datetime import date

import pytest
from django.db import IntegrityError, transaction

from certificates import issuing
from certificates.models import Certificate
from lms.core import programmes


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
