import json
from hashlib import sha256

import pytest
from credential_samples import FACTS, printed
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone
from pyld import jsonld

from certificates import credentials, linked_data, proofs, soundness

PINNED = "ba28dc7866ce6508b592bb7f66e5ff458454cc0d74c3d16bb58245c9fcb7d502"
METHOD = "did:web:learn.example.org#key-1"


def document(**changes):
    return credentials.credential(FACTS | changes, status_list=1, status_index=94_567, issuer_name="COMMIT Learn")


@pytest.fixture
def key():
    return Ed25519PrivateKey.generate()


@pytest.fixture
def signed(key):
    return proofs.signed(document(), key=key, method=METHOD, at=timezone.now())


def test_the_credential_says_what_the_paper_says():
    made = document()
    subject = made.pop("credentialSubject")
    assert {name: made[name] for name in ("id", "name", "awardedDate", "validFrom", "validUntil")} == {
        "id": "https://learn.example.org/c/7KQ2-M8XB-4RTN-AAAA.json",
        "name": "Trainer’s certificate: Training of Trainers",
        "awardedDate": "2026-11-20T00:00:00+07:00",
        "validFrom": "2026-11-22T00:00:00+07:00",
        "validUntil": "2029-11-22T23:59:59+07:00",
    }
    assert made["issuer"]["id"] == "did:web:learn.example.org"
    assert [each["identityHash"] for each in subject["identifier"]] == ["សុខ ស្រីមុំ", "Sok Sreymom"]
    assert (subject["licenseNumber"], subject["source"]["name"]) == ("CL-KH-2026-000001", "Task Force of Cambodia")
    assert subject["source"]["address"]["addressCountryCode"] == "KH"
    assert (subject["achievement"]["humanCode"], subject["achievement"]["inLanguage"]) == ("tot-certified", "en")
    assert [each["inLanguage"] for each in subject["achievement"]["related"]] == ["km"]


def test_nothing_else_about_the_person_is_in_it():
    subject = document()["credentialSubject"]
    assert set(subject) == {"type", "identifier", "licenseNumber", "source", "achievement"}


def test_a_paper_without_end_second_language_or_task_force_leaves_them_out():
    made = document(
        kind="completion", level="", valid_until=None, decided_on=None, name_latin="", printed=[printed("en")]
    )
    assert ("validUntil" in made, "source" in made["credentialSubject"]) == (False, False)
    assert made["awardedDate"] == made["validFrom"]
    assert len(made["credentialSubject"]["identifier"]) == 1
    assert made["credentialSubject"]["achievement"]["related"] == []
    assert made["credentialSubject"]["achievement"]["humanCode"] == "tot-completion"
    assert linked_data.statements(made) != ""


def test_the_same_snapshot_always_gives_the_same_credential():
    """What was issued is made again to be compared: this may change for a new format of the snapshot only."""
    assert sha256(linked_data.statements(document()).encode()).hexdigest() == PINNED


def test_our_quicker_preparation_of_contexts_states_the_same():
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": linked_data.load}
    assert linked_data.statements(document()) == jsonld.JsonLdProcessor().normalize(document(), options)


def test_a_signed_one_holds_with_its_own_key_only(signed, key):
    other = Ed25519PrivateKey.generate()
    assert proofs.is_genuine(signed, key=key.public_key())
    assert not proofs.is_genuine(signed, key=other.public_key())


def altered(signed, change):
    copy = json.loads(json.dumps(signed))
    change(copy)
    return copy


@pytest.mark.parametrize(
    "change",
    [
        lambda it: it["credentialSubject"]["identifier"][0].update(identityHash="សុខ ស្រីមំុ"),
        lambda it: it.update(validUntil="2099-11-22T23:59:59+07:00"),
        lambda it: it.pop("validUntil"),
        lambda it: it["credentialStatus"].pop(),
        lambda it: it["proof"].update(verificationMethod="did:web:elsewhere.example#key-1"),
        lambda it: it["proof"].update(cryptosuite="none"),
        lambda it: it["proof"].update(proofPurpose="authentication"),
        lambda it: it["proof"].update(proofValue="z"),
        lambda it: it["proof"].update(proofValue=1),
        lambda it: it.pop("proof"),
        lambda it: it.update({"@context": "https://elsewhere.example/"}),
        lambda it: it.pop("@context"),
    ],
)
def test_an_altered_one_does_not_hold(signed, key, change):
    assert not proofs.is_genuine(altered(signed, change), key=key.public_key())


@pytest.mark.parametrize(
    "change",
    [
        lambda it: it.update(email="learner.kh@example.org"),
        lambda it: it["credentialSubject"].update(post="Inspector"),
        lambda it: it["credentialSubject"].update(type=["AchievementSubject", "Trainer"]),
        lambda it: it.update(id="c/1.json"),
    ],
)
def test_what_no_context_defines_is_never_signed(key, change):
    """JSON-LD would leave it out of what is signed without a sound."""
    with pytest.raises(linked_data.UndefinedWord):
        proofs.signed(altered(document(), change), key=key, method=METHOD, at=timezone.now())


def test_no_context_is_fetched(key):
    elsewhere = document() | {"@context": ["https://elsewhere.example/context.json"]}
    with pytest.raises(jsonld.JsonLdError):
        proofs.signed(elsewhere, key=key, method=METHOD, at=timezone.now())


def test_the_stored_text_is_what_is_read_again(signed):
    text = credentials.text_of(signed)
    assert soundness.read(text) == signed
    assert [soundness.read(other) for other in (text + " ", "{", "[]", "")] == [{}, {}, {}, {}]


def test_a_foreign_document_cannot_fill_the_memory():
    for number in range(linked_data.PREPARED_AT_MOST + 5):
        foreign = {"@context": {"word": f"https://elsewhere.example/{number}"}, "@id": "urn:x:1", "word": "x"}
        linked_data.statements(foreign)
    assert len(linked_data.Processor.prepared) <= linked_data.PREPARED_AT_MOST
