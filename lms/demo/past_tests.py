"""The demo's past test results: enough of them that gains, questions and languages can be compared.

They need the full register; a smaller one, as the tests make it, has none of them.
"""

from datetime import date, timedelta
from random import Random

from lms.assessments.models import Attempt
from lms.cohorts.models import Cohort, Enrolment
from lms.demo.cohorts import SKILL, at_nine, before_and_after, open_cohort
from lms.demo.sittings import Sitting, sit_all
from lms.people.contacts import filled
from lms.people.models import User

SEED = 30626
RTP_SPRING, ONLINE = "rtp-2026", "ethics-online-2025"
LATER_AFTER_DAYS, LATER_SHARE = 120, 0.7
IN_KHMER, IN_ENGLISH = 100, 60  # half of them sit form A: at least 50 answers a question in each language
ENGLISH_READERS = ("TH", "VN")
OTHER_READERS, OF_EACH_OTHER = ("LA", "MM", "CN"), 8  # each in the own language: too few to show, enough to hide in


def seed_past_tests(people: dict[str, User]) -> None:
    random = Random(SEED)  # noqa: S311 (a demo, the same each time)
    trainers = [people["trainer.kh"], people["trainer.la"]]
    spring = Cohort.objects.filter(code=RTP_SPRING).first()
    if spring:
        seed_spring(spring, trainers, random)
    if len(alumni_of("KH", IN_KHMER)) == IN_KHMER:
        seed_online(trainers[:1], random)


def seed_spring(cohort: Cohort, trainers: list[User], random: Random) -> None:
    """48 alumni before and after, most of them again four months later."""
    Cohort.objects.filter(pk=cohort.pk).update(title="RTP March 2026")
    cohort.trainers.set(trainers)
    enrolments = cohort.enrolments.select_related("person", "cohort").order_by("pk")
    skills = {enrolment: random.gauss(*SKILL) for enrolment in enrolments}
    later_at = at_nine(cohort.ends_on + timedelta(days=LATER_AFTER_DAYS))
    later = [
        Sitting(enrolment, Attempt.Phase.DELAYED, skill + 0.9, later_at)
        for enrolment, skill in skills.items()
        if random.random() < LATER_SHARE
    ]
    sit_all(cohort, before_and_after(cohort, skills, gain=1.4) + later, random)


def seed_online(trainers: list[User], random: Random) -> None:
    """An online course read in Khmer and in English: one question is harder in Khmer than it should be."""
    cohort = open_cohort(ONLINE, "ethics", "Ethics online 2025", "", date(2025, 9, 1), trainers)
    people = alumni_of("KH", IN_KHMER) + [one for country in ENGLISH_READERS for one in alumni_of(country, IN_ENGLISH)]
    people += [one for country in OTHER_READERS for one in alumni_of(country, OF_EACH_OTHER)]
    Enrolment.objects.bulk_create(
        Enrolment(cohort=cohort, person=person, enrolled_at=at_nine(cohort.starts_on - timedelta(days=14)))
        for person in people
    )
    enrolments = cohort.enrolments.select_related("person", "cohort").order_by("pk")
    for enrolment in enrolments:
        if enrolment.person.country in ENGLISH_READERS:
            enrolment.person.language = "en"  # of this sitting only
    skills = {enrolment: random.gauss(*SKILL) for enrolment in enrolments}
    sit_all(cohort, before_and_after(cohort, skills, gain=1.2), random)


def alumni_of(country: str, count: int) -> list[User]:
    """Of the register: the only demo people whose phone is known."""
    found = User.objects.filter(filled("phone"), is_demo=True, country=country)
    return list(found.order_by("pk")[:count])
