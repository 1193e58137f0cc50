"""An observer at a provincial school: the form is kept on the phone, the network goes and comes, nothing is lost."""

import json
import re

import pytest
from playwright.sync_api import expect

OBSERVER = "observer.kh@demo.example"
NOTES = "Clear aims. Leave more time for the second exercise."
WAITS = "Kept on this device. It will be sent when there is a network."
CRITERION = "form[data-observation] input[type=radio]:not([name=seen])"
BEGIN = """
from django.utils import timezone
from courses.tot.actions import observing
from courses.tot.models import PracticeSession
from lms.cohorts.models import Cohort, Enrolment
from lms.people.models import User
trainee = User.objects.create_user(email=None, full_name='{name}', country='KH', language='en')
cohort = Cohort.objects.filter(programme_code='tot', country='KH').first()
enrolment = Enrolment.objects.create(cohort=cohort, person=trainee)
session = PracticeSession.objects.create(
    enrolment=enrolment, title='{name}', taught_on=timezone.localdate(), minutes=75, participants=14, created_by=trainee
)
observer = User.objects.get(email='{observer}')
print('draft', observing.begin(session=session, by=observer).pk)
"""
STORED = """
import json
from courses.tot.models import Observation
row = Observation.objects.get(pk={pk})
print('row', json.dumps([row.scores, row.notes, row.signed_at is not None]))
"""
STORES = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...await caches.keys(),
  ...(await navigator.serviceWorker.getRegistrations()).map((worker) => worker.scope),
]"""


@pytest.fixture
def draft(site, request):
    """The path of a new draft of the demo's observer, about a person named after the test."""
    printed = site.manage("shell", "-c", BEGIN.format(name=request.node.name[:60], observer=OBSERVER))
    return f"observations/{re.search('draft ([0-9]+)', printed).group(1)}/"


@pytest.fixture
def observer(visitor, draft):
    """The observer at a phone, at the form of the draft."""
    return at(visitor, draft)


def at(visitor, draft):
    someone = visitor("en", album="observing")
    someone.sign_in(OBSERVER)
    someone.open(draft)
    return someone


def state(someone):
    return someone.page.locator(".saved-state")


def is_saved(someone):
    expect(state(someone)).to_contain_text(re.compile(r"Saved \d+:\d+"), timeout=40_000)


def choose(someone, **levels):
    for name, level in levels.items():
        someone.page.locator(f"input[name={name}][value='{level}']").check()


def levels(someone):
    """`{criterion: level}` as the form shows them."""
    chosen = someone.page.locator(f"{CRITERION}:checked").all()
    return {field.get_attribute("name"): int(field.input_value()) for field in chosen}


def all_threes(someone):
    radios = someone.page.locator(f"{CRITERION}[value='3']").all()
    return {radio.get_attribute("name"): 3 for radio in radios}


def stored(site, draft):
    """The row as the server has it: levels, notes, whether it is signed."""
    printed = site.manage("shell", "-c", STORED.format(pk=draft.split("/")[1]))
    return json.loads(re.search("row (.*)", printed).group(1))


def cut_saving(someone):
    """Pages still come, but nothing can be saved: a network that is nearly gone."""
    someone.page.context.route("**/save/", lambda route: route.abort())


def keep(someone):
    someone.button("Keep this form on this device").click()
    someone.sees("This form is kept on this device.")


def sign_out(someone):
    someone.page.locator("header .menu summary").last.click()
    someone.page.get_by_role("button", name=someone.say("Sign out")).click()
    expect(someone.page.get_by_role("link", name=someone.say("Sign in")).first).to_be_visible()


def test_an_observation_without_network_is_kept_reopened_sent_signed_and_forgotten(observer, site, draft):
    page, context = observer.page, observer.page.context
    keep(observer)
    observer.look("kept")
    observer.check_access()
    choose(observer, objectives=4)
    is_saved(observer)

    context.set_offline(True)
    threes = all_threes(observer)
    choose(observer, **threes)
    observer.fill(notes=NOTES)
    expect(state(observer)).to_have_text(observer.say(WAITS))
    observer.button("Sign the observation").click()
    expect(state(observer)).to_contain_text("Signing needs a network")
    assert stored(site, draft) == [{"objectives": 4}, "", False]
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()  # what a page sends as it closes may pass Chromium's cut of the network: it is looked at before
    assert levels(observer) == threes
    expect(page.locator("[name=notes]")).to_have_value(NOTES)
    observer.sees("There is no network. You see the form as it is kept on this device.")
    observer.problems.clear()
    observer.look("without-network")

    context.set_offline(False)
    is_saved(observer)
    assert stored(site, draft) == [threes, NOTES, False]
    observer.fill(is_independent="on")
    observer.press("Sign the observation")
    observer.sees("The observation is signed.")
    assert stored(site, draft) == [threes, NOTES, True]
    sign_out(observer)
    assert page.evaluate(STORES) == []


