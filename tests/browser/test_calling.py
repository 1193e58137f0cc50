"""An interviewer at a phone: the network goes in the middle of a call, and nothing is lost or taken twice."""

import json
import re

import pytest
from playwright.sync_api import expect

INTERVIEWER = "interviewer.kh@demo.example"
WAITS = "Kept on this device. It will be sent when there is a network."
NEXT = """
from django.utils import timezone
from lms.alumni.queries.calls import NEVER_TRIED, to_work_on
from lms.people.models import User
interviewer = User.objects.get(email='{interviewer}')
print('case', to_work_on(interviewer, now=timezone.now()).filter(turn=NEVER_TRIED, may_call=True).first().pk)
"""
STORED = """
import json
from lms.alumni.models import Case
case = Case.objects.get(pk={pk})
phone = list(case.contacts.filter(mode='phone').values_list('outcome', flat=True))
print('row', json.dumps([phone, case.status, list(case.reports.values_list('mode', flat=True))]))
"""
LINK = """
from lms.alumni.links import address_of
from lms.alumni.models import Case
case = Case.objects.select_related('campaign').get(pk={pk})
print('link', address_of(case.campaign, case.person_id))
"""
OPEN_LINK = """
from datetime import timedelta
from django.utils import timezone
from lms.alumni.models import Case
Case.objects.filter(pk={pk}).update(token_expires_at=timezone.now() + timedelta(days=1))
"""
STORES = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
DONE = (["answered"], "same", ["phone"])


def printed(site, name, code):
    return re.search(f"{name} (.*)", site.manage("shell", "-c", code)).group(1)


@pytest.fixture
def case(site):
    """The id of somebody whom the demo's interviewer has not called yet."""
    return printed(site, "case", NEXT.format(interviewer=INTERVIEWER))


@pytest.fixture
def interviewer(visitor, case):
    someone = visitor("en", album="calling")
    someone.sign_in(INTERVIEWER)
    someone.open(f"calls/{case}/")
    return someone


def stored(site, case):
    """What the server has: the outcomes of calls, the status, the modes of the reports."""
    return tuple(json.loads(printed(site, "row", STORED.format(pk=case))))


def state(someone):
    return someone.page.locator(".saved-state")


def fill(someone, place="same_post"):
    someone.fill(is_person="on", place=place, has_formal_duty="yes", outcome="answered")


def save(someone):
    someone.button("Save this call").click()


def is_at_the_list(someone):
    expect(someone.page).to_have_url(re.compile(r"/en/calls/$"), timeout=40_000)


def test_the_questions_appear_only_when_it_is_the_person(interviewer, site, case):
    page = interviewer.page
    interviewer.look("before-it-is-the-person")
    expect(page.locator("[name=place]").first).to_be_hidden()
    expect(page.locator("[name=outcome][value=answered]")).to_be_hidden()
    page.locator("[name=is_person]").check()
    expect(page.locator("[name=place]").first).to_be_visible()
    expect(page.locator("[name=call_back_on]")).to_be_hidden()
    page.locator("[name=outcome][value=call_back]").check()
    expect(page.locator("[name=call_back_on]")).to_be_visible()
    interviewer.look("call")
    interviewer.check_access()
    save(interviewer)
    expect(state(interviewer)).to_have_text(interviewer.say("Give the day and the hour of the next call."))
    assert stored(site, case) == ([], "unknown", [])


def test_a_call_filled_without_network_is_kept_and_sent_once(interviewer, site, case):
    context = interviewer.page.context
    context.set_offline(True)
    fill(interviewer)
    save(interviewer)
    expect(state(interviewer)).to_have_text(interviewer.say(WAITS))
    save(interviewer)
    expect(state(interviewer)).to_have_text(interviewer.say(WAITS))
    assert stored(site, case) == ([], "unknown", [])
    interviewer.problems.clear()
    interviewer.look("without-network")
    context.set_offline(False)
    is_at_the_list(interviewer)
    assert stored(site, case) == DONE
    assert interviewer.page.evaluate(STORES) == []
    interviewer.look("list")
    interviewer.check_access()


