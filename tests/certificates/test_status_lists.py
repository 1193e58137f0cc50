"""The published lists, the credential and the keys, as a verifier fetches them."""

import base64
import gzip
import json
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache

from certificates import keys, proofs, status_lists
from certificates.models import Certificate, SigningKey

SITE = "https://learn.example.org"
State = Certificate.State
NAMES = ["1", "1-suspension"]


@pytest.fixture(autouse=True)
def _site(settings, tmp_path):
    settings.SITE_URL = SITE
    settings.SIGNING_KEYS_DIR = tmp_path / "keys"


def fetched(client, name):
    cache.clear()
    return json.loads(client.get(f"/status/{name}").content)


def indexes(document):
    packed = document["credentialSubject"]["encodedList"].removeprefix("u")
    bits = gzip.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    assert len(bits) * 8 == status_lists.SIZE
    return {index for index in range(status_lists.SIZE) if bits[index // 8] >> (7 - index % 8) & 1}


@pytest.mark.parametrize("index", [0, 7, 8, 131_071])
def test_a_bit_stands_where_a_verifier_looks(index):
    found = status_lists.bits([index])
    assert [place for place in range(len(found) * 8) if found[place // 8] >> (7 - place % 8) & 1] == [index]


@pytest.mark.parametrize(
    ("state", "marked"),
    [
        (State.VALID, [False, False]),
        (State.EXPIRED, [False, False]),
        (State.SUSPENDED, [False, True]),
        (State.REVOKED, [True, False]),
        (State.SUPERSEDED, [True, False]),
    ],
)
def test_the_lists_say_what_the_register_says(client, certificate, state, marked):
    Certificate.objects.update(state=state)
    own = {certificate.status_index}
    assert [indexes(fetched(client, name)) for name in NAMES] == [own if is_in else set() for is_in in marked]


@pytest.mark.parametrize("name", NAMES)
def test_a_list_is_signed_and_soon_over(client, certificate, name):
    document = fetched(client, name)
    assert proofs.is_genuine(document, key=keys.public_key(SigningKey.objects.get()))
    assert (document["id"], document["issuer"]) == (f"{SITE}/status/{name}", "did:web:learn.example.org")
    first, last = (datetime.fromisoformat(document[end]) for end in ("validFrom", "validUntil"))
    assert last - first == timedelta(hours=24)


@pytest.mark.parametrize("name", ["2", "0", "01", "1-message", "x", "1-", "999999"])
def test_a_list_without_certificates_is_not_there(client, certificate, name):
    assert client.get(f"/status/{name}").status_code == 404


def test_without_the_key_there_is_no_list(client, certificate, settings, tmp_path):
    settings.SIGNING_KEYS_DIR = tmp_path / "elsewhere"
    response = client.get("/status/1")
    assert (response.status_code, response["Content-Type"]) == (503, "text/plain; charset=utf-8")
    assert "The key that signs certificates is missing" in response.content.decode()


def test_a_list_is_held_for_less_than_a_minute(client, certificate, monkeypatch):
    held = []
    monkeypatch.setattr(cache, "set", lambda key, value, timeout: held.append(timeout))
    response = client.get("/status/1")
    assert (held, response["Cache-Control"]) == ([30], "public, max-age=30")


def test_the_key_document_names_every_key(client, certificate):
    keys.rotate(by=None)
    document = json.loads(client.get("/.well-known/did.json").content)
    assert [each["publicKeyMultibase"] for each in document["verificationMethod"]] == list(
        SigningKey.objects.values_list("public_key", flat=True)
    )
    assert len(document["assertionMethod"]) == 2


def test_the_credential_is_given_byte_for_byte(client, certificate):
    response = client.get(f"/c/{certificate.code}.json")
    assert (response.status_code, response.content.decode()) == (200, certificate.credential)
    assert json.loads(certificate.credential)["id"] == f"{SITE}/c/{certificate.code}.json"


def test_a_revoked_credential_is_given_too_since_only_its_status_says_so(client, certificate):
    Certificate.objects.update(state=State.REVOKED)
    assert client.get(f"/c/{certificate.code}.json").content.decode() == certificate.credential


@pytest.mark.parametrize("code", ["2222-2222-2222-2222", "x"])
def test_an_unknown_credential_is_not_there(client, certificate, code):
    assert client.get(f"/c/{code}.json").status_code == 404


def test_an_older_paper_has_no_credential(client, certificate):
    Certificate.objects.update(credential="")
    assert client.get(f"/c/{certificate.code}.json").status_code == 404


def test_credentials_are_given_out_in_measure(client, certificate, monkeypatch):
    monkeypatch.setattr("certificates.views.credential.PAPERS_PER_MINUTE", 2)
    assert [client.get(f"/c/{certificate.code}.json").status_code for _ in range(3)] == [200, 200, 429]


def test_a_verifier_in_any_page_may_read_them_and_no_search_engine_keeps_them(client, certificate):
    addresses = ["/.well-known/did.json", "/status/1", f"/c/{certificate.code}.json"]
    answers = [client.get(address, headers={"origin": "https://elsewhere.example"}) for address in addresses]
    assert [answer["Access-Control-Allow-Origin"] for answer in answers] == ["*"] * 3
    assert [answer["X-Robots-Tag"] for answer in answers] == ["noindex, nofollow"] * 3
    assert [answer["Content-Type"] for answer in answers] == [
        "application/did+json",
        "application/vc+ld+json",
        "application/vc+ld+json",
    ]
    assert [len(answer.cookies) for answer in answers] == [0, 0, 0]


def test_a_place_is_free_and_on_the_newest_list(certificate):
    status_list, index = status_lists.draw()
    assert (status_list, index != certificate.status_index, 0 <= index < status_lists.SIZE) == (1, True, True)


def test_a_full_list_opens_the_next(certificate, monkeypatch):
    monkeypatch.setattr("certificates.status_lists.secrets.randbelow", lambda size: certificate.status_index)
    assert status_lists.draw() == (2, certificate.status_index)
