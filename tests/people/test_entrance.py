"""One door: passwords, code cards, invitations, and the limits on each."""

import re
from datetime import timedelta

import factories
import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lms.core.models import Message
from lms.people import actions, queries
from lms.people.models import Consent, Invitation, User

LOGIN, CARD = "/en/accounts/login/", "/en/accounts/card/"


@pytest.fixture
def card_owner(db):
    return factories.person(email=None, full_name="Somsack")


@pytest.fixture
def newcomer(db):
    person = factories.person(full_name="Nguyễn A", language="vi", country="VN")
    EmailAddress.objects.all().delete()
    return person


def who(client):
    return client.session.get("_auth_user_id")


def invitation_link(person, by):
    actions.invite(person=person, by=by)
    body = Message.objects.get(to=person.email).body
    return "/" + next(word for word in body.split() if "/invitation/" in word).split("/", 3)[3]


@pytest.mark.parametrize("spoil", [str, str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "])
def test_a_card_opens_the_account_however_it_is_typed(client, card_owner, admin, spoil):
    code = actions.issue_sign_in_code(person=card_owner, by=admin)
    response = client.post(CARD, {"code": spoil(code)})
    assert (response.status_code, response.url, who(client)) == (302, "/en/my/", str(card_owner.pk))


def test_unknown_replaced_and_closed_cards_get_one_answer(client, card_owner, admin):
    replaced = actions.issue_sign_in_code(person=card_owner, by=admin)
    closed = actions.issue_sign_in_code(person=card_owner, by=admin)
    card_owner.is_active = False
    card_owner.save()
    answers = []
    for code in (replaced, closed, "2222-2222-2222"):
        response = client.post(CARD, {"code": code})
        answers.append((response.status_code, response.context["form"].errors.as_text(), who(client)))
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][1:] == (
        "* code\n  * This code does not open an account. Check it, or ask your trainer for a new card.",
        None,
    )


def test_a_blank_code_never_matches(client, card_owner):
    assert client.post(CARD, {"code": "-"}).status_code == 200
    assert (queries.person_with_code(""), who(client)) == (None, None)


def test_a_card_leads_only_to_addresses_of_this_site(client, card_owner, admin):
    code = actions.issue_sign_in_code(person=card_owner, by=admin)
    assert client.post(CARD, {"code": code, "next": "//evil.example/"}).url == "/en/my/"
    client.logout()
    assert client.post(CARD, {"code": code, "next": "/en/my/details/"}).url == "/en/my/details/"


def test_after_sixty_wrong_codes_even_a_right_one_waits(client, card_owner, admin):
    code = actions.issue_sign_in_code(person=card_owner, by=admin)
    statuses = {client.post(CARD, {"code": f"2222-2222-{number:04}"}).status_code for number in range(2222, 2282)}
    assert (statuses, client.post(CARD, {"code": code}).status_code, who(client)) == ({200}, 429, None)


def test_a_card_does_not_walk_around_the_second_step(client, card_owner, admin):
    code = actions.issue_sign_in_code(person=card_owner, by=admin)
    TOTP.activate(card_owner, generate_totp_secret())
    response = client.post(CARD, {"code": code})
    assert (response.url, who(client)) == ("/en/accounts/2fa/authenticate/", None)


def test_sixty_sign_ins_from_one_address_within_a_minute_pass(client, db):
    people = [factories.person() for _ in range(60)]
    for person in people:
        client.logout()
        response = client.post(LOGIN, {"login": person.email, "password": factories.PASSWORD})
        assert (response.status_code, who(client)) == (302, str(person.pk))


def test_after_five_wrong_passwords_the_right_one_is_refused(client, learner_kh, learner_la):
    for _ in range(5):
        assert client.post(LOGIN, {"login": learner_kh.email, "password": "wrong"}).status_code == 200
    client.post(LOGIN, {"login": learner_kh.email, "password": factories.PASSWORD})
    assert who(client) is None
    client.post(LOGIN, {"login": learner_la.email, "password": factories.PASSWORD})
    assert who(client) == str(learner_la.pk)


def test_reset_answers_alike_and_writes_only_to_people(client, learner_kh):
    answers = []
    for email in (learner_kh.email, "nobody@example.org"):
        response = client.post("/en/accounts/password/reset/", {"email": email})
        answers.append((response.status_code, response.url))
    assert answers[0] == answers[1]
    assert list(Message.objects.values_list("to", flat=True)) == [learner_kh.email]


def test_an_invitation_is_written_in_the_persons_language(newcomer, admin):
    link = invitation_link(newcomer, admin)
    message = Message.objects.get()
    assert (link.split("/")[1], message.language, message.to) == ("vi", "vi", newcomer.email)
    assert mail.outbox == [] or mail.outbox[0].to == [newcomer.email]


def test_opening_an_invitation_uses_nothing_up(client, newcomer, admin):
    link = invitation_link(newcomer, admin)
    assert [client.get(link).status_code, client.head(link).status_code, client.get(link).status_code] == [200] * 3
    assert Invitation.objects.get().accepted_at is None


def test_accepting_an_invitation_signs_in_once(client, newcomer, admin):
    link = invitation_link(newcomer, admin)
    answer = {"password": "four plain words here", "consent": "on"}
    response = client.post(link, answer)
    assert (response.status_code, who(client)) == (302, str(newcomer.pk))
    assert queries.consents_of(newcomer)[Consent.Purpose.PLATFORM] is True
    assert EmailAddress.objects.get(user=newcomer).verified is True
    client.logout()
    assert (client.post(link, answer).status_code, client.get(link).status_code, who(client)) == (410, 410, None)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({}, {}),
        ({"follow_up": "on", "proxy": "no"}, {"follow_up": True, "proxy": False}),
        ({"proxy": "yes", "records": "yes", "register": "on"}, {"proxy": True, "records": True}),
    ],
)
def test_what_is_asked_beside_is_kept_and_may_stay_open(client, newcomer, admin, said, kept):
    link = invitation_link(newcomer, admin)
    client.post(link, {"password": "four plain words here", "consent": "on", **said})
    assert queries.answers_of(newcomer) == {"platform": True, **kept}


