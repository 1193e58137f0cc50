"""What the measured site holds: the programmes, made lessons, many enrolments; made in bulk, the same each time."""

import string
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from uuid import UUID, uuid5

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from courses.rtp.models import RtpLessonPage, RtpModulePage
from lms.cohorts.models import Cohort, Enrolment
from lms.core.languages import LANGUAGE_OF, Country
from lms.learning import registry
from lms.people.models import User
from tools.bench import bare
from tools.bench.sizes import Size

NAMESPACE = UUID("2f6c7f0e-9a43-4b7d-8c37-5a0d2c2f7b11")
COHORT_OF = 50
PROGRAMME = "rtp"
CREATED_AT_ONCE = 1000


def load(size: Size) -> list[Enrolment]:
    """Programmes, lessons, people; answers the enrolments in their order."""
    broker = [settings.BROKER_DIR / name for name in ("queue", "control")]
    for folder in (*broker, settings.VAR_DIR / "mail", settings.SIGNING_KEYS_DIR):
        Path(folder).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    call_command("load_programmes", verbosity=0)
    with transaction.atomic():
        make_lessons(size.lessons)
        enrolments = make_enrolments(size.enrolments)
        with connection.cursor() as cursor:
            cursor.execute(bare.CREATE_TABLE)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return enrolments


def lessons_loaded() -> int:
    return sum(registry.models_of(code)[2].objects.count() for code in settings.PROGRAMMES)


def make_lessons(total: int) -> None:
    """Fill up to `total` lesson pages, spread over the modules of all languages, each with a real lesson's body."""
    real = RtpLessonPage.objects.filter(locale__language_code="en", live=True).exclude(body="[]").first()
    modules = list(RtpModulePage.objects.select_related("locale").order_by("path"))
    missing = max(0, total - lessons_loaded())
    made = [made_page(modules[number % len(modules)], number) for number in range(missing)]
    Page.objects.bulk_create(made, batch_size=CREATED_AT_ONCE)
    with disable_reference_index_auto_update():
        for number, page in enumerate(made):
            add_lesson(page, number, real)
    Page.objects.bulk_update(modules, ["numchild"])


def made_page(module: RtpModulePage, number: int) -> Page:
    module.numchild += 1
    slug = f"made-{number:04d}"
    return Page(
        title=f"Made lesson {number}",
        draft_title=f"Made lesson {number}",
        slug=slug,
        path=Page._get_path(module.path, module.depth + 1, module.numchild),
        depth=module.depth + 1,
        url_path=f"{module.url_path}{slug}/",
        content_type=ContentType.objects.get_for_model(RtpLessonPage),
        locale=module.locale,
        translation_key=uuid5(NAMESPACE, slug),
        live=True,
    )


def add_lesson(page: Page, number: int, real: RtpLessonPage) -> None:
    """The lesson's own row beside the page's: `raw` leaves the page's as it is."""
    lesson = RtpLessonPage(page_ptr=page, code=f"X{number}", position=100 + number, minutes=20, body=real.body)
    lesson.sources, lesson.loaded_digest = real.sources, real.loaded_digest
    lesson.save_base(raw=True, force_insert=True)


def make_enrolments(total: int) -> list[Enrolment]:
    """Cohorts of fifty people of one country each."""
    today = timezone.localdate()
    cohorts = [made_cohort(number, today) for number in range(-(-total // COHORT_OF))]
    Cohort.objects.bulk_create(cohorts)
    people = [made_person(number, cohorts[number // COHORT_OF].country) for number in range(total)]
    User.objects.bulk_create(people, batch_size=CREATED_AT_ONCE)
    enrolments = [Enrolment(cohort=cohorts[place // COHORT_OF], person=person) for place, person in enumerate(people)]
    return Enrolment.objects.bulk_create(enrolments, batch_size=CREATED_AT_ONCE)


def made_cohort(number: int, today: date) -> Cohort:
    return Cohort(
        code=f"bench-{number:03d}",
        programme_code=PROGRAMME,
        title=f"Bench {number}",
        country=Country.values[number % len(Country.values)],
        starts_on=today - timedelta(days=10),
        ends_on=today + timedelta(days=10),
    )


def made_person(number: int, country: str) -> User:
    return User(
        email=f"bench{number:05d}@example.org",
        full_name=f"Bench Person {number}",
        country=country,
        language=LANGUAGE_OF[country],
        password="!bench",
    )


def sign_in(people: list[User]) -> list[str]:
    """A session for each, as signing in would leave it; answers their keys."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    until = timezone.now() + timedelta(days=1)
    letters = string.ascii_lowercase + string.digits
    rows = [
        store.model(
            session_key=get_random_string(32, letters),
            session_data=store.encode(signed_in_as(person)),
            expire_date=until,
        )
        for person in people
    ]
    store.model.objects.bulk_create(rows, batch_size=CREATED_AT_ONCE)
    return [row.session_key for row in rows]


def signed_in_as(person: User) -> dict[str, str]:
    return {
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: person.get_session_auth_hash(),
    }
