from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import JSONField, Value

from certificates import actions
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


@pytest.mark.parametrize("snapshot", [{}, [], "gone", {"number": 1}, None])
def test_a_destroyed_snapshot_is_reported_and_stops_nothing(certificate, finisher, trainer_kh, snapshot):
    actions.issue_completion(enrolment=finisher, by=trainer_kh)
    Certificate.objects.filter(pk=certificate.pk).update(snapshot=Value(snapshot, JSONField()))
    (fault, sum_up), is_sound = run()
    assert fault.startswith(certificate.number)
    assert (sum_up, is_sound) == ("2 checked, 1 differ", False)


@pytest.mark.parametrize("part", ["printed", "verify_url", "name_latin"])
def test_a_missing_fact_is_found(certificate, part):
    del certificate.snapshot[part]
    certificate.save()
    assert run()[0][1] == "1 checked, 1 differ"