def test_a_call_whose_page_was_left_is_sent_from_the_list(interviewer, site, case):
    page = interviewer.page
    page.context.route("**/save/", lambda route: route.abort())
    fill(interviewer)
    save(interviewer)
    expect(state(interviewer)).to_have_text(interviewer.say(WAITS))
    page.on("dialog", lambda dialog: dialog.accept())
    interviewer.open("calls/")
    expect(state(interviewer)).to_have_text(interviewer.say(WAITS))
    page.context.unroute("**/save/")
    expect(page.locator(f"a[href$='/calls/{case}/']")).to_have_count(0, timeout=40_000)
    assert (stored(site, case), page.evaluate(STORES)) == (DONE, [])


def test_a_call_whose_answer_was_lost_on_the_way_is_taken_once(interviewer, site, case):
    lost = []

    def lose(route):
        if not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    interviewer.page.context.route("**/save/", lose)
    fill(interviewer)
    save(interviewer)
    is_at_the_list(interviewer)
    assert (lost, stored(site, case)) == ([200], DONE)


def test_what_stands_in_an_open_form_is_there_after_a_reload_but_for_who_is_speaking(interviewer):
    page = interviewer.page
    fill(interviewer, place="retired")
    page.reload()
    expect(page.locator("[name=place][value=retired]")).to_be_checked()
    expect(page.locator("[name=is_person]")).not_to_be_checked()


def test_what_a_colleague_says_is_kept_without_network_and_stands_as_told_by_others(interviewer, site, case):
    interviewer.open(f"calls/{case}/proxy/")
    interviewer.look("proxy")
    interviewer.check_access()
    interviewer.page.context.set_offline(True)
    interviewer.fill(source="colleague", is_not_superior="on", status="retired", changed_year="2026")
    interviewer.button("Save what you were told").click()
    expect(state(interviewer)).to_have_text(interviewer.say(WAITS))
    interviewer.page.context.set_offline(False)
    is_at_the_list(interviewer)
    assert stored(site, case) == ([], "retired", ["proxy"])
    interviewer.problems.clear()
    interviewer.look("list-after")


def test_signing_out_with_a_call_unsent_asks_first_and_empties_the_device(interviewer):
    page = interviewer.page
    page.context.route("**/save/", lambda route: route.abort())
    fill(interviewer)
    save(interviewer)
    expect(state(interviewer)).to_have_text(interviewer.say(WAITS))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    interviewer.open("my/")
    page.locator("header .menu summary").last.click()
    page.get_by_role("button", name=interviewer.say("Sign out")).click()
    expect(page.get_by_role("link", name=interviewer.say("Sign in")).first).to_be_visible()
    unsent = "Something that you wrote on this device is not sent yet. If you sign out now, it is lost. Sign out?"
    assert [message for message in asked if message] == [interviewer.say(unsent)]
    assert page.evaluate(STORES) == []


def test_a_link_opened_by_a_scanner_with_scripts_still_takes_the_persons_answer(visitor, site, case):
    link = printed(site, "link", LINK.format(pk=case))
    site.manage("shell", "-c", OPEN_LINK.format(pk=case))
    for _visit in range(3):
        visitor("en").open(link)
    person = visitor("en", album="calling")
    requested = []
    person.page.on("request", lambda request: requested.append(request.headers.get("referer", "")))
    person.open(f"{link}?language=en")
    person.look("survey")
    person.check_access()
    person.fill(place="same_post", may_ask_colleague="no")
    person.press("Send my answers")
    person.sees("Thank you")
    token = link.rstrip("/").rsplit("/", 1)[1]
    assert [referer for referer in requested if token in referer] == []
    assert (stored(site, case)[1:], token in site.log(10_000)) == (("same", ["web"]), False)
