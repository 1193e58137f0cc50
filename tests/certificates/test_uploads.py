"""A file that is compared leaves its fingerprint and nothing else."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from certificates.uploads import LARGEST_PAPER, fingerprint_of


def sent(content, name="certificate.pdf"):
    return RequestFactory().post("/", {"paper": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize("size", [1, 70_000, LARGEST_PAPER])
def test_the_fingerprint_is_the_sha256_of_every_byte(size):
    content = b"%PDF-1.7 " + b"x" * (size - 9) if size > 9 else b"x"
    assert fingerprint_of(sent(content)).sha256 == hashlib.sha256(content).hexdigest()


def test_nothing_of_the_file_is_kept():
    request = sent(b"%PDF-1.7")
    fingerprint_of(request)
    assert (dict(request.FILES), request.POST.dict()) == ({}, {})


def test_a_file_that_is_too_large_has_no_fingerprint():
    found = fingerprint_of(sent(b"x" * (LARGEST_PAPER + 1)))
    assert (found.sha256, found.is_too_large) == ("", True)


@pytest.mark.parametrize(
    "request_", [RequestFactory().post("/", {}), RequestFactory().post("/", b"%PDF", content_type="application/pdf")]
)
def test_a_form_without_a_file_has_no_fingerprint(request_):
    found = fingerprint_of(request_)
    assert (found.sha256, found.is_too_large) == ("", False)
