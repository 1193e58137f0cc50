"""The check pages: by code and by paper, for anyone, without a cookie."""

import hashlib
import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from certificates import rendering
from certificates.actions import reissuing, standing
from certificates.models import Certificate
from certificates.uploads import LARGEST_PAPER
from lms.core.display import date_text
from lms.core.languages import CODES
from lms.people import contacts
from lms.people.models import User


def check(client, code, language="en"):
    return client.get(f"/{language}/verify/{code}/")


def test_the_check_page_says_valid_and_every_printed_fact(client, certificate):
    page = check(client, certificate.code).content.decode()
    facts = ["This certificate is valid", "សុខ ស្រីមុំ", "Sok Sreymom", "Probe programme", "Task Force of Cambodia"]
    facts += [certificate.number, certificate.snapshot["printed"][-1]["statement"]]
    assert [fact in page for fact in facts] == [True] * len(facts)


def test_the_check_page_tells_nothing_else(client, certificate, learner_kh):
    contacts.keep_contacts(person=learner_kh, contacts={"phone": "+855 12 345 678"})
    page = check(client, certificate.code).content.decode()
    private = [learner_kh.email, learner_kh.phone, "Teaches calmly.", "Everything is met.", "Nhem Bopha"]
    assert [words in page for words in private] == [False] * len(private)


def test_a_code_may_be_typed_in_any_way(client, certificate):
    typed = [certificate.code.lower(), certificate.code.replace("-", ""), certificate.code.replace("-", " ").lower()]
    assert [check(client, code).status_code for code in typed] == [200, 200, 200]
    response = client.get("/en/verify/", {"code": f" {certificate.code.lower()} "})
    assert (response.status_code, response.url) == (302, f"/en/verify/{certificate.code}/")


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["2222-2222-2222-2222", "x", "0", "អក្សរ"])
def test_an_unknown_code_is_404_with_the_form(client, code):
    response = check(client, code)
    assert (response.status_code, 'name="code"' in response.content.decode()) == (404, True)


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "status"), [("", 200), ("0", 404), ("-- --", 404)])
def test_a_code_without_signs_is_never_found(client, code, status):
    assert client.get("/en/verify/", {"code": code}).status_code == status


@pytest.fixture
def today():
    return date_text(timezone.localdate())


def said(client, certificate):
    """The status alone: what stands in the frame above the facts."""
    page = check(client, certificate.code).content.decode()
    frame = page.split('<div class="status', 1)[1].split("</div>", 1)[0].split(">", 1)[1]
    return " ".join(re.sub(r"<[^>]+>", " ", frame).split())


def test_a_valid_certificate_says_since_when_and_until(client, certificate, today):
    until = date_text(certificate.valid_until)
    assert said(client, certificate) == f"This certificate is valid Valid since {today}. Last day: {until}."


def test_a_suspended_one_says_so_with_its_day_and_no_reason(client, certificate, taskforce_kh, today):
    standing.suspend(certificate=certificate, reason="A secret reason", by=taskforce_kh)
    assert said(client, certificate) == (
        f"This certificate is suspended Suspended since {today}. It is not valid at present."
    )
    assert "A secret reason" not in check(client, certificate.code).content.decode()


def test_one_that_was_suspended_says_since_when_it_is_valid_again(client, certificate, taskforce_kh, today):
    standing.suspend(certificate=certificate, reason="Unclear", by=taskforce_kh)
    standing.reinstate(certificate=certificate, reason="Clear again", by=taskforce_kh)
    until = date_text(certificate.valid_until)
    assert said(client, certificate) == (
        f"This certificate is valid It was suspended for a time. Valid again since {today}. Last day: {until}."
    )


def test_a_revoked_certificate_stays_and_says_so(client, certificate, taskforce_kh, taskforce2_kh, today):
    proposal = standing.propose_revocation(certificate=certificate, reason="A secret reason", by=taskforce_kh)
    standing.confirm_revocation(proposal=proposal, by=taskforce2_kh)
    page = check(client, certificate.code).content.decode()
    assert said(client, certificate) == f"This certificate was revoked It has not been valid since {today}."
    assert ("A secret reason" in page, certificate.number in page, "documents" in page) == (False, True, False)


def test_a_replaced_one_names_the_number_of_the_newer_and_not_its_code(client, certificate, taskforce_kh, today):
    User.objects.filter(pk=certificate.person_id).update(full_name_latin="Sok Srey Mom")
    certificate = Certificate.objects.get()
    newer = reissuing.correct(certificate=certificate, reason="A letter was wrong", by=taskforce_kh)
    assert said(client, certificate) == (
        f"This certificate was replaced by a newer one It has not been valid since {today}. "
        f"Number of the newer certificate: {newer.number}"
    )
    assert newer.code not in check(client, certificate.code).content.decode()


def test_the_day_after_the_last_it_has_expired_before_any_job_ran(client, certificate):
    today = timezone.localdate()
    found = []
    for until in (today, today - timedelta(days=1)):
        Certificate.objects.update(issued_on=date(2020, 1, 1), valid_until=until)
        found.append(said(client, certificate).startswith("This certificate has expired"))
    assert found == [False, True]


