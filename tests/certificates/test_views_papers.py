"""The paper itself, for whoever holds its code."""

import json
from io import BytesIO

import pytest
from pypdf import PdfReader

from certificates.actions import standing
from certificates.models import Certificate
from certificates.rendering import sha256


@pytest.fixture
def revoked(certificate, taskforce_kh, taskforce2_kh):
    proposal = standing.propose_revocation(certificate=certificate, reason="Untrue", by=taskforce_kh)
    return standing.confirm_revocation(proposal=proposal, by=taskforce2_kh)


def test_the_paper_opens_with_the_code_alone(client, certificate):
    response = client.get(f"/c/{certificate.code}.pdf")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert certificate.number in PdfReader(BytesIO(response.content)).pages[0].extract_text()


def test_the_paper_is_byte_for_byte_what_was_issued(client, certificate):
    assert sha256(client.get(f"/c/{certificate.code}.pdf").content) == certificate.pdf_sha256


def test_the_paper_opens_as_a_picture(client, certificate):
    response = client.get(f"/c/{certificate.code}.png")
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert response.content.startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", ["pdf", "png"])
def test_a_withdrawn_paper_leads_to_the_page_that_says_so(client, revoked, kind):
    response = client.get(f"/c/{revoked.code}.{kind}")
    assert (response.status_code, response.url.endswith(f"/verify/{revoked.code}/")) == (302, True)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["pdf", "png"])
def test_an_unknown_paper_is_not_given(client, kind):
    assert client.get(f"/c/2222-2222-2222-2222.{kind}").status_code == 404


def test_papers_are_given_out_in_measure(client, certificate, monkeypatch):
    monkeypatch.setattr("certificates.views.papers.PAPERS_PER_MINUTE", 2)
    address = f"/c/{certificate.code}.pdf"
    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 429]


def test_the_stored_snapshot_is_what_was_printed(certificate):
    row = Certificate.objects.get()
    assert json.loads(json.dumps(certificate.snapshot)) == row.snapshot
