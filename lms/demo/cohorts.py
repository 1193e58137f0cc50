"""The demo's running cohorts: a regional RTP, a TOT in two countries, and Ethics, each with real-looking progress."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from lms.assessments.models import Attempt
from lms.cohorts.actions import add_session, mark_attendance
from lms.cohorts.models import Cohort, Enrolment
from lms.core.languages import LANGUAGE_OF, Country
from lms.demo import names
from lms.demo.register import NO_PASSWORD
from lms.demo.sittings import CERTAIN, Sitting, sit_all
from lms.learning import contents
from lms.learning.actions.lessons import finish_lesson
from lms.learning.models import LessonProgress
from lms.people.models import Organisation, Post, User

PRE, POST = Attempt.Phase.PRE, Attempt.Phase.POST
RTP, TOT_KH, TOT_LA, ETHICS = "rtp-2026-11", "tot-kh-2026", "tot-la-2026", "ethics-2026"
PER_COUNTRY = 8
SKILL = (0.2, 0.9)  # mean and spread before the course, in logits
TOT_PEOPLE = 12
ETHICS_PEOPLE = 18
NAMES_FROM = 24  # the register's people use the first names of the lists


def seed_cohorts(people: dict[str, User]) -> dict[str, Cohort]:
    random = Random(2611)  # noqa: S311 (a demo, the same each time)
    both = [people["trainer.kh"], people["trainer.la"]]
    cohorts = {
        RTP: open_cohort(RTP, "rtp", "RTP 2026", "", date(2026, 11, 16), both),
        TOT_KH: open_cohort(TOT_KH, "tot", "TOT Cambodia 2026", "KH", date(2026, 9, 7), both[:1]),
        TOT_LA: open_cohort(TOT_LA, "tot", "TOT Lao PDR 2026", "LA", date(2026, 9, 14), both[1:]),
        ETHICS: open_cohort(ETHICS, "ethics", "Ethics 2026", "", date(2026, 10, 5), both),
    }
    learners = [person for account, person in people.items() if account.startswith("learner.")]
    seed_rtp(cohorts[RTP], learners, random)
    seed_ethics(cohorts[ETHICS], learners, random)
    for code in (TOT_KH, TOT_LA):
        seed_tot(cohorts[code], random)
    return cohorts


def open_cohort(code: str, programme: str, title: str, country: str, starts_on: date, trainers: list[User]) -> Cohort:
    cohort, _created = Cohort.objects.get_or_create(
        code=code,
        defaults={
            "programme_code": programme,
            "title": title,
            "country": country,
            "starts_on": starts_on,
            "ends_on": starts_on + timedelta(days=4),
        },
    )
    cohort.trainers.set(trainers)
    return cohort


def invented_people(tag: str, country: str, count: int) -> list[User]:
    """People of one cohort, with a post each."""
    people = []
    for number in range(count):
        own, latin = names.name_of(country, NAMES_FROM + number)
        person = User.objects.create(
            email=f"{tag}.{country.lower()}.{number:02d}@demo.example" if number % 4 else None,
            full_name=own,
            full_name_latin=latin,
            sex=User.Sex.FEMALE if number % 2 else User.Sex.MALE,
            language=LANGUAGE_OF[country],
            country=country,
            password=NO_PASSWORD,
            is_demo=True,
        )
        give_post(person, number)
        people.append(person)
    return people


def give_post(person: User, number: int) -> Post:
    offices = list(Organisation.objects.filter(country=person.country).order_by("pk"))
    return Post.objects.create(
        person=person,
        organisation=offices[number % len(offices)] if offices else None,
        title=names.POST_TITLES[number % len(names.POST_TITLES)],
        is_counter_trafficking=True,
        started_on=date(2020 + number % 5, 1 + number % 12, 1),
    )


def enrol(cohort: Cohort, people: list[User]) -> list[Enrolment]:
    return [
        Enrolment.objects.create(
            cohort=cohort,
            person=person,
            post_at_start=person.posts.first(),
            enrolled_at=at_nine(cohort.starts_on - timedelta(days=14)),
        )
        for person in people
    ]


def at_nine(day: date, *, plus_hours: int = 0) -> datetime:
    """Nine in the morning in Bangkok, as UTC."""
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC) + timedelta(hours=plus_hours)


def seed_rtp(cohort: Cohort, learners: list[User], random: Random) -> None:
    """48 people of six countries in mid-course: the named learners have taken the first test and read two lessons."""
    for learner in learners:
        give_post(learner, learner.pk)
    invented = [person for country in Country.values for person in invented_people("rtp", country, PER_COUNTRY - 1)]
    named = enrol(cohort, learners)
    others = enrol(cohort, invented)
    hold_sessions(cohort, others + named, random, days=5)
    add_session(
        cohort=cohort,
        title="Follow-up",
        starts_at=at_nine(date(2026, 12, 14)),
        length_minutes=90,
        by=cohort.trainers.first(),
    )
    sittings = []
    for number, enrolment in enumerate(named + others):
        skill = random.gauss(*SKILL)
        if number != len(named):
            sittings.append(Sitting(enrolment, PRE, skill, at_nine(cohort.starts_on)))
        is_finished = enrolment not in named and number % 6 != 0
        read_lessons(enrolment, None if is_finished else 2)
        if is_finished:
            sittings.append(Sitting(enrolment, POST, skill + 1.5, at_nine(cohort.ends_on)))
    sit_all(cohort, sittings, random)
    date_lessons(cohort)


def seed_ethics(cohort: Cohort, learners: list[User], random: Random) -> None:
    """The named learners have not begun; the others have."""
    enrol(cohort, learners)
    people = [person for country in Country.values for person in invented_people("ethics", country, ETHICS_PEOPLE // 6)]
    enrolments = enrol(cohort, people)
    for enrolment in enrolments:
        read_lessons(enrolment, None)
    skills = {enrolment: random.gauss(*SKILL) for enrolment in enrolments}
    sit_all(cohort, before_and_after(cohort, skills, gain=1.5), random)
    date_lessons(cohort)


def before_and_after(cohort: Cohort, skills: dict[Enrolment, float], *, gain: float) -> list[Sitting]:
    """Everyone on the first and on the last day."""
    first, last = at_nine(cohort.starts_on), at_nine(cohort.ends_on, plus_hours=6)
    before = [Sitting(enrolment, PRE, skill, first) for enrolment, skill in skills.items()]
    return before + [Sitting(enrolment, POST, skill + gain, last) for enrolment, skill in skills.items()]


def seed_tot(cohort: Cohort, random: Random) -> None:
    """Twelve candidates; the first eight have done everything but the practice lesson."""
    enrolments = enrol(cohort, invented_people("tot", cohort.country, TOT_PEOPLE))
    hold_sessions(cohort, enrolments[:10], random, days=5)
    before = [Sitting(row, PRE, random.gauss(*SKILL), at_nine(cohort.starts_on)) for row in enrolments[:11]]
    after = [Sitting(row, POST, CERTAIN, at_nine(cohort.ends_on)) for row in enrolments[:8]]
    for number, enrolment in enumerate(enrolments[:11]):
        read_lessons(enrolment, None if number < 9 else 1)
    sit_all(cohort, before + after, random)
    date_lessons(cohort)


def hold_sessions(cohort: Cohort, enrolments: list[Enrolment], random: Random, *, days: int) -> None:
    trainer = cohort.trainers.order_by("pk").first()
    for day in range(days):
        session = add_session(
            cohort=cohort,
            title=f"{cohort.programme.short_title} {day + 1}",
            starts_at=at_nine(cohort.starts_on + timedelta(days=day)),
            length_minutes=480,
            by=trainer,
        )
        marks = {enrolment.pk: cohort.country != "" or random.random() < 0.97 for enrolment in enrolments}
        mark_attendance(session=session, marks=marks, by=trainer)


def read_lessons(enrolment: Enrolment, count: int | None) -> None:
    """The first `count` written lessons, or all of them."""
    lessons = [row for row in contents.lessons_of(enrolment.programme.code, "en") if row.is_written]
    for lesson in lessons[:count]:
        finish_lesson(person=enrolment.person, lesson=lesson, by=enrolment.person)


def date_lessons(cohort: Cohort) -> None:
    """Opened on the day after the test before the course, not when the demo was made."""
    people = cohort.enrolments.values("person")
    read_at = at_nine(cohort.starts_on, plus_hours=24)
    LessonProgress.objects.filter(person__in=people, programme_code=cohort.programme_code).update(
        opened_at=read_at, finished_at=read_at
    )
