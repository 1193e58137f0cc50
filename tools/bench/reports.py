"""The report on a programme's tests over many made attempts: from the database's rows to every figure of the screen."""

import time
from collections.abc import Callable

import numpy as np
from django.db import connection
from django.utils import timezone

from lms.assessments.models import Attempt, Form
from lms.assessments.packing import STEPS, ZERO
from lms.assessments.report import building, questions, reading
from lms.cohorts.models import Cohort, Enrolment
from lms.people.models import User
from tools.bench.measures import Measured

SEED = 2026
REPEATS = 7
MADE = "report-made-"
AT_ONCE = 1000
COHORT_OF = 50
PROGRAMME = "rtp"
RISE = 0.8  # of the made people's ability, between the two tests
LETTERS = np.frombuffer(b"abcd", np.uint8)


def of_programme(sittings: int) -> Measured:
    """Milliseconds for the whole report, as the page and the command build it; of it, the reading of the sittings."""
    standing = User.objects.filter(email__startswith=MADE).count()
    make_attempts(standing, sittings // 2 - standing)
    scope, forms = reading.Scope(PROGRAMME), questions.forms_of(PROGRAMME)
    people = reading.people_in(scope)
    read, _own = median_ms(lambda: reading.sheets_of(scope, forms, people))
    whole, own = median_ms(lambda: building.report(scope))
    return Measured(whole, more={"sittings": sittings, "database": read, "processor": own})


def median_ms(work: Callable[[], object]) -> tuple[float, float]:
    """(by the wall, of this process's processor): medians; the first time, which fills caches, is left out."""
    times = []
    for _repeat in range(REPEATS + 1):
        started, own = time.perf_counter(), time.process_time()
        work()
        times.append((1000 * (time.perf_counter() - started), 1000 * (time.process_time() - own)))
    wall, processor = np.median(times[1:], axis=0).tolist()
    return wall, processor


def make_attempts(first: int, people: int) -> None:
    """Two handed-in tests a person, before on one form and after on the other, with answers that hang together."""
    enrolments = made_enrolments(first, people)
    forms = list(Form.objects.filter(programme_code=PROGRAMME, letter__in="AB").order_by("letter", "version"))
    random = np.random.default_rng(SEED + first)
    ability = random.normal(size=people)
    for turn, phase in enumerate([Attempt.Phase.PRE, Attempt.Phase.POST]):
        chosen = [forms[(place + turn) % 2] for place in range(people)]
        sheets = made_sheets(random, ability + turn * RISE, forms[0].places.count())
        rows = [made_attempt(*row, phase) for row in zip(enrolments, chosen, *sheets, strict=True)]
        Attempt.objects.bulk_create(rows, batch_size=AT_ONCE)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def made_enrolments(first: int, people: int) -> list[Enrolment]:
    today = timezone.localdate()
    cohorts = Cohort.objects.bulk_create(
        Cohort(
            code=f"report-{first}-{number}", programme_code=PROGRAMME, title="Report", starts_on=today, ends_on=today
        )
        for number in range(-(-people // COHORT_OF))
    )
    users = [
        User(email=f"{MADE}{number}@example.org", full_name=f"Person {number}", password="!bench")
        for number in range(first, first + people)
    ]
    User.objects.bulk_create(users, batch_size=AT_ONCE)
    rows = [Enrolment(cohort=cohorts[place // COHORT_OF], person=user) for place, user in enumerate(users)]
    return Enrolment.objects.bulk_create(rows, batch_size=AT_ONCE)


def made_sheets(random: np.random.Generator, ability: np.ndarray, size: int) -> tuple[list[str], list[str]]:
    """(points, choices) of each person, packed; the key is always b."""
    chance = 1 / (1 + np.exp(np.linspace(-1.5, 1.5, size)[None, :] - ability[:, None]))
    right = random.random(chance.shape) < chance
    points = (ZERO + STEPS * right).astype(np.uint8)
    wrong = random.choice(LETTERS[[0, 2, 3]], size=right.shape)
    choices = np.where(right, LETTERS[1], wrong).astype(np.uint8)
    return [bytes(row).decode() for row in points], [bytes(row).decode() for row in choices]


def made_attempt(enrolment: Enrolment, form: Form, points: str, choices: str, phase: str) -> Attempt:
    now, total = timezone.now(), points.count(chr(ZERO + STEPS))
    answers = {f"RTP-Q{place:03}": [letter, 1.0, 1] for place, letter in enumerate(choices)}
    return Attempt(
        enrolment=enrolment,
        form=form,
        phase=phase,
        language=("en", "km", "th")[enrolment.pk % 3],
        state=Attempt.State.SUBMITTED,
        started_at=now,
        deadline_at=now,
        submitted_at=now,
        points=total,
        max_points=len(points),
        serious_harm_count=0,
        is_passed=phase == Attempt.Phase.POST and total >= 0.75 * len(points),
        packed_answers={"answers": answers, "competencies": {f"C{n}": [total / 8, 5] for n in range(8)}},
        item_points=points,
        item_choices=choices,
    )
