"""How a trainer becomes certified: recommended, decided on, and checked by anybody."""

import re

from browser.steps.practising import NOTES
from browser.visitor import Visitor
from playwright.sync_api import Locator, expect

REASON = "All requirements are met; the observer's notes are clear."


def recommend(trainer: Visitor, cohort: str, latin_name: str) -> None:
    trainer.open(f"cohorts/{cohort}/recommendations/")
    trainer.look("trainer-who-is-ready")
    card = trainer.page.locator("main section", has_text=latin_name)
    card.get_by_role("link", name=trainer.say("Recommend")).click()
    trainer.fill(note="Prepared, punctual, and kind to learners who were unsure.")
    trainer.look("trainer-recommend")
    trainer.press("Recommend this person")
    trainer.sees("with the Task Force")


def issue_completion(trainer: Visitor, cohort: str, latin_name: str) -> None:
    """A course that needs no Task Force: the trainer issues."""
    trainer.open(f"cohorts/{cohort}/recommendations/")
    card = trainer.page.locator("main section", has_text=latin_name)
    card.get_by_role("button", name=trainer.say("Issue the certificate of completion")).click()
    issued = trainer.page.locator("main section", has_text=latin_name).locator("a[href*='/verify/']")
    expect(issued).to_be_visible()
    trainer.look("trainer-issued")


def find_candidate(member: Visitor, latin_name: str) -> str:
    """The Task Force's queue names the candidate; answers the page's path."""
    member.open("taskforce/")
    member.look("taskforce-queue")
    member.page.locator("main a", has_text=latin_name).click()
    member.page.wait_for_load_state()
    return member.path


def approve(member: Visitor) -> None:
    """With the evidence in sight, approve and say why."""
    for words in ("What was met", "What observers wrote", "What the trainer wrote"):
        expect(member.page.get_by_role("heading", name=member.say(words))).to_be_visible()
    member.sees_text(NOTES)
    member.look("taskforce-candidate")
    member.fill(reason=REASON)
    member.press("Approve this trainer")
    expect(member.page).to_have_url(re.compile("/taskforce/$"))
    member.look("taskforce-approved")


def code_on_desk(holder: Visitor, *, name: str) -> str:
    """The holder finds the certificate on the own desk."""
    holder.open("my/")
    holder.look(f"{name}-on-desk")
    return code_in(holder.page.locator("main a[href*='/verify/']").first)


def code_in(link: Locator) -> str:
    return link.get_attribute("href").rstrip("/").rsplit("/", 1)[-1]


def check(stranger: Visitor, code: str, full_name: str, *, name: str) -> None:
    """Anybody types the code, sees that it is valid and for whom, and opens the PDF."""
    stranger.open("verify/")
    stranger.fill(code=code.lower())
    stranger.press("Check this code")
    stranger.sees("This certificate is valid")
    stranger.sees_text(full_name)
    stranger.look(f"verified-{name}")
    pdf = stranger.page.request.get(f"{stranger.site.address}/c/{code}.pdf")
    assert (pdf.status, pdf.headers["content-type"], pdf.body()[:5]) == (200, "application/pdf", b"%PDF-")
