"""The follow-up: an administrator draws and invites, an alumnus answers at the link, the figures follow."""

import re
from datetime import date, timedelta

from browser.site import Site
from browser.visitor import Visitor
from playwright.sync_api import Locator, expect

STEPS = ["population", "endpoint", "design", "strata", "allocation", "calendar", "consent", "texts", "review"]
ESTIMATE_INTERVAL_BOUNDS_AND_RATE = 1 + 2 + 2 + 1


def run_campaign(admin: Visitor, alumnus: Visitor, site: Site, email: str, *, code: str) -> None:
    start(admin, code)
    plan(admin, code)
    admin.press_form("/draw/")
    admin.look("admin-campaign-drawn")
    main_button(admin).click()
    admin.press_form("/send/")
    answer(alumnus, site.link_in_mail_to(email))
    read(admin, code)


def start(admin: Visitor, code: str) -> None:
    admin.open("alumni/")
    admin.look("admin-campaigns")
    admin.page.locator("main a[href$='/alumni/new/']").first.click()
    today = date.today()
    admin.fill(title=f"Follow-up {code}", code=code, programme_codes="tot")
    admin.fill(opens_on=today.isoformat(), closes_on=(today + timedelta(days=60)).isoformat())
    admin.look("admin-new-campaign")
    admin.page.locator("main form button").last.click()


def plan(admin: Visitor, code: str) -> None:
    """Walk through the steps as they stand, look at the draft, and try the invitation out."""
    for step in STEPS:
        expect(admin.page).to_have_url(f"{admin.site.address}/{admin.language}/alumni/{code}/plan/{step}/")
        admin.look(f"admin-plan-{step}")
        if step != STEPS[-1]:
            main_button(admin).click()
    admin.open(f"alumni/{code}/")
    admin.look("admin-campaign-draft")
    admin.open(f"alumni/{code}/plan/review/")
    admin.press_form("/plan/test/")


def main_button(admin: Visitor) -> Locator:
    return admin.page.locator("main .button--main").first


def answer(alumnus: Visitor, link: str) -> None:
    """Opening the link uses nothing up; the answers do."""
    for _time in range(2):
        alumnus.open(link)
        expect(alumnus.page.locator("main [name=place]").first).to_be_visible()
    alumnus.look("alumnus-survey")
    first = alumnus.page.locator("main [name=place]").first.get_attribute("value")
    alumnus.fill(place=first, has_formal_duty="yes", worked_on_it_lately="yes", may_ask_again="yes")
    alumnus.page.locator("main form button").last.click()
    alumnus.sees("Your answers are saved. You can close this page.")
    alumnus.look("alumnus-thanks")
    alumnus.open(link)
    assert alumnus.page.locator("main [name=place]").count() == 0


def read(admin: Visitor, code: str) -> None:
    """With one answer no figure is shown; the finished campaign of the demo shows its four numbers in one sentence."""
    for page in ("", "cases/", "progress/", "results/"):
        admin.open(f"alumni/{code}/{page}")
        admin.look(f"admin-campaign-{page.strip('/') or 'overview'}")
    expect(sentence(admin)).to_have_text(admin.say("Fewer than ten people's posts are known, so no figure is shown."))
    admin.open("alumni/")
    admin.page.locator("main a[href*='/alumni/follow-up-2026/']").first.click()
    admin.look("admin-campaign-finished")
    assert len(re.findall(r"\d\s?%", sentence(admin).inner_text())) >= ESTIMATE_INTERVAL_BOUNDS_AND_RATE


def sentence(admin: Visitor) -> Locator:
    return admin.page.locator("main .next-step__sentence")
