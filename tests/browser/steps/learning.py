"""What an official does: joins by the link, sits tests, reads lessons, changes the language midway."""

import re

from browser.site import Site
from browser.visitor import Visitor
from browser.words import keys_of, spaced
from playwright.sync_api import expect

from lms.core.display import number_text
from lms.core.languages import OWN_NAMES

NEW_PASSWORD = "slow river seven boats"


def join(person: Visitor, site: Site, email: str) -> None:
    """Open the link of the mail twice (opening uses nothing up), choose a password, and be signed in."""
    link = site.link_in_mail_to(email)
    person.open(link)
    person.open(link)
    person.look("official-invitation")
    person.fill(password=NEW_PASSWORD, consent="on")
    person.press("Save and start")
    expect(person.page.get_by_role("heading", level=1)).to_have_text(person.say("My learning"))
    person.look("official-desk")


def agree_to_follow_up(person: Visitor) -> None:
    person.open("my/details/")
    person.page.locator("main [name$=follow_up]").check()
    person.look("official-details")
    person.press("Save")


def take_test(person: Visitor, programme: str, *, right: bool, name: str) -> set[str]:
    """Start from the desk, leave at the third question, come back, look over, hand in: the questions asked."""
    person.open("my/")
    person.press("Start the test")
    keys, asked = keys_of(programme, person.language), set()
    for _question in range(2):
        asked.add(choose(person, keys, right=right))
        person.press("Save and go on")
    asked.add(choose(person, keys, right=right))
    come_back(person)
    person.look(f"official-{name}-question")
    person.press("Save and go on")
    while person.page.locator("form.sitting legend").count():
        asked.add(choose(person, keys, right=right))
        person.press("Save and go on")
    person.look(f"official-{name}-review")
    person.press("Hand in")
    person.look(f"official-{name}-result")
    return asked


def come_back(person: Visitor) -> None:
    """The choice was saved at once, without a button: the desk leads to the question after it, which still stands."""
    place = person.page.url
    person.open("my/")
    person.follow("Continue the test")
    assert person.page.url != place
    person.open(place)
    expect(person.page.locator("form.sitting input[type=radio]:checked")).to_have_count(1)


def choose(person: Visitor, keys: dict[str, str], *, right: bool) -> str:
    """Touch the right option, or a wrong one, wait until the server says that it is saved: the question."""
    question = spaced(person.page.locator("form.sitting legend").inner_text())
    rows = person.page.locator("form.sitting label.choice-row")
    texts = [spaced(text) for text in rows.all_inner_texts()]
    place = texts.index(keys[question])
    rows.nth(place if right else (place + 1) % len(texts)).click()
    saved = ".+".join(map(re.escape, person.say("Saved %(time)s").split("%(time)s")))
    expect(person.page.locator(".saved-state")).to_contain_text(re.compile(saved))
    return question


def read_lessons(person: Visitor, *, other_language: str) -> None:
    """From the desk through every lesson, the second one in another language; nothing finished is lost by that."""
    home_language = person.language
    person.open("my/")
    person.follow("Read the lesson")
    person.look("official-lesson")
    finish_lesson(person)
    switch_language(person, other_language)
    person.look(f"official-lesson-{other_language}")
    finish_lesson(person)
    switch_language(person, home_language)
    while finish_button(person).count():
        finish_lesson(person)
    person.open("my/")


def finish_button(person: Visitor):
    return person.page.locator("main form[action$='/courses/finish/'] button")


def finish_lesson(person: Visitor) -> None:
    finish_button(person).click()
    person.page.wait_for_load_state()


def switch_language(person: Visitor, language: str) -> None:
    """By the header's menu; the page stays the same."""
    path = person.path
    menu = person.page.locator("header details.menu").first
    menu.locator("summary").click()
    menu.get_by_role("link", name=OWN_NAMES[language]).click()
    person.page.wait_for_load_state()
    person.language = language
    assert person.path == path


def sees_gain(person: Visitor) -> None:
    """All answers were wrong before and right after."""
    person.sees(
        "Your first tests before and after the course: %(before)s and %(after)s of 100 points.",
        before=in_words(person, 0),
        after=in_words(person, 100),
    )
    person.sees("That is %(points)s more than before.", points=in_words(person, 100))


def in_words(person: Visitor, value: int) -> str:
    return number_text(value, language=person.language)
