"""Orders one batch, kills the workers on it again and again, and prints what came of it: for test_kill.py."""

import json
import os
import random
import signal
import time

import django
from django.urls import reverse

PEOPLE = 300
ROUNDS = 10
WORKERS = 2  # at once; each is killed once a round
A_TURN = 5  # certificates, then as many mails


def main() -> None:
    django.setup()
    reverse("certificates:verify")  # what every worker needs is loaded once, before the first of them
    make_site()
    order_batch()
    kills = sum(killed_round() for _ in range(ROUNDS))
    finish()
    print(json.dumps({"kills": kills, **found()}))


def make_site() -> None:
    """Tables straight from the models: the migrations take most of a minute, and prove nothing here."""
    from django.apps import apps
    from django.db import connection

    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)


def order_batch() -> None:
    import factories

    from certificates.actions import batches
    from lms.cohorts.models import Attendance, Enrolment
    from lms.people.models import Role, User

    trainer = factories.person_with_role(Role.Kind.TRAINER, "KH")
    cohort = factories.cohort(trainers=[trainer], programme_code="probe-completion")
    session = factories.session(cohort)
    people = [User(email=f"p{number}@example.org", full_name=f"Sok {number}", country="KH") for number in range(PEOPLE)]
    enrolments = [Enrolment(cohort=cohort, person=person) for person in User.objects.bulk_create(people)]
    Enrolment.objects.bulk_create(enrolments)
    present = [Attendance(session=session, enrolment=row, is_present=True, marked_by=trainer) for row in enrolments]
    Attendance.objects.bulk_create(present)
    batches.order_completions(cohort=cohort, enrolments=enrolments, by=trainer)


def killed_round() -> int:
    """Start the workers, let some turns pass, then kill each in the middle of whatever it does; answers how many."""
    reader, writer = os.pipe()
    workers = [started(writer) for _ in range(WORKERS)]
    os.close(writer)
    with os.fdopen(reader, "rb") as turns:
        turns.read(random.randint(1, 5))  # less where the workers have ended by themselves
    killed = sum(kill_soon(pid) for pid in workers)
    let_leases_pass()
    return killed


def started(writer: int) -> int:
    """A worker of its own: it shares no connection with this process."""
    from django.db import connections

    connections.close_all()
    pid = os.fork()
    if not pid:
        random.seed()
        work(lambda: os.write(writer, b"."))
        os._exit(0)
    return pid


def work(tell) -> None:
    from certificates.actions import batches
    from lms.core import outbox

    while is_waiting():
        batches.issue_waiting(limit=A_TURN)
        outbox.send_waiting(limit=A_TURN)
        tell()


def is_waiting() -> bool:
    from certificates.models import BatchItem
    from lms.core.models import Message

    items = BatchItem.objects.filter(state=BatchItem.State.WAITING)
    return items.exists() or Message.objects.filter(state=Message.State.WAITING).exists()


def kill_soon(pid: int) -> bool:
    """At any moment of the next certificates; False where it had ended by itself."""
    time.sleep(random.uniform(0, 0.06))
    os.kill(pid, signal.SIGKILL)
    _pid, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def let_leases_pass() -> None:
    """What the dead had claimed is due again, as it would be some minutes later."""
    from django.utils import timezone

    from certificates.models import BatchItem
    from lms.core.models import Message

    for rows in (BatchItem.objects, Message.objects):
        rows.filter(state="waiting").update(due_at=timezone.now())


def finish() -> None:
    """Two again, this time left alone: while one rests, as on SQLite it must, the other works."""
    with open(os.devnull, "wb") as nowhere:
        other = started(nowhere.fileno())
    work(lambda: None)
    os.waitpid(other, 0)


def found() -> dict:
    from django.db.models import Count

    from certificates.models import BatchItem, Certificate
    from lms.core.models import Message

    return {
        "items": dict(BatchItem.objects.order_by().values_list("state").annotate(Count("pk"))),
        "messages": dict(Message.objects.order_by().values_list("state").annotate(Count("pk"))),
        "people": Certificate.objects.order_by().values("person").distinct().count(),
        "numbers": sorted(int(number[-6:]) for number in Certificate.objects.values_list("number", flat=True)),
        "faults": sorted(set(BatchItem.objects.values_list("fault", flat=True))),
    }


if __name__ == "__main__":
    main()
