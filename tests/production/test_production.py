"""The main path in the production shape: PostgreSQL, Redis, granian, https at the proxy."""

import re
import time

import factories
import pytest
from site_in_production import HOST, Visitor, manage, running

BROKEN_BROKER = {"LMS_BROKER_URL": "redis://127.0.0.1:1/0"}
OPTION = re.compile(r'name="option" value="([0-9a-f]{32})"')
ASK_HEALTH = """
from django.test import RequestFactory
from lms.core.views import healthz
answer = healthz(RequestFactory().get("/healthz"))
print(answer.status_code, answer.content.decode())
"""
TRIED = """
from lms.core.models import Message
print(Message.objects.filter(to="admin@example.org").latest("pk").attempts)
"""
RESET = """
import time
from django.test import Client
client = Client(headers={"host": "learn.example.org", "x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.7"})
client.get("/en/accounts/password/reset/", secure=True)  # whatever is loaded at the first request
started = time.monotonic()
answer = client.post("/en/accounts/password/reset/", {"email": "sok@example.org"}, secure=True)
from lms.core.models import Message
message = Message.objects.latest("pk")
print(answer.status_code, message.state, message.attempts, time.monotonic() - started < 5)
"""


@pytest.fixture
def visitor(port):
    return Visitor(port)


def sign_in(visitor, email="sok@example.org"):
    _status, page = visitor.get("/en/accounts/login/")
    return visitor.post("/en/accounts/login/", {"login": email, "password": factories.PASSWORD}, page=page)[0]


def test_the_deployment_check_is_clean(settings_of_site):
    said = manage(settings_of_site, "check", "--deploy", "--fail-level", "WARNING")
    assert said == "System check identified no issues (0 silenced)."


def test_health_is_told_without_https(port):
    assert Visitor(port, scheme="http").get("/healthz") == (200, '{"database": true, "broker": true}')


def test_health_names_the_broker_that_does_not_answer(settings_of_site):
    said = manage({**settings_of_site, **BROKEN_BROKER}, "shell", "--verbosity", "0", "-c", ASK_HEALTH)
    assert said.splitlines()[-1] == '503 {"database": true, "broker": false}'


def test_without_a_broker_requests_succeed_at_once_and_mails_wait(settings_of_site):
    said = manage({**settings_of_site, **BROKEN_BROKER}, "shell", "--verbosity", "0", "-c", RESET)
    assert said.splitlines()[-1] == "302 waiting 0 True"


def test_plain_http_leads_to_https(port):
    visitor = Visitor(port, scheme="http")
    assert (visitor.get("/en/")[0], visitor.location) == (301, f"https://{HOST}/en/")


def test_another_host_is_not_answered(port):
    assert Visitor(port, host="evil.example").get("/en/accounts/password/reset/")[0] == 400


def test_public_pages_are_there_in_every_language(visitor):
    pages = [
        visitor.get(f"/{language}/courses/rtp/")[0] for language in ("en", "km", "lo", "my", "th", "vi", "zh-hans")
    ]
    assert pages == [200] * 7
    assert visitor.headers["strict-transport-security"] == ["max-age=31536000; includeSubDomains; preload"]


def test_no_demo_page_is_there(visitor):
    assert [visitor.get(address)[0] for address in ("/dev/mail/", "/en/styleguide/")] == [404, 404]


def test_cookies_are_bound_to_this_host_and_to_https(visitor):
    assert sign_in(visitor) == 302
    cookies = {cookie.partition("=")[0]: cookie for cookie in visitor.headers["set-cookie"]}
    session = cookies["__Host-session"]
    assert [part in session for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Domain")] == [True] * 4 + [
        False
    ]
    assert sorted(cookies) == ["__Host-csrf", "__Host-session"]


def test_an_administrator_without_a_second_factor_is_led_to_its_set_up(visitor):
    assert sign_in(visitor, "admin@example.org") == 302
    assert (visitor.get("/en/people/")[0], visitor.location) == (302, "/en/accounts/2fa/totp/activate/")


def test_one_sitting_from_sign_in_to_result(visitor):
    sign_in(visitor)
    _status, desk = visitor.get("/en/my/")
    start = re.search(r'action="(/en/my/enrolments/\d+/start/pre/)"', desk)[1]
    assert visitor.post(start, {}, page=desk)[0] == 302
    overview = visitor.location
    assert visitor.get(overview)[0] == 302
    while "/review/" not in visitor.location:
        address = visitor.location
        _status, page = visitor.get(address)
        assert visitor.post(address, {"option": OPTION.search(page)[1]}, page=page)[0] == 302
    _status, review = visitor.get(visitor.location)
    assert visitor.post(f"{overview}hand-in/", {}, page=review)[0] == 302
    assert visitor.get(visitor.location)[0] == 200


def test_the_bell_reaches_a_worker_over_redis(settings_of_site, visitor):
    """No mail server answers here: that the sending was tried says that the worker heard."""
    with running(settings_of_site, "celery", "--quiet", "-A", "lms", "worker", "--pool", "solo"):
        _status, page = visitor.get("/en/accounts/password/reset/")
        assert visitor.post("/en/accounts/password/reset/", {"email": "admin@example.org"}, page=page)[0] == 302
        for _ in range(20):
            attempts = manage(settings_of_site, "shell", "--verbosity", "0", "-c", TRIED).splitlines()[-1]
            if attempts != "0":
                break
            time.sleep(0.5)
    assert attempts == "1"
