"""The product's most important test: what one person can open, nobody else can who may not.

Crawl the demo as every role, replay every page and form as every other role, and demand 404, 403 or the
sign-in page, no foreign name in the body, and no changed row.
"""

import re

import pytest
from demo_site import seeded
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.test import Client
from isolation import canaries_in, crawl, is_refused, route_of, tables_digest

from certificates.models import (
    Batch,
    Certificate,
    CertificateEvent,
    Decision,
    Recommendation,
    RecommendationStep,
    RevocationProposal,
)
from courses.tot.models import Candidacy, Observation, PracticeSession
from lms.alumni.models import Campaign, Case, DataAgreement
from lms.cohorts.models import Cohort, Session
from lms.learning.models import ActionPlan
from lms.people.models import ContactDetails, Organisation, Post, Role, User
from lms.questionnaires.permissions import BANK_ROLES, can_see_bank

pytestmark = pytest.mark.django_db

START = [
    "/en/",
    "/en/my/",
    "/en/figures/",
    "/en/cohorts/",
    "/en/taskforce/",
    "/en/register/",
    "/en/alumni/",
    "/en/bank/",
    "/en/trainers/",
    "/en/register/trainers/",
    "/en/figures/trainers/",
    "/en/figures/capacity/",
    "/en/figures/logframe/",
    "/en/my/certificates/",
    "/en/taskforce/settings/",
    "/en/observations/calibration/observers/",
    "/en/certificates/batches/",
    "/en/calls/",
    "/en/register/agreements/",
    "/en/alumni/queries/",
    "/en/my/details/contacts/erase/",
]
ACCOUNTS = [
    "learner.kh",
    "learner.la",
    "trainer.kh",
    "trainer.la",
    "observer.kh",
    "observer2.kh",
    "tot.kh.07",  # a candidate whose observers differ
    "taskforce.kh",
    "taskforce2.kh",
    "taskforce.la",
    "interviewer.kh",
    "editor",
    "translator.km",
    "reviewer.km",
    "admin",
    "",
]
# Public, or behind an unguessable code.
SAME_FOR_EVERYONE = (
    *("/accounts/", "/verify/", "/courses/", "/c/", "/status/", "/.well-known/", "/observations/sw.js"),
    "/s/test/",
)
OWN_DESK = (  # each person's own, at one address
    "/en/my/",
    "/en/my/record/",
    "/en/my/details/",
    "/en/my/details/contacts/erase/",
    "/en/my/certificates/",
    "/en/calls/",
)
OPEN_TO_ADMINISTRATORS = ("/cohorts/", "/observations/", "/practicum/", "/recommendations/", "/taskforce/certificates/")
REFUSED_IN_WORDS = ("/observations/new/",)  # by a rule, to an observer of the same country: nothing may change
HOSTILE = "\"'><img src=x onerror=alert(1)>"
HOSTILE_TAG = "<img src=x"
TEXTS = [
    (ActionPlan, "change"),
    (Batch, "title"),
    (Campaign, "title"),
    (Certificate, "state_reason"),
    (CertificateEvent, "reason"),
    (Cohort, "title"),
    (DataAgreement, "reference"),
    (Decision, "reason"),
    (Candidacy, "nominated_by"),
    (Observation, "notes"),
    (Observation, "reply"),
    (PracticeSession, "title"),
    (PracticeSession, "place"),
    (PracticeSession, "plan"),
    (PracticeSession, "feedback"),
    (PracticeSession, "reflection"),
    (Post, "title"),
    (Recommendation, "note"),
    (RecommendationStep, "reason"),
    (RevocationProposal, "reason"),
    (Session, "title"),
]
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=)"\w+"')


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo with marked names, undone at the end."""
    with seeded(django_db_blocker, alumni=60):
        mark_names()
        yield


def mark_names() -> None:
    """Every person is called Canary<id>x, so that a name in a body says whose it is; every text tries to be markup."""
    mark = Concat(Value("Canary"), Cast("pk", CharField()), Value("x"))
    name = Concat(mark, Value(HOSTILE))
    User.objects.update(full_name=name, full_name_latin=name, honorific=HOSTILE, call_me="")
    ContactDetails.objects.bulk_update(hostile_contacts(), ContactDetails.NAMES)
    for model, field in TEXTS:
        model.objects.update(**{field: Concat(F(field), Value(HOSTILE), output_field=CharField())})
    Organisation.objects.update(name=Concat(Value(HOSTILE), Cast("pk", CharField())))
    User.objects.exclude(email__in=[f"{account}@demo.example" for account in ACCOUNTS]).exclude(email=None).update(
        email=Concat(Value("canary"), Cast("pk", CharField()), Value("x@demo.example"))
    )


def hostile_contacts() -> list[ContactDetails]:
    """Whose number it is stands in it, so that a number in a body says whose it is."""
    rows = list(ContactDetails.objects.all())
    for row in rows:
        row.phone = row.personal_email = row.personal_phone = f"Canary{row.person_id}x"
    return rows


@pytest.fixture(scope="module")
def clients(demo):
    return {account: client_of(account) for account in ACCOUNTS}


def client_of(account: str) -> Client:
    client = Client(raise_request_exception=True)
    if account:
        client.force_login(User.objects.get(email=f"{account}@demo.example"))
    return client


@pytest.fixture(scope="module")
def crawls(clients):
    start = [*START, *chosen_together()]
    return {account: crawl(client, start) for account, client in clients.items()}


def chosen_together() -> list[str]:
    """The Task Forces' page of many approvals, which a form leads to and no link."""
    waiting = Recommendation.objects.waiting().values_list("pk", flat=True)
    return [f"/en/taskforce/approve/?chosen={pk}" for pk in waiting]


