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
