"""The demo's candidates before the decision: courses completed, candidacy, micro-teaching, lessons, two observers."""

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from courses.tot import rubric
from courses.tot.actions import observing, practicum
from courses.tot.models import Observation, PracticeSession
from lms.cohorts.models import Cohort, Enrolment
from lms.core.languages import LANGUAGE_OF
from lms.core.models import Message
from lms.demo import names
from lms.demo.cast import DOMAIN, PASSWORD
from lms.demo.cohorts import NAMES_FROM, TOT_PEOPLE, at_nine
from lms.demo.register import NO_PASSWORD
from lms.people.models import Role, User

Kind = PracticeSession.Kind
MICRO, OBSERVED, OTHER = "Opening a session in ten minutes", "Informed consent in a first conversation", "Reading signs"
NOTES = "Waits for answers, checks each objective, keeps the time."
TO_CHANGE = "Let the group speak before you explain. Check each objective at the end."
REPLY = "Thank you. I will leave more time for questions."
NOMINATED_BY = "National Committee, training unit"
FIGURES = {"tested": 12, "mean_before": "48.5", "mean_after": "71.0"}
PORTFOLIO = {
    "plan": "Objectives, a short case, work in pairs, a summary by the group. 75 minutes.",
    "feedback": "Clear examples. More time for questions was asked for.",
    "reflection": "I keep the case. I will explain less and ask more.",
}


def invented_colleague(country: str, kind: str, place: int, *, account: str = "") -> User:
    """Somebody with one role in one country; with an account name, one who can sign in as the named people do."""
    own, latin = names.name_of(country, NAMES_FROM + TOT_PEOPLE + place)
    email = f"{account}@{DOMAIN}" if account else None
    person = User.objects.create(
        email=email,
        full_name=own,
        full_name_latin=latin,
        country=country,
        language=LANGUAGE_OF[country],
        password=make_password(PASSWORD) if account else NO_PASSWORD,
        is_demo=True,
    )
    if email:
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    Role.objects.create(person=person, kind=kind, country=country)
    return person


def complete_courses(enrolments: list[Enrolment]) -> None:
    """RTP and Ethics in the months before, which the Training of Trainers asks for."""
    country = enrolments[0].person.country
    for code, title, starts_on in (("rtp", "RTP", date(2026, 5, 11)), ("ethics", "Ethics", date(2026, 6, 8))):
        cohort = Cohort.objects.create(
            code=f"{code}-{country.lower()}-{starts_on:%Y-%m}",
            programme_code=code,
            title=f"{title} {country} {starts_on:%Y-%m}",
            country=country,
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=4),
        )
        Enrolment.objects.bulk_create(
            Enrolment(
                cohort=cohort,
                person=row.person,
                post_at_start=row.post_at_start,
                enrolled_at=at_nine(starts_on - timedelta(days=14)),
                completed_on=cohort.ends_on,
            )
            for row in enrolments
        )


def put_forward(enrolment: Enrolment, number: int) -> None:
    """A complete candidacy, agreed to on the first day."""
    details = {
        "nominated_by": NOMINATED_BY,
        "years_of_work": 3 + number % 5,
        "teaching_language": enrolment.person.language,
    }
    candidacy = practicum.apply(enrolment=enrolment, details=details, is_agreed=True, by=enrolment.person)
    type(candidacy).objects.filter(pk=candidacy.pk).update(agreed_at=at_nine(enrolment.cohort.starts_on))


def teach(enrolment: Enrolment, kind: str, title: str, *, days_later: int, **facts) -> PracticeSession:
    """One lesson, so many days after the course's first."""
    taught_on = enrolment.cohort.starts_on + timedelta(days=days_later)
    session = PracticeSession(enrolment=enrolment, kind=kind, title=title, taught_on=taught_on, **facts)
    return practicum.add_session(session=session, by=enrolment.person)


def teach_micro_rounds(enrolment: Enrolment, observer: User) -> None:
    for days_later, kind in ((3, Kind.MICRO_1), (4, Kind.MICRO_2)):
        session = teach(enrolment, kind, MICRO, days_later=days_later, minutes=15, participants=11)
        observe(session, observer, level=2 if kind == Kind.MICRO_1 else 3)


def teach_real_lessons(enrolment: Enrolment) -> PracticeSession:
    """Two that count; the one that is to be observed, with its portfolio."""
    observed = teach(enrolment, Kind.DELIVERED, OBSERVED, days_later=24, minutes=75, participants=14)
    PracticeSession.objects.filter(pk=observed.pk).update(**PORTFOLIO, **FIGURES)
    teach(enrolment, Kind.DELIVERED, OTHER, days_later=38, minutes=60, participants=18)
    return observed


def observe(session: PracticeSession, observer: User, *, level: int, is_read: bool = True, **other: int) -> Observation:
    """Score every criterion at this level, but for the `other` ones; sign, and let the candidate countersign."""
    draft = observing.begin(session=session, by=observer)
    draft.scores = {**dict.fromkeys(rubric.KEYS, level), **other}
    draft.notes = NOTES if level > 2 else TO_CHANGE
    draft.is_independent = True
    signed = observing.sign(observation=observing.save_draft(observation=draft, by=observer), by=observer)
    if is_read:
        observing.countersign(observation=signed, reply=REPLY, by=session.enrolment.person)
    date_observation(signed, is_read=is_read)
    return signed


def date_observation(signed: Observation, *, is_read: bool) -> None:
    """On the days around the lesson, not when the demo was made; and no mail about it waits."""
    hours = 4 + signed.session.observations.count()
    day = signed.session.taught_on
    read_at = at_nine(day, plus_hours=30 + hours) if is_read else None
    Observation.objects.filter(pk=signed.pk).update(signed_at=at_nine(day, plus_hours=hours), read_at=read_at)
    Message.objects.filter(key=f"observation-{signed.pk}").update(state=Message.State.SENT, sent_at=timezone.now())