def known_to(account: str) -> set[int]:
    """The ids of the people whose names this person may read."""
    if not account:
        return set()
    user = User.objects.get(email=f"{account}@demo.example")
    if user.is_administrator:
        return set(User.objects.values_list("pk", flat=True))
    country = user.countries_as("task_force") + user.countries_as("observer")
    in_country = User.objects.filter(country__in=country).values_list("pk", flat=True)
    cohorts = Cohort.objects.filter(trainers=user) | Cohort.objects.filter(enrolments__person=user)
    taught = User.objects.filter(enrolments__cohort__trainers=user).values_list("pk", flat=True)
    trainers = User.objects.filter(cohorts_taught__in=cohorts).values_list("pk", flat=True)
    shared = {*colleagues_in_the_bank(user), *observers_of_lessons(user), *people_to_call(user)}
    return {user.pk, *in_country, *taught, *trainers, *shared}


def people_to_call(user: User) -> set[int]:
    """An interviewer reads the names of those whom they are to call."""
    return set(Case.objects.visible_to(user).filter(assigned_to=user).values_list("person", flat=True))


def observers_of_lessons(user: User) -> set[int]:
    """Who signed about a lesson is named to its candidate and to those who run the cohort."""
    sessions = PracticeSession.objects.visible_to(user)
    return set(
        Observation.objects.filter(session__in=sessions, signed_at__isnull=False).values_list("observer", flat=True)
    )


def colleagues_in_the_bank(user: User) -> set[int]:
    """Who writes, reviews and signs off reads who else did: the bank names them."""
    if not can_see_bank(user):
        return set()
    return set(Role.objects.filter(kind__in=BANK_ROLES).values_list("person", flat=True))


@pytest.mark.parametrize("account", ACCOUNTS)
def test_no_text_of_a_person_becomes_markup(crawls, account):
    assert [address for address, text in crawls[account].pages.items() if HOSTILE_TAG in text.lower()] == []