def test_an_invitation_needs_consent_and_a_good_password(client, newcomer, admin):
    link = invitation_link(newcomer, admin)
    assert client.post(link, {"password": "four plain words here"}).status_code == 200
    assert client.post(link, {"password": "1234567890", "consent": "on"}).status_code == 200
    assert (who(client), Invitation.objects.get().accepted_at) == (None, None)


def test_unknown_and_old_invitations_say_no(client, newcomer, admin):
    link = invitation_link(newcomer, admin)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    unknown = reverse("people:invitation", args=["x" * 43])
    assert (client.get(link).status_code, client.get(unknown).status_code) == (410, 404)


def test_tokens_and_codes_are_stored_only_as_digests(newcomer, card_owner, admin):
    token = invitation_link(newcomer, admin).rstrip("/").rpartition("/")[2]
    code = actions.issue_sign_in_code(person=card_owner, by=admin)
    card_owner.refresh_from_db()
    assert (len(Invitation.objects.get().token_digest), len(card_owner.sign_in_code_digest)) == (64, 64)
    assert token not in Invitation.objects.get().token_digest
    assert code.replace("-", "") not in card_owner.sign_in_code_digest


def test_a_new_card_ends_what_the_old_one_opened(client, card_owner, admin):
    client.post(CARD, {"code": actions.issue_sign_in_code(person=card_owner, by=admin)})
    assert client.get("/en/my/").status_code == 200
    actions.issue_sign_in_code(person=card_owner, by=admin)
    assert client.get("/en/my/").status_code == 302


def test_who_has_signed_in_another_way_needs_no_invitation(client, newcomer, admin):
    link = invitation_link(newcomer, admin)
    newcomer.last_login = timezone.now()
    newcomer.save()
    answer = {"password": "four plain words here", "consent": "on"}
    assert (client.get(link).status_code, client.post(link, answer).status_code, who(client)) == (410, 410, None)


def test_an_invitation_opened_by_somebody_else_signs_its_owner_in(signed_in, learner_kh, newcomer, admin):
    link = invitation_link(newcomer, admin)
    client = signed_in(learner_kh)
    client.post(link, {"password": "four plain words here", "consent": "on"})
    assert who(client) == str(newcomer.pk)


def test_a_reset_link_of_an_account_closed_since_opens_nothing(client, learner_kh):
    client.post("/en/accounts/password/reset/", {"email": learner_kh.email})
    link = "/" + Message.objects.get().body.split("://")[1].split()[0].split("/", 1)[1]
    learner_kh.is_active = False
    learner_kh.save()
    page = client.get(link, follow=True)
    passwords = {"password1": "four plain words here", "password2": "four plain words here"}
    client.post(page.request["PATH_INFO"], passwords)
    learner_kh.refresh_from_db()
    assert learner_kh.check_password(factories.PASSWORD)


def test_a_closed_account_is_signed_out_at_its_next_request(signed_in, learner_kh):
    client = signed_in(learner_kh)
    assert client.get("/en/my/").status_code == 200
    learner_kh.is_active = False
    learner_kh.save()
    assert client.get("/en/my/").url == "/en/accounts/login/?next=/en/my/"


def test_nobody_confirms_an_address_under_which_another_is_known(client, learner_kh):
    factories.person(email="known@example.org")
    EmailAddress.objects.filter(email="known@example.org").delete()
    claimed = EmailAddress.objects.create(user=learner_kh, email="known@example.org")
    client.post(reverse("account_confirm_email", args=[EmailConfirmationHMAC(claimed).key]))
    claimed.refresh_from_db()
    assert claimed.verified is False


@pytest.mark.parametrize(
    ("address", "field", "more"),
    [
        ("login/", "login", {"password": "no such password"}),
        ("password/reset/", "email", {}),
        ("login/code/", "email", {}),
    ],
)
def test_known_unknown_and_closed_accounts_get_one_answer(address, field, more, learner_kh):
    closed = factories.person(is_active=False)
    User.objects.create(email="imported@example.org", password="!imported", full_name="Imported")
    answers = [
        answer_to(f"/en/accounts/{address}", {field: email, **more})
        for email in (learner_kh.email, "nobody@example.org", closed.email, "imported@example.org")
    ]
    assert answers == [answers[0]] * 4


def answer_to(address, data):
    """Status, address and body that follow, without what differs by design: the form's token and the e-mail typed."""
    client = Client()
    response = client.post(address, data, follow=True)
    email = data.get("login") or data["email"]
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode().replace(email, ""))
    return response.status_code, response.redirect_chain, text, sorted(client.cookies)


@pytest.mark.parametrize(
    "address",
    [
        "/admin/login/",
        "/admin/password_reset/",
        "/admin/password_reset/confirm/x/y/",
        "/_util/login/",
        "/en/_util/login/",
        "/zh-hans/_util/login/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_other_door_leads_to_ours(client, learner_kh, address, method):
    data = {"username": learner_kh.email, "password": factories.PASSWORD, "next": "//evil.example/"}
    response = getattr(client, method)(address, data)
    assert (response.status_code, response.url.partition("?")[0], who(client)) == (302, "/accounts/login/", None)