def test_what_was_saved_before_the_network_went_stands_in_the_kept_form(observer):
    keep(observer)
    choose(observer, accuracy=2, cycle=4)
    is_saved(observer)
    observer.page.context.set_offline(True)
    observer.page.reload()
    assert levels(observer) == {"accuracy": 2, "cycle": 4}


def test_a_form_that_nobody_asked_to_keep_is_not_kept(observer):
    choose(observer, accuracy=2)
    is_saved(observer)
    stores = observer.page.evaluate(STORES)
    assert stores == ["clock"]


def test_a_signed_form_is_no_longer_kept(observer):
    keep(observer)
    choose(observer, **all_threes(observer))
    observer.fill(is_independent="on")
    observer.press("Sign the observation")
    observer.sees("The observation is signed.")
    assert observer.page.evaluate(STORES) in (["clock", "keep-again"], ["clock"])


def test_a_change_survives_a_reload_while_nothing_can_be_saved(observer, site, draft):
    cut_saving(observer)
    choose(observer, questions=2)
    expect(state(observer)).to_have_text(observer.say(WAITS))
    observer.page.on("dialog", lambda dialog: dialog.accept())
    observer.page.reload()
    assert levels(observer) == {"questions": 2}
    observer.page.context.unroute("**/save/")
    is_saved(observer)
    assert stored(site, draft) == [{"questions": 2}, "", False]


def test_a_networks_own_page_in_place_of_an_answer_loses_nothing(observer, site, draft):
    """As in a hotel, where every address answers with the network's sign-in."""
    page = observer.page
    page.context.route("**/save/", lambda route: route.fulfill(status=200, content_type="text/html", body="<p>Wi-Fi"))
    choose(observer, questions=2)
    expect(state(observer)).to_have_text(observer.say(WAITS))
    page.context.unroute("**/save/")
    is_saved(observer)
    assert stored(site, draft) == [{"questions": 2}, "", False]


def test_two_devices_are_brought_together_field_by_field(observer, visitor, site, draft):
    cut_saving(observer)
    choose(observer, accuracy=2, cycle=2)
    expect(state(observer)).to_have_text(observer.say(WAITS))
    second = at(visitor, draft)
    choose(second, cycle=4, materials=4)
    is_saved(second)
    observer.page.context.unroute("**/save/")
    expect(state(observer)).to_contain_text("changed later on another device", timeout=40_000)
    is_saved(observer)
    together = {"accuracy": 2, "cycle": 4, "materials": 4}
    assert (levels(observer), stored(site, draft)[0]) == (together, together)
    second.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(state(second)).to_contain_text("changed later on another device")
    assert levels(second) == together


def test_a_page_that_is_out_of_date_does_not_write_over_another_device(observer, visitor, site, draft):
    second = at(visitor, draft)
    choose(second, accuracy=4)
    is_saved(second)
    choose(observer, cycle=3)
    is_saved(observer)
    assert stored(site, draft)[0] == {"accuracy": 4, "cycle": 3}


def test_signing_out_with_something_unsent_asks_first_on_every_page(observer, site, draft):
    cut_saving(observer)
    choose(observer, inclusion=3)
    expect(state(observer)).to_have_text(observer.say(WAITS))
    asked = []
    observer.page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    observer.open("my/")
    sign_out(observer)
    unsent = "Something that you wrote on this device is not sent yet. If you sign out now, it is lost. Sign out?"
    assert [message for message in asked if message] == [observer.say(unsent)]
    assert observer.page.evaluate(STORES) == []


def test_another_persons_form_is_neither_sent_nor_kept(observer, draft):
    left = "observing:0123456789abcdef:1"
    observer.page.evaluate('name => localStorage.setItem(name, \'{"form": {"sequence": 1}}\')', left)
    observer.page.evaluate("() => caches.open('kept:0123456789abcdef:1')")
    sent = []
    observer.page.on("request", lambda request: sent.append(request.url) if "/save/" in request.url else None)
    observer.open(draft)
    expect(observer.button("Keep this form on this device")).to_be_visible()
    assert (observer.page.evaluate(STORES), sent) == (["clock"], [])


def test_a_session_that_ended_keeps_the_draft_and_leads_back(observer):
    observer.page.context.clear_cookies(name="sessionid")
    choose(observer, reflection=2)
    expect(state(observer)).to_contain_text("You are signed out")
    state(observer).get_by_role("link").click()
    observer.fill(login=OBSERVER, password="mekong-demo-2026")
    observer.press("Sign in")
    assert levels(observer) == {"reflection": 2}
    is_saved(observer)
