"""The pages that belong to no app."""

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from lms.core import languages, views

MAIL = "From: a@example.org\nTo: sok@example.org\nSubject: Hello\nContent-Type: text/plain\n\nText\n" + "-" * 79 + "\n"


@pytest.mark.parametrize(("wanted", "address"), [("km", "/km/"), ("zh-CN", "/zh-hans/"), ("fr", "/en/")])
def test_start_leads_to_the_browsers_language(client, wanted, address):
    response = client.get("/", headers={"Accept-Language": wanted})
    assert (response.status_code, response["Location"]) == (302, address)


def test_start_leads_to_the_persons_own_language(signed_in, learner_kh):
    assert signed_in(learner_kh).get("/", headers={"Accept-Language": "th"})["Location"] == "/km/"


def test_health_is_good_where_database_and_broker_answer(client, db):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"database": True, "broker": True})


def test_mail_folder_shows_what_the_demo_sent(client, db, settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    (tmp_path / "1.log").write_text(MAIL, encoding="utf-8")
    [mail] = client.get("/dev/mail/").context["mails"]
    assert (mail["to"], mail["subject"], mail["text"]) == ("sok@example.org", "Hello", "Text")


@pytest.mark.parametrize("address", ["/dev/mail/", "/en/styleguide/"])
def test_a_real_site_has_no_demo_pages(client, db, settings, address):
    settings.EMBEDDED = False
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("language", languages.CODES)
def test_style_guide_shows_every_component_in_each_language(client, db, language):
    response = client.get(f"/{language}/styleguide/")
    assert response.status_code == 200
    page = response.content.decode()
    assert f'<html lang="{languages.HTML[language]}">' in page
    assert [name for name in languages.OWN_NAMES.values() if f">{name}</p>" not in page] == []


def test_a_lost_database_is_said_with_a_time_to_try_again():
    try:
        raise OperationalError
    except OperationalError:
        response = views.server_error(RequestFactory().get("/"))
    assert (response.status_code, response["Retry-After"]) == (503, "10")