def test_the_texts_that_try_are_on_the_pages(crawls):
    escaped = [address for address, text in crawls["admin"].pages.items() if "&lt;img src=x" in text]
    assert len(escaped) > 10


def may_share(account: str, address: str) -> bool:
    """Public pages; a desk of one's own; and what an administrator may open anyway, though the crawl stopped short."""
    is_own_kind = account == "admin" and any(part in address for part in OPEN_TO_ADMINISTRATORS)
    return is_own_kind or address in OWN_DESK or any(part in address for part in SAME_FOR_EVERYONE)


@pytest.mark.parametrize("account", ACCOUNTS)
def test_own_pages_hold_no_foreign_name(crawls, account):
    known = known_to(account)
    foreign = {
        address: sorted(canaries_in(text) - known)
        for address, text in crawls[account].pages.items()
        if canaries_in(text) - known
    }
    assert foreign == {}


@pytest.mark.parametrize("account", ACCOUNTS)
def test_pages_of_others_are_refused(clients, crawls, account):
    own = set(crawls[account].pages) | set(crawls[""].pages)
    routes = {route_of(address) for address in own}
    foreign = {address for other in crawls.values() for address in other.pages} - own
    known, opened = known_to(account), []
    for address in sorted(foreign):
        if may_share(account, address):
            continue
        response = clients[account].get(address)
        leaks = canaries_in(response.content.decode(errors="replace")) - known if not response.streaming else set()
        is_own_kind = route_of(address) in routes and not leaks
        if leaks or not (is_refused(response) or is_own_kind):
            opened.append((address, response.status_code, sorted(leaks)[:3]))
    assert opened == []


@pytest.mark.parametrize("account", ACCOUNTS)
def test_forms_of_others_change_nothing(clients, crawls, account):
    own = {post.address for post in crawls[account].forms}
    foreign = {post for other in crawls.values() for post in other.forms if post.address not in own}
    before, accepted = tables_digest(), []
    for post in sorted(foreign, key=lambda post: post.address):
        if may_share(account, post.address):
            continue
        response = clients[account].post(post.address, dict(post.fields))
        is_ruled_out = response.status_code == 409 and any(part in post.address for part in REFUSED_IN_WORDS)
        if not (is_refused(response) or is_ruled_out):
            accepted.append((post.address, response.status_code))
    assert accepted == []
    assert tables_digest() == before


@pytest.mark.parametrize("account", [account for account in ACCOUNTS if account not in ("", "admin")])
def test_refusal_of_a_foreign_row_reads_like_that_of_no_row(clients, crawls, account):
    """A foreign cohort and a cohort that does not exist answer the same."""
    own = {address for address in crawls[account].pages if "/cohorts/" in address}
    foreign = [address for other in crawls.values() for address in other.pages if "/cohorts/tot-" in address]
    for address in sorted(set(foreign) - own)[:3]:
        code = address.split("/cohorts/")[1].split("/")[0]
        nowhere = address.replace(code, "no-such-cohort")
        found, missing = clients[account].get(address), clients[account].get(nowhere)
        assert found.status_code == missing.status_code
        assert without_marks(found, code) == without_marks(missing, "no-such-cohort")


def without_marks(response, code: str) -> bytes:
    """The body without the address's own code and the form token."""
    return TOKEN.sub(b"", response.content).replace(code.encode(), b"")


def test_the_crawl_reached_what_each_role_works_with(crawls):
    """A crawl that finds nothing would make the tests above pass for nothing."""
    reached = {
        account: {route_of(address).split(":{")[0] for address in found.pages} for account, found in crawls.items()
    }
    assert any("taskforce" in address for address in crawls["taskforce.kh"].pages)
    assert any("/cohorts/rtp-2026-11/people/" in address for address in crawls["trainer.kh"].pages)
    assert any("/alumni/follow-up-2026/" in address for address in crawls["admin"].pages)
    assert len(reached["admin"]) > len(reached["learner.kh"]) > len(reached[""])
