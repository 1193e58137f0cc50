"""A test on a bad day: no scripts at all, and a connection that comes and goes."""

import re

from browser.steps import learning, teaching
from browser.words import keys_of
from playwright.sync_api import expect


def person(name):
    return {"full_name": name, "country": "KH", "email": f"{name.lower()}@police.example", "language": "en"}


def start_as(visitor, site, name, **options):
    """A new official with an invitation, at the first question of the first test."""
    trainer = visitor("en", album="sitting", **options)
    trainer.sign_in("trainer.kh@demo.example")
    code = f"ethics-{name.lower()}"
    teaching.open_cohort(trainer, code=code, programme="ethics", country="KH", title=f"Ethics {name}")
    teaching.upload(trainer, [person(name)])
    teaching.confirm_button(trainer).click()
    teaching.invite(trainer, code)
    official = visitor("en", album="sitting", **options)
    learning.join(official, site, person(name)["email"])
    official.press("Start the test")
    return official


def test_a_test_can_be_taken_without_scripts(visitor, site):
    official = start_as(visitor, site, "Sokha", java_script_enabled=False)
    questions = 0
    while official.page.locator("form.sitting legend").count():
        official.page.locator("form.sitting label.choice-row").first.click()
        official.press("Save and go on")
        questions += 1
    answered = official.say(
        "You have answered %(answered)s of %(total)s questions.", answered=questions, total=questions
    )
    expect(official.page.locator("main")).to_contain_text(answered)
    official.press("Hand in")
    expect(official.page.get_by_role("heading", level=1)).to_have_text(official.say("Your result"))


def test_an_answer_given_offline_is_saved_when_the_connection_is_back(visitor, site):
    official = start_as(visitor, site, "Dara")
    place, context = official.page.url, official.page.context
    state = official.page.locator(".saved-state")
    context.set_offline(True)
    learning_key = keys_of("ethics", "en")[learning.spaced(official.page.locator("form.sitting legend").inner_text())]
    official.page.locator("form.sitting label.choice-row", has_text=learning_key).click()
    expect(state).to_contain_text(
        official.say("No connection. Your answer is kept on this device and will be saved when the connection is back.")
    )
    context.set_offline(False)
    expect(state).to_contain_text(re.compile("^Saved"))
    official.problems.clear()
    second_device = visitor("en", album="sitting")
    second_device.sign_in(person("Dara")["email"], learning.NEW_PASSWORD)
    second_device.open(place)
    checked = second_device.page.locator("form.sitting label.choice-row", has=second_device.page.locator(":checked"))
    expect(checked).to_have_text(learning_key)


def rows(someone):
    return someone.page.locator("form.sitting label.choice-row")


def chosen(someone):
    return rows(someone).filter(has=someone.page.locator(":checked"))


def choose(someone, number):
    """Choose the option in this row; answers its words."""
    rows(someone).nth(number).click()
    return rows(someone).nth(number).inner_text()


def state(someone):
    return someone.page.locator(".saved-state")


def cut_saving(someone):
    """Pages still come, but nothing can be saved: a network that is nearly gone."""
    someone.page.context.route("**/save/", lambda route: route.abort())


def queues(someone):
    return someone.page.evaluate("() => Object.keys(localStorage).filter(name => name.startsWith('sitting:')).length")


def other_device(visitor, name, place):
    device = visitor("en", album="sitting")
    device.sign_in(person(name)["email"], learning.NEW_PASSWORD)
    device.open(place)
    return device


def test_a_test_with_the_network_cut_in_the_middle_loses_nothing(visitor, site):
    official = start_as(visitor, site, "Vannak")
    context, given = official.page.context, []
    while rows(official).count():
        number = len(given) + 1
        context.set_offline(number in (3, 5))
        choose(official, 0)
        given.append(choose(official, number % 4))
        if number in (3, 5):
            expect(state(official)).to_contain_text("No connection")
            context.set_offline(False)
        expect(state(official)).to_contain_text(re.compile("^Saved"))
        official.press("Save and go on")
    official.problems.clear()
    official.sees("You have answered %(answered)s of %(total)s questions.", answered=len(given), total=len(given))
    second = other_device(visitor, "Vannak", official.page.url.replace("review/", "1/"))
    for words in given:
        expect(chosen(second)).to_have_text(words)
        second.press("Save and go on")
    official.press("Hand in")
    expect(official.page.get_by_role("heading", level=1)).to_have_text(official.say("Your result"))
    assert queues(official) == 0


def test_an_answer_survives_a_reload_while_nothing_can_be_saved(visitor, site):
    official = start_as(visitor, site, "Rith")
    cut_saving(official)
    words = choose(official, 2)
    expect(state(official)).to_contain_text("No connection")
    official.page.on("dialog", lambda dialog: dialog.accept())
    official.page.reload()
    expect(chosen(official)).to_have_text(words)
    official.page.context.unroute("**/save/")
    expect(state(official)).to_contain_text(re.compile("^Saved"), timeout=30_000)
    assert queues(official) == 0


