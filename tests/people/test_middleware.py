"""Administrators and task force members go no further without a second factor."""

import factories
import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

ACTIVATE = "/en/accounts/2fa/totp/activate/"


@pytest.fixture(autouse=True)
def _second_factor(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.mark.parametrize("name", ["admin", "taskforce_kh"])
@pytest.mark.parametrize("address", ["/en/my/details/", "/en/organisations/", "/admin/", "/km/cohorts/"])
def test_privileged_people_are_led_to_the_set_up(request, signed_in, name, address):
    response = signed_in(request.getfixturevalue(name)).get(address)
    assert (response.status_code, response.url.removeprefix("/km").removeprefix("/en")) == (302, ACTIVATE[3:])


@pytest.mark.parametrize("name", ["learner_kh", "trainer_kh", "observer_kh"])
def test_others_are_not_asked(request, signed_in, name):
    assert signed_in(request.getfixturevalue(name)).get("/en/my/details/").status_code == 200


def test_the_way_out_stays_open(signed_in, admin):
    assert signed_in(admin).post("/en/accounts/logout/").status_code == 302


def test_with_a_second_factor_the_site_opens(signed_in, admin):
    TOTP.activate(admin, generate_totp_secret())
    assert signed_in(admin).get("/en/organisations/").status_code == 200


def test_without_the_setting_nobody_is_asked(settings, signed_in, admin):
    settings.REQUIRE_SECOND_FACTOR = False
    assert signed_in(admin).get("/en/organisations/").status_code == 200


@pytest.mark.parametrize(
    "address", ["/admin/accounts/", "/documents/static/", "/s/healthz/", "/xx/accounts/", "/en/my/"]
)
def test_only_a_language_may_stand_before_an_open_address(signed_in, admin, address):
    response = signed_in(admin).get(address)
    assert (response.status_code, response.url) == (302, ACTIVATE)


def test_changing_the_language_leads_nowhere_else(signed_in, taskforce_kh):
    response = signed_in(taskforce_kh).post("/i18n/setlang/", {"language": "km", "next": "//evil.example/"})
    assert (response.status_code, response.url) == (302, ACTIVATE)


def test_half_a_sign_in_is_nobody(client, admin):
    TOTP.activate(admin, generate_totp_secret())
    client.post("/en/accounts/login/", {"login": admin.email, "password": factories.PASSWORD})
    opened = [client.get(address) for address in ("/en/organisations/", "/admin/", "/en/accounts/email/")]
    assert [(answer.status_code, "/login/" in answer.url) for answer in opened] == [(302, True)] * 3
