import json
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from certificates import actions
from certificates.models import Certificate


def check(client, code, language="en"):
    return client.get(f"/{language}/verify/{code}/")


def test_the_check_page_says_valid_and_every_printed_fact(client, certificate):
    page = check(client, certificate.code).content.decode()
    facts = ["This certificate is valid", "សុខ ស្រីមុំ", "Sok Sreymom", "Probe programme", "Task Force of Cambodia"]
    facts += [certificate.number, certificate.snapshot["printed"][-1]["statement"]]
    assert [fact in page for fact in facts] == [True] * len(facts)


def test_the_check_page_tells_nothing_else(client, certificate, learner_kh):
    learner_kh.phone = "+855 12 345 678"
    learner_kh.save()
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


def test_a_revoked_certificate_stays_and_says_so(client, certificate, taskforce_kh):
    actions.revoke(certificate=certificate, reason="A secret reason", by=taskforce_kh)
    page = check(client, certificate.code).content.decode()
    assert ["This certificate was revoked" in page, "A secret reason" in page, certificate.number in page] == [
        True,
        False,
        True,
    ]


def test_the_day_after_the_last_it_has_expired_before_any_job_ran(client, certificate):
    today = timezone.localdate()
    said = []
    for until in (today, today - timedelta(days=1)):
        Certificate.objects.update(issued_on=date(2020, 1, 1), valid_until=until)
        said.append("This certificate has expired" in check(client, certificate.code).content.decode())
    assert said == [False, True]


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


def test_the_paper_opens_with_the_code_alone(client, certificate):
    response = client.get(reverse("documents:pdf", args=[certificate.code]))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert certificate.number in PdfReader(BytesIO(response.content)).pages[0].extract_text()


def test_a_withdrawn_or_unknown_paper_is_not_given(client, certificate, taskforce_kh):
    actions.revoke(certificate=certificate, reason="Untrue", by=taskforce_kh)
    withdrawn = client.get(f"/c/{certificate.code}.pdf")
    assert (withdrawn.status_code, withdrawn.url.endswith(f"/verify/{certificate.code}/")) == (302, True)
    assert client.get("/c/2222-2222-2222-2222.pdf").status_code == 404


def test_papers_are_given_out_in_measure(client, certificate, monkeypatch):
    monkeypatch.setattr("certificates.views.public.PAPERS_PER_MINUTE", 2)
    address = f"/c/{certificate.code}.pdf"
    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 429]


def test_the_stored_snapshot_is_what_was_printed(certificate):
    row = Certificate.objects.get()
    assert json.loads(json.dumps(certificate.snapshot)) == row.snapshot
