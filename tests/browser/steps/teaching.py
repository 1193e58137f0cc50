"""What a trainer does: opens a cohort, enrols from a spreadsheet, invites, marks attendance, looks at results."""

from datetime import date, timedelta
from io import BytesIO

from browser.visitor import Visitor
from openpyxl import Workbook
from playwright.sync_api import expect

from lms.cohorts.importing.words import heading

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = [
    "full_name", "full_name_latin", "sex", "email", "phone", "country", "organisation", "sector", "post_title",
    "counter_trafficking", "post_started_on", "language",
]  # fmt: skip


def open_cohort(trainer: Visitor, *, code: str, programme: str, country: str, title: str) -> None:
    """From the list of cohorts to the page that asks for the participants."""
    trainer.open("cohorts/")
    trainer.look(f"trainer-cohorts-{country}")
    trainer.page.locator("main a[href$='/cohorts/new/']").first.click()
    today = date.today()
    trainer.fill(
        title=title,
        code=code,
        programme_code=programme,
        country=country,
        starts_on=(today - timedelta(days=5)).isoformat(),
        ends_on=(today + timedelta(days=5)).isoformat(),
    )
    trainer.look(f"trainer-new-cohort-{country}")
    trainer.page.locator("main form button").last.click()
    expect(trainer.page).to_have_url(f"{trainer.site.address}/{trainer.language}/cohorts/{code}/people/upload/")
    trainer.sees("The cohort is open. Now enrol its people.")


def spreadsheet(people: list[dict]) -> dict:
    """An .xlsx file as a browser sends it."""
    book = Workbook()
    book.active.append(HEADINGS)
    for person in people:
        book.active.append([person.get(name, "") for name in HEADINGS])
    content = BytesIO()
    book.save(content)
    return {"name": "participants.xlsx", "mimeType": XLSX, "buffer": content.getvalue()}


def upload(trainer: Visitor, people: list[dict]) -> None:
    trainer.page.locator("main input[type=file]").set_input_files(spreadsheet(people))
    trainer.page.locator("main form[enctype] button").click()
    trainer.page.wait_for_load_state()


def enrol(trainer: Visitor, cohort: str, people: list[dict]) -> None:
    """First a list with one bad row: the report names row and field, and offers no button. Then the good one."""
    bad = [people[0], {**people[1], "country": "Atlantis"}, *people[2:]]
    upload(trainer, bad)
    report = trainer.page.locator("main table tbody tr")
    expect(report).to_have_count(1)
    expect(report).to_contain_text(trainer.say("Row %(number)s", number=3))
    expect(report).to_contain_text(heading("country", trainer.language))
    assert confirm_button(trainer).count() == 0
    trainer.look("trainer-upload-report")
    trainer.open(f"cohorts/{cohort}/people/upload/")
    trainer.look("trainer-upload")
    upload(trainer, people)
    trainer.look("trainer-upload-clean")
    confirm_button(trainer).click()
    expect(trainer.page).to_have_url(f"{trainer.site.address}/{trainer.language}/cohorts/{cohort}/people/")
    for person in people:
        trainer.sees_text(person["full_name"])
    trainer.look("trainer-people")


def confirm_button(trainer: Visitor):
    return trainer.page.locator("main form[method=post] button")


def invite(trainer: Visitor, cohort: str) -> None:
    trainer.open(f"cohorts/{cohort}/people/")
    trainer.page.locator("main form[action$='/invite/'] button").first.click()
    trainer.page.wait_for_load_state()
    trainer.look("trainer-invited")


def hold_session(trainer: Visitor, cohort: str) -> None:
    """A session of yesterday, and everyone was there."""
    trainer.open(f"cohorts/{cohort}/sessions/")
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    trainer.fill(title="Opening session", day=yesterday, time="09:00", length_minutes="90")
    trainer.look("trainer-sessions")
    trainer.page.locator("main form [name=title]").locator("xpath=ancestor::form").get_by_role("button").click()
    trainer.sees("Session added")
    trainer.open(f"cohorts/{cohort}/attendance/")
    trainer.look("trainer-attendance")
    trainer.page.locator("main a[href*='/attendance/']", has_text="Opening session").click()
    for group in trainer.page.locator("main fieldset").all():
        group.locator("input[value=yes]").check()
    trainer.look("trainer-mark-attendance")
    trainer.page.locator("main form button:not([name=everyone])").last.click()
    trainer.sees("Attendance saved")


def look_at_cohort(trainer: Visitor, cohort: str) -> None:
    """The cohort at a glance, and its results."""
    for page in ("", "results/"):
        trainer.open(f"cohorts/{cohort}/{page}")
        trainer.look(f"trainer-cohort-{page.strip('/') or 'overview'}")
