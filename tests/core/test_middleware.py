"""What every answer carries, and what is refused before any view."""

import factories
import pytest

from lms.people.models import Role

pytestmark = pytest.mark.django_db
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
OPEN = [
    "/en/",
    "/en/accounts/login/",
    "/en/accounts/card/",
    "/en/accounts/password/reset/",
    "/en/accounts/login/code/",
    "/en/accounts/signup/",
    "/en/accounts/invitation/none/",
    "/en/verify/",
    "/en/verify/none/",
    "/s/none/",
    "/c/none.pdf",
    "/en/help/",
    "/nothing/here/",
]
OWN = [
    "/en/my/",
    "/en/my/record/",
    "/en/my/details/",
    "/en/cohorts/",
    "/en/people/",
    "/en/figures/",
    "/en/none/",
    "/en/",
]


def parts(policy):
    return sorted(part.strip() for part in policy.split(";"))


@pytest.mark.parametrize("address", OPEN)
def test_every_page_forbids_inline_scripts_and_foreign_frames(client, address):
    response = client.get(address)
    assert parts(response["Content-Security-Policy"]) == parts(POLICY)
    assert (response["X-Content-Type-Options"], response["X-Frame-Options"]) == ("nosniff", "DENY")


@pytest.mark.parametrize("address", OWN)
def test_nothing_of_a_signed_in_person_is_kept(signed_in, admin, address):
    response = signed_in(admin).get(address)
    assert (response["Cache-Control"], "Cookie" in response["Vary"]) == ("no-store, private", True)
    assert parts(response["Content-Security-Policy"]) == parts(POLICY)


def test_only_the_admin_has_inline_parts(signed_in):
    editor = factories.person_with_role(Role.Kind.EDITOR)
    policy = parts(signed_in(editor).get("/admin/none/")["Content-Security-Policy"])
    assert [part for part in policy if "unsafe-inline" in part] == [
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
    ]


def test_signing_out_empties_the_browsers_store(signed_in, learner_kh):
    response = signed_in(learner_kh).post("/en/accounts/logout/")
    assert (response["Clear-Site-Data"], response["Cache-Control"]) == ('"storage"', "no-store, private")


@pytest.mark.parametrize(
    "address",
    [
        "/en/people/?q=%00",
        "/en/organisations/?country=%00",
        "/en/register/?q=a%00b",
        "/en/?%00",
        "/admin/?q=%00",
        "/en/bank/a%00b/",
    ],
)
def test_a_nul_sign_in_the_question_is_a_bad_request(signed_in, admin, address):
    assert signed_in(admin).get(address).status_code == 400


@pytest.mark.parametrize("address", ["/en/accounts/login/", "/s/none/", "/i18n/setlang/"])
def test_a_huge_body_is_refused_before_it_is_read(client, settings, address):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = client.post(address, "x" * 1001, content_type="application/octet-stream")
    assert (response.status_code, response.content) == (413, b"The file is too large.")
