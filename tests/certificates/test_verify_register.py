from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from certificates.models import Certificate


def run():
    out = StringIO()
    try:
        call_command("verify_register", stdout=out)
    except CommandError:
        return out.getvalue().splitlines(), False
    return out.getvalue().splitlines(), True


@pytest.mark.django_db
def test_an_empty_register_is_sound():
    assert run() == (["0 checked, 0 differ"], True)


def test_an_untouched_certificate_is_sound(certificate):
    assert run() == (["1 checked, 0 differ"], True)


def test_a_changed_name_is_found(certificate):
    certificate.snapshot["name"] = "Somebody Else"
    certificate.save()
    fault = f"{certificate.number}: the paper differs from the one that was issued"
    assert run() == ([fault, "1 checked, 1 differ"], False)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"country": "LA"}, "country differs from the snapshot"),
        ({"valid_until": None}, "valid_until differs from the snapshot"),
    ],
)
def test_a_changed_row_is_found(certificate, change, fault):
    Certificate.objects.update(**change)
    assert run() == ([f"{certificate.number}: {fault}", "1 checked, 1 differ"], False)
