"""The main path, walked by people of two countries on a phone, once in English and once in Khmer.

A Cambodian official becomes a certified trainer and answers the follow-up; a Lao official completes the ethics course.
"""

import pytest
from browser.steps import asking, certifying, learning, practising, teaching

OTHER = {"en": "km", "km": "en"}
ACCOUNTS = {
    "trainer": "trainer.kh",
    "observer": "observer.kh",
    "observer2": "observer2.kh",
    "member": "taskforce.kh",
    "lao_trainer": "trainer.la",
    "admin": "admin",
    "official": "",
    "lao_official": "",
    "stranger": "",
}
ALBUMS = {"lao_trainer": "LA", "lao_official": "LA"}
NAMES = {"en": ("ទេព សុវណ្ណារី", "Tep Sovannary"), "km": ("ប្រាក់ ចាន់មុន្នី", "Prak Chanmony")}
CANDIDATE = {
    "sex": "female",
    "country": "Cambodia",
    "organisation": "Anti-Human Trafficking Department",
    "sector": "police",
    "post_title": "Deputy head of unit",
    "counter_trafficking": "yes",
    "post_started_on": "2021-03-01",
}
COLLEAGUE = {"full_name": "Meas Chanthou", "country": "KH", "sector": "labour", "counter_trafficking": "no"}
LAO_OFFICIAL = {"full_name": "ມະນີວັນ ສຸລິຍາ", "full_name_latin": "Manivanh Souriya", "country": "LA"}
LAO_COLLEAGUE = {"full_name": "ຄຳໄພ ອິນທະວົງ", "full_name_latin": "Khamphay Inthavong", "country": "Lao PDR"}


@pytest.mark.parametrize("language", ["en", "km"])
def test_journey(visitor, site, language):
    people = {name: visitor(language, album=f"journey-{language}/{ALBUMS.get(name, 'KH')}") for name in ACCOUNTS}
    for name, account in ACCOUNTS.items():
        if account:
            people[name].sign_in(f"{account}@demo.example")
    full_name, latin = NAMES[language]
    candidate = CANDIDATE | {"full_name": full_name, "full_name_latin": latin, "language": language}
    candidate["email"] = f"{latin.split()[1].lower()}@police.example"
    lao = LAO_OFFICIAL | {"email": f"manivanh.{language}@justice.example", "language": language}
    cohort, lao_cohort = f"tot-kh-{language}", f"ethics-la-{language}"

    gather(people["trainer"], cohort, "tot", "KH", [candidate, COLLEAGUE])
    gather(people["lao_trainer"], lao_cohort, "ethics", "LA", [lao, LAO_COLLEAGUE])
    people["lao_trainer"].open(f"cohorts/{cohort}/people/", status=404)
    join(people["official"], site, candidate["email"])
    practising.complete_courses(site, candidate["email"])
    practising.put_forward(people["official"])
    learn(people["official"], "tot", other=OTHER[language])
    teaching.look_at_cohort(people["trainer"], cohort)
    practise(people, latin)
    certify(people, cohort, latin, lambda: visitor(language))
    code = certifying.code_on_desk(people["official"], name="trainer-certificate")
    certifying.check(people["stranger"], code, full_name, name="trainer")

    join(people["lao_official"], site, lao["email"])
    learn(people["lao_official"], "ethics", other=OTHER[language])
    certifying.issue_completion(people["lao_trainer"], lao_cohort, lao["full_name_latin"])
    lao_code = certifying.code_on_desk(people["lao_official"], name="completion-certificate")
    certifying.check(people["stranger"], lao_code, lao["full_name"], name="completion")

    asking.run_campaign(people["admin"], people["stranger"], site, candidate["email"], code=f"follow-up-{language}")
    for name in ("trainer", "member", "admin"):
        people[name].open("figures/")
        people[name].look(f"figures-{name}")


def gather(trainer, cohort, programme, country, people):
    """Open a cohort, enrol its people, invite them, and hold the first session."""
    teaching.open_cohort(trainer, code=cohort, programme=programme, country=country, title=f"Journey {cohort}")
    teaching.enrol(trainer, cohort, people)
    teaching.invite(trainer, cohort)
    teaching.hold_session(trainer, cohort)


def join(official, site, email):
    learning.join(official, site, email)
    learning.agree_to_follow_up(official)


def learn(official, programme, *, other):
    """Take the test, read in two languages, take the other test, and see the own gain."""
    before = learning.take_test(official, programme, right=False, name=f"{programme}-pre")
    learning.read_lessons(official, other_language=other)
    after = learning.take_test(official, programme, right=True, name=f"{programme}-post")
    assert before.isdisjoint(after)
    learning.sees_gain(official)


def practise(people, name):
    """The candidate teaches, two observers score each alone, the candidate signs last."""
    candidate, first, second = people["official"], people["observer"], people["observer2"]
    practising.add_lessons(candidate)
    practising.fill_portfolio(candidate)
    practising.observe(first, name, practising.MICRO, name="observer-micro")
    practising.countersign(candidate, practising.MICRO, count=1)
    for number, observer in enumerate((first, second), start=1):
        practising.observe(observer, name, practising.OBSERVED, name=f"observer-{number}")
    practising.countersign(candidate, practising.OBSERVED, count=2)


def certify(people, cohort, name, newcomer):
    """Recommended, hidden from another country's Task Force, approved."""
    certifying.recommend(people["trainer"], cohort, name)
    path = certifying.find_candidate(people["member"], name)
    outsider = newcomer()
    outsider.sign_in("taskforce.la@demo.example")
    outsider.open(path, status=404)
    certifying.approve(people["member"])