def test_the_newest_of_two_devices_wins_and_the_other_is_told(visitor, site):
    official = start_as(visitor, site, "Sopheap")
    cut_saving(official)
    choose(official, 0)
    expect(state(official)).to_contain_text("No connection")
    second = other_device(visitor, "Sopheap", official.page.url)
    newer = choose(second, 3)
    expect(state(second)).to_contain_text(re.compile("^Saved"))
    official.page.context.unroute("**/save/")
    expect(state(official)).to_contain_text("later on another device", timeout=40_000)
    expect(chosen(official)).to_have_text(newer)


def test_signing_out_leaves_no_answer_on_a_shared_device(visitor, site):
    official = start_as(visitor, site, "Chenda")
    cut_saving(official)
    choose(official, 1)
    expect(state(official)).to_contain_text("No connection")
    assert queues(official) == 1
    asked = []
    official.page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    official.page.locator("header .menu summary").last.click()
    official.page.get_by_role("button", name=official.say("Sign out")).click()
    expect(official.page.get_by_role("link", name=official.say("Sign in")).first).to_be_visible()
    assert [message[:33] for message in asked if message] == ["Some answers are not saved yet. I"]
    assert queues(official) == 0


def test_another_person_on_the_same_device_neither_sees_nor_sends_a_queue(visitor, site):
    official = start_as(visitor, site, "Pisey")
    place = official.page.url
    left = "sitting:0123456789abcdef:00000000-0000-4000-8000-000000000000"
    official.page.evaluate('name => localStorage.setItem(name, \'{"1": {"fields": [], "sequence": 1}}\')', left)
    sent = []
    official.page.on("request", lambda request: sent.append(request.url) if "/save/" in request.url else None)
    official.open(place)
    assert (queues(official), sent) == (0, [])


def test_a_session_that_ended_keeps_the_answer_and_leads_back(visitor, site):
    official = start_as(visitor, site, "Kosal")
    official.page.context.clear_cookies(name="sessionid")
    words = choose(official, 2)
    expect(state(official)).to_contain_text("You are signed out")
    state(official).get_by_role("link").click()
    main = official.page.locator("main")
    main.locator("[name=login]").fill(person("Kosal")["email"])
    main.locator("[name=password]").fill(learning.NEW_PASSWORD)
    official.press("Sign in")
    expect(chosen(official)).to_have_text(words)
    expect(state(official)).to_contain_text(re.compile("^Saved"))


def device_clock(someone, milliseconds):
    """From the next page on the device's clock is wrong by so much."""
    someone.page.context.add_init_script(f"const now = Date.now; Date.now = () => now() + {milliseconds};")


def test_a_device_whose_clock_is_wrong_neither_loses_nor_wins(visitor, site):
    """Its answers are numbered by the server's clock: a day ahead or a day behind, the later click counts."""
    day = 24 * 3600 * 1000
    ahead = start_as(visitor, site, "Bopha")
    behind = other_device(visitor, "Bopha", ahead.page.url)
    device_clock(ahead, day)
    device_clock(behind, -day)
    for someone, number in ((ahead, 0), (behind, 1), (ahead, 2), (behind, 3)):
        someone.page.reload()
        words = choose(someone, number)
        expect(state(someone)).to_contain_text(re.compile("^Saved"))
    ahead.page.reload()
    expect(chosen(ahead)).to_have_text(words)


def test_a_browser_that_keeps_nothing_says_so_and_saves_later(visitor, site):
    official = start_as(visitor, site, "Nimol")
    official.page.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });"
    )
    official.page.reload()
    cut_saving(official)
    words = choose(official, 1)
    expect(state(official)).to_have_text(
        official.say(
            "This browser keeps nothing on this device. Please leave this page open until your answer is saved."
        )
    )
    official.page.context.unroute("**/save/")
    expect(state(official)).to_contain_text(re.compile("^Saved"), timeout=30_000)
    official.problems.clear()
    official.page.reload()
    expect(chosen(official)).to_have_text(words)


def test_a_page_whose_time_has_ended_says_so_and_leads_to_the_result(visitor, site):
    official = start_as(visitor, site, "Rachana")
    ended = "Attempt.objects.open().filter(enrolment__person__full_name='Rachana').update(deadline_at=timezone.now())"
    site.manage(
        "shell", "-c", f"from lms.assessments.models import Attempt; from django.utils import timezone; {ended}"
    )
    rows(official).nth(0).click()
    expect(state(official)).to_have_text(
        official.say("The time for this test is over. The answers saved in time count.")
    )
    expect(rows(official).nth(0).locator("input")).to_be_disabled()
    assert queues(official) == 0
    official.page.get_by_role("link", name=official.say("See the result")).click()
    official.press("See the result")
    expect(official.page.get_by_role("heading", level=1)).to_have_text(official.say("Your result"))