def test_check_page_and_paper_are_listed_and_kept_by_nobody(client, certificate):
    for response in (check(client, certificate.code), client.get(f"/c/{certificate.code}.pdf")):
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Cache-Control"] == "no-store, private"
        assert response.cookies == {}


def test_a_check_costs_one_query(client, certificate, django_assert_num_queries):
    check(client, certificate.code)
    with django_assert_num_queries(1):
        check(client, certificate.code)


def test_an_address_without_language_leads_to_the_visitors(client, certificate):
    response = client.get(f"/verify/{certificate.code}/", headers={"accept-language": "th"})
    assert (response.status_code, response.url) == (302, f"/th/verify/{certificate.code}/")


@pytest.mark.parametrize("language", CODES)
def test_the_check_page_answers_in_every_language_with_the_name_as_printed(client, certificate, language):
    page = check(client, certificate.code, language).content.decode()
    assert ("សុខ ស្រីមុំ" in page, '<strong lang="km">' in page, certificate.number in page) == (True, True, True)


@pytest.mark.parametrize(
    "damage",
    [{"snapshot": {}}, {"snapshot": []}, {"number": "CL-KH-2026-999999"}, {"code": "2222-2222-2222-2222"}],
)
def test_a_row_that_is_not_what_we_stored_is_never_called_valid(client, certificate, damage):
    Certificate.objects.update(**damage)
    code = damage.get("code", certificate.code)
    for response in (check(client, code), client.get("/en/verify/paper/", {"sha256": certificate.pdf_sha256})):
        page = response.content.decode()
        assert (response.status_code, "We cannot confirm" in page, "is valid</h1>" in page) == (503, True, False)


@pytest.mark.django_db
def test_who_tries_one_code_after_the_other_has_to_wait(client, monkeypatch):
    monkeypatch.setattr("certificates.views.public.UNKNOWN_PER_MINUTE", 2)
    assert [check(client, f"2222-2222-2222-222{number}").status_code for number in (2, 3, 4)] == [404, 404, 429]


def test_a_hall_may_check_one_certificate_as_often_as_it_likes(client, certificate, monkeypatch):
    monkeypatch.setattr("certificates.views.public.UNKNOWN_PER_MINUTE", 0)
    assert [check(client, certificate.code).status_code for _ in range(3)] == [200, 200, 200]


def send(client, content):
    return client.post("/en/verify/paper/", {"paper": SimpleUploadedFile("certificate.pdf", content)})


def test_the_paper_that_we_issued_is_recognised_with_its_facts(client, certificate):
    page = send(client, rendering.paper(certificate)).content.decode()
    found = ["This is the document that we issued" in page, "This certificate is valid" in page]
    assert [*found, certificate.number in page, certificate.code in page] == [True] * 4


def test_its_fingerprint_alone_is_enough(client, certificate):
    digest = hashlib.sha256(rendering.paper(certificate)).hexdigest()
    for written in (digest, digest.upper()):
        page = client.get("/en/verify/paper/", {"sha256": written}).content.decode()
        assert "This is the document that we issued" in page


def test_an_altered_paper_is_not_ours(client, certificate):
    response = send(client, rendering.paper(certificate) + b" ")
    page = response.content.decode()
    assert (response.status_code, "This is not a document that we issued" in page, certificate.number in page) == (
        404,
        True,
        False,
    )


def test_a_genuine_paper_of_a_suspended_certificate_is_not_called_valid(client, certificate, taskforce_kh):
    pdf = rendering.paper(certificate)
    standing.suspend(certificate=certificate, reason="Unclear", by=taskforce_kh)
    page = send(client, pdf).content.decode()
    assert ("This certificate is suspended" in page, "This certificate is valid" in page) == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize("digest", ["x", "0" * 63, "0" * 64, "g" * 64, "%' OR 1=1"])
def test_what_is_no_fingerprint_of_ours_is_not_ours(client, digest):
    assert client.get("/en/verify/paper/", {"sha256": digest}).status_code == 404


@pytest.mark.django_db
def test_a_form_without_a_file_asks_for_one(client):
    for response in (client.post("/en/verify/paper/"), client.get("/en/verify/paper/")):
        assert (response.status_code, "Choose the PDF file" in response.content.decode()) == (400, True)


@pytest.mark.django_db
def test_a_file_that_is_too_large_is_refused_in_words(client):
    response = send(client, b"x" * (LARGEST_PAPER + 1))
    assert (response.status_code, "larger than 5 MB" in response.content.decode()) == (400, True)


@pytest.mark.django_db
def test_papers_are_compared_without_a_token_and_without_a_cookie():
    strict = Client(enforce_csrf_checks=True)
    response = send(strict, b"%PDF-1.7")
    assert (response.status_code, response.cookies, response["X-Robots-Tag"]) == (404, {}, "noindex, nofollow")


@pytest.mark.django_db
def test_papers_are_compared_in_measure(client, monkeypatch):
    monkeypatch.setattr("certificates.views.public.COMPARED_PER_MINUTE", 2)
    assert [send(client, b"%PDF").status_code for _ in range(3)] == [404, 404, 429]
