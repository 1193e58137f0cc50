"""How a candidate practises: courses before, candidacy, lessons taught, two observers, the own signature last."""

from datetime import date, timedelta

from browser.site import Site
from browser.visitor import Visitor
from playwright.sync_api import Locator

LEVEL = 3
NOTES = "Clear aims, calm voice. Leave more time for the second exercise."
REPLY = "Thank you. I will leave more time."
MICRO, OBSERVED, OTHER = "Opening a session", "Three elements, for village police", "Reading signs together"
COMPLETED = """
from datetime import date, timedelta
from lms.cohorts.models import Cohort, Enrolment
from lms.people.models import User
person, day = User.objects.get(email={email!r}), date.today() - timedelta(days=90)
for code in ("rtp", "ethics"):
    cohort = Cohort.objects.create(
        code=f"{{code}}-before-{{person.pk}}", programme_code=code, title=code, country="KH", starts_on=day, ends_on=day
    )
    Enrolment.objects.create(cohort=cohort, person=person, completed_on=day)
"""


def complete_courses(site: Site, email: str) -> None:
    """What the Training of Trainers asks for lies months back: noted, not walked."""
    site.manage("shell", "--command", COMPLETED.format(email=email))


def put_forward(candidate: Visitor) -> None:
    """From the desk to the candidacy, with the trainers' code agreed to."""
    candidate.open("my/")
    candidate.follow("Fill in your candidacy")
    candidate.fill(nominated_by="Task Force, training unit", years_of_work="4", teaching_language=candidate.language)
    candidate.fill(is_agreed="on")
    candidate.look("candidate-candidacy")
    candidate.press("Save my candidacy")
    candidate.look("candidate-checklist")


def add_lessons(candidate: Visitor) -> None:
    """The second round of micro-teaching, and two lessons in a real course."""
    add_lesson(candidate, kind="micro_2", title=MICRO, minutes=15, participants=11)
    add_lesson(candidate, kind="delivered", title=OTHER, minutes=60, participants=20)
    add_lesson(candidate, kind="delivered", title=OBSERVED, minutes=75, participants=14)
    candidate.look("candidate-lesson")


def add_lesson(candidate: Visitor, **facts: object) -> None:
    candidate.open("practicum/")
    candidate.follow("Add a lesson")
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    candidate.fill(taught_on=yesterday, **{name: str(value) for name, value in facts.items()})
    candidate.look(f"candidate-new-lesson-{facts['kind']}")
    candidate.press("Save this lesson")
    candidate.sees_text(str(facts["title"]))


def fill_portfolio(candidate: Visitor) -> None:
    open_lesson(candidate, OBSERVED)
    candidate.follow("Open the portfolio")
    candidate.fill(plan="Aims, a short case, pairs, summary.", feedback="Clear. More time for questions.")
    candidate.fill(tested="12", mean_before="48", mean_after="71", reflection="I will explain less and ask more.")
    candidate.press("Save the portfolio")
    candidate.look("candidate-portfolio")


def open_lesson(candidate: Visitor, title: str) -> None:
    candidate.open("practicum/")
    candidate.page.locator("main a", has_text=title).click()
    candidate.page.wait_for_load_state()


def observe(observer: Visitor, latin_name: str, title: str, *, name: str) -> None:
    """Begin from the list, score every criterion, keep a draft, then sign."""
    observer.open("observations/")
    observer.look(f"{name}-list")
    row_of(observer, latin_name, title).get_by_role("button", name=observer.say("Begin")).click()
    observer.page.wait_for_load_state()
    for criterion in observer.page.locator("main form[data-observation] fieldset").all()[1:]:
        criterion.locator(f"input[value='{LEVEL}']").check()
    observer.fill(notes=NOTES, is_independent="on")
    observer.press("Save draft")
    observer.look(f"{name}-rubric")
    observer.press("Sign the observation")
    observer.sees("The observation is signed.")


def row_of(observer: Visitor, latin_name: str, title: str) -> Locator:
    card = observer.page.locator("main section.card", has_text=latin_name)
    return card.locator("li", has_text=title)


def countersign(candidate: Visitor, title: str, *, count: int) -> None:
    """Read each observation of one lesson and confirm it."""
    for _observer in range(count):
        open_lesson(candidate, title)
        candidate.sees_text(NOTES)
        candidate.page.locator("main textarea").first.fill(REPLY)
        candidate.press("I have read this")
    candidate.look(f"candidate-read-{count}")
