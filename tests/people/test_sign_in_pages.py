"""allauth's pages wear our frame, and none of them needs an inline script."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from factories import PASSWORD

VISITORS = [
    "login/",
    "password/reset/",
    "password/reset/done/",
    "login/code/",
    "confirm-email/",
    "inactive/",
    "signup/",
]
MEMBERS = ["logout/", "password/change/", "email/", "2fa/", "2fa/recovery-codes/", "2fa/webauthn/", "2fa/webauthn/add/"]
INLINE = re.compile(r"<script(?![^>]*(?:src=|application/json))|\son[a-z]+=|\sstyle=|<style")


def check(response):
    text = response.content.decode()
    assert response.status_code == 200
    assert ('class="site-header"' in text, INLINE.findall(text)) == (True, [])
    directives = response["Content-Security-Policy"].split("; ")
    assert [part for part in directives if part.startswith(("default", "script"))] == ["default-src 'self'"]


@pytest.mark.parametrize("address", VISITORS)
def test_pages_before_sign_in(client, db, address):
    check(client.get(f"/en/accounts/{address}"))


@pytest.mark.parametrize("address", MEMBERS)
def test_pages_after_sign_in(client, learner_kh, address):
    TOTP.activate(learner_kh, generate_totp_secret())
    RecoveryCodes.activate(learner_kh)
    sign_in_with_second_step(client, learner_kh)
    check(client.get(f"/en/accounts/{address}"))


def sign_in_with_second_step(client, person):
    answer = client.post("/en/accounts/login/", {"login": person.email, "password": PASSWORD}, follow=True)
    check(answer)
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    client.post("/en/accounts/2fa/authenticate/", {"code": code})
    assert client.session["_auth_user_id"] == str(person.pk)
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})


def test_the_set_up_page_shows_a_picture_and_the_key(client, learner_kh):
    client.post("/en/accounts/login/", {"login": learner_kh.email, "password": PASSWORD})
    asked = client.get("/en/accounts/2fa/totp/activate/", follow=True)
    check(asked)
    response = client.post(asked.request["PATH_INFO"] + "?" + asked.request["QUERY_STRING"], {"password": PASSWORD})
    response = client.get(response.url)
    check(response)
    assert response.context["form"].secret in response.content.decode()


def test_the_door_offers_three_ways_and_no_remember_me(client, db):
    response = client.get("/en/accounts/login/")
    links = re.findall(r'href="/en/accounts/([a-z/]+)"', response.content.decode())
    assert [link for link in links if link != "login/"] == ["password/reset/", "card/", "login/code/"]
    assert list(response.context["form"].fields) == ["login", "password"]


def test_the_other_doors_lead_to_this_one(client, db):
    addresses = ["/admin/login/", "/admin/password_reset/", "/_util/login/", "/km/_util/login/"]
    assert [client.get(address).url for address in addresses] == ["/accounts/login/"] * 4
