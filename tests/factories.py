"""Plain functions that make one row each, with sensible defaults; keyword arguments override."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import count

from allauth.account.models import EmailAddress
from PIL import Image

from lms.cohorts.models import Cohort, Enrolment, Session
from lms.people.models import ContactDetails, Organisation, Post, Role, User

PASSWORD = "mekong-test-2026"
_numbers = count(1)


def person(**fields) -> User:
    number = next(_numbers)
    email = fields.pop("email", f"person{number}@example.org")
    contacts = {name: fields.pop(name) for name in ContactDetails.NAMES if name in fields}
    fields = {"full_name": f"Person {number}", "country": "KH", "language": "en", **fields}
    user = User.objects.create_user(email=email, password=PASSWORD, **fields)
    if email:
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    if contacts:
        ContactDetails.objects.create(person=user, **contacts)
    return user


def role(user: User, kind: str, country: str = "", language: str = "") -> Role:
    user.__dict__.pop("active_roles", None)
    return Role.objects.create(person=user, kind=kind, country=country, language=language)


def person_with_role(kind: str, country: str = "KH", **fields) -> User:
    scope = "" if kind == Role.Kind.ADMINISTRATOR else country
    user = person(country=country, **fields)
    role(user, kind, scope)
    return user


def organisation(**fields) -> Organisation:
    return Organisation.objects.create(
        **{"name": f"Department {next(_numbers)}", "country": "KH", "sector": Organisation.Sector.POLICE, **fields}
    )


def post(user: User, **fields) -> Post:
    fields = {"title": "Officer", "is_counter_trafficking": True, "started_on": date(2024, 1, 1), **fields}
    return Post.objects.create(person=user, **fields)


def cohort(*, trainers=(), **fields) -> Cohort:
    number = next(_numbers)
    row = Cohort.objects.create(
        **{
            "code": f"cohort-{number}",
            "programme_code": "rtp",
            "title": f"Cohort {number}",
            "country": "KH",
            "starts_on": date(2026, 11, 2),
            "ends_on": date(2026, 11, 6),
            **fields,
        }
    )
    row.trainers.set(trainers)
    return row


def enrolment(group: Cohort | None = None, user: User | None = None, **fields) -> Enrolment:
    return Enrolment.objects.create(cohort=group or cohort(), person=user or person(), **fields)


def session(group: Cohort, **fields) -> Session:
    start = datetime(2026, 11, 2, 2, 0, tzinfo=UTC) + timedelta(hours=next(_numbers) % 48)
    return Session.objects.create(
        cohort=group, **{"title": "Morning session", "starts_at": start, "length_minutes": 90, **fields}
    )


def picture_file(kind: str = "PNG", size: tuple[int, int] = (60, 30), mode: str = "RGB", **options) -> BytesIO:
    """An image as somebody would upload it."""
    written = BytesIO()
    Image.new(mode, size, "navy").save(written, kind, **options)
    written.seek(0)
    written.name = f"picture.{kind.lower()}"
    return written
