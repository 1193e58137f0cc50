"""A personal link that is refused stands in the log without its token."""

import logging

import pytest

from lms.core.logs import WithoutTokens

TOKEN = "0123456789abcdef0123456789abcdef01234567"


def logged(message, *args):
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, message, args, None)
    assert WithoutTokens().filter(record) is True
    return record.getMessage()


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (f"/s/{TOKEN}/", "/s/…/"),
        (f"/s/{TOKEN}/?language=km", "/s/…/?language=km"),
        (f"/km/accounts/invitation/{TOKEN}/", "/km/accounts/invitation/…/"),
        (f"/en/accounts/password/reset/key/1-{TOKEN}/", "/en/accounts/password/reset/key/…/"),
        ("/en/cohorts/tot-kh-2026/", "/en/cohorts/tot-kh-2026/"),
    ],
)
def test_the_token_is_left_out_and_the_rest_stays(address, kept):
    assert logged("%s: %s", "Gone", address) == f"Gone: {kept}"


def test_other_lines_stay_as_they_are():
    assert logged("%d of %d", 3, 4) == "3 of 4"


def test_every_line_on_the_console_passes_it(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["without_tokens"]
    assert settings.LOGGING["filters"]["without_tokens"]["()"] == "lms.core.logs.WithoutTokens"
