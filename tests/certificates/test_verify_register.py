import json
from io import StringIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import JSONField, Value
from django.utils import timezone

from certificates import credentials, proofs, soundness
from certificates.actions import completing
from certificates.models import Certificate

NAME = "the credential differs from the snapshot"
PAPER = "the paper differs from the one that was issued"
SIGNATURE = "the credential’s signature does not hold"


def run(**options):
    out = StringIO()
    try:
        call_command("verify_register", stdout=out, **options)
    except CommandError:
        return out.getvalue().splitlines(), False
    return out.getvalue().splitlines(), True


def faults_found(certificate, **options):
    """What is said of this one certificate of the register."""
    lines, is_sound = run(**options)
    assert (lines[-1], is_sound) == ("1 checked, 1 differ", False)
    return [line.removeprefix(f"{certificate.number}: ") for line in lines[:-1]]


@pytest.mark.django_db
def test_an_empty_register_is_sound():
    assert run() == (["0 checked, 0 differ"], True)


@pytest.mark.parametrize("options", [{}, {"no_pictures": True}])
def test_an_untouched_certificate_is_sound(certificate, options):
    assert run(**options) == (["1 checked, 0 differ"], True)


def test_a_change_of_state_changes_nothing_that_was_issued(certificate):
    Certificate.objects.update(state=Certificate.State.REVOKED)
    assert run() == (["1 checked, 0 differ"], True)


def test_a_changed_name_is_found(certificate):
    certificate.snapshot["name"] = "Somebody Else"
    certificate.save()
    assert faults_found(certificate) == [NAME, PAPER]
    assert faults_found(certificate, no_pictures=True) == [NAME]


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"country": "LA"}, ["country differs from the snapshot"]),
        ({"valid_until": None}, ["valid_until differs from the snapshot"]),
        ({"level": "assessor"}, ["level differs from the snapshot"]),
        ({"status_index": 131_072}, [NAME]),
        ({"pdf_sha256": "0" * 64}, [PAPER]),
    ],
)
def test_a_changed_row_is_found(certificate, change, faults):
    Certificate.objects.update(**change)
    assert faults_found(certificate) == faults


def stored(certificate, document):
    Certificate.objects.filter(pk=certificate.pk).update(credential=credentials.text_of(document))


def test_a_changed_credential_is_found(certificate):
    document = json.loads(certificate.credential)
    stored(certificate, document | {"validUntil": "2099-01-01T00:00:00+07:00"})
    assert faults_found(certificate, no_pictures=True) == [SIGNATURE, NAME]


def test_a_credential_of_another_key_is_found(certificate):
    document = json.loads(certificate.credential)
    method = document["proof"]["verificationMethod"]
    forged = proofs.signed(
        soundness.unsigned(document), key=Ed25519PrivateKey.generate(), method=method, at=timezone.now()
    )
    stored(certificate, forged)
    assert faults_found(certificate, no_pictures=True) == [SIGNATURE]


def test_a_credential_written_otherwise_is_found(certificate):
    """The text is what was issued, not only what it means."""
    Certificate.objects.update(credential=certificate.credential + "\n")
    assert faults_found(certificate, no_pictures=True) == [SIGNATURE, NAME]


def test_an_older_paper_without_a_credential_is_counted(certificate):
    Certificate.objects.update(credential="")
    assert run(no_pictures=True) == (["1 without a credential", "1 checked, 0 differ"], True)


@pytest.mark.parametrize("snapshot", [{}, [], "gone", {"number": 1}, None])
def test_a_destroyed_snapshot_is_reported_and_stops_nothing(certificate, finisher, trainer_kh, snapshot):
    completing.issue_completion(enrolment=finisher, by=trainer_kh)
    Certificate.objects.filter(pk=certificate.pk).update(snapshot=Value(snapshot, JSONField()))
    lines, is_sound = run()
    assert {line.partition(":")[0] for line in lines[:-1]} == {certificate.number}
    assert (lines[-1], is_sound) == ("2 checked, 1 differ", False)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL takes no day that is none")
def test_a_row_that_cannot_be_read_is_reported(certificate):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE certificates_certificate SET issued_on = '2026-99-99'")
    assert faults_found(certificate) == ["the row cannot be read"]


@pytest.mark.parametrize("part", ["printed", "verify_url", "name_latin"])
def test_a_missing_fact_is_found(certificate, part):
    del certificate.snapshot[part]
    certificate.save()
    assert run()[0][-1] == "1 checked, 1 differ"
