"""Two trainers type the same sheets at once. SQLite writes one after the other, so these need PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import assessment_factories as make
import factories
import pytest
from django.db import connection, connections
from paper_factories import cohort, csv, printed

from lms.assessments.actions import papers
from lms.assessments.models import Attempt, PaperSheet
from lms.assessments.paper.reading import dry_run
from lms.core.errors import Refused
from lms.people.models import Role

pytestmark = pytest.mark.django_db(transaction=True)
HEADINGS = ["code", "taken_on", "q1", "q2", "q3", "q4"]


@pytest.fixture(autouse=True)
def _on_postgresql(db):
    if connection.vendor != "postgresql":
        pytest.skip("races show on PostgreSQL only")


@pytest.fixture
def group(transactional_db):
    make.forms(size=4)
    group = cohort(factories.person_with_role(Role.Kind.TRAINER, "KH"))
    for _person in range(3):
        factories.enrolment(group)
    return group


def at_once(call, values):
    barrier = Barrier(len(values))

    def run(value):
        try:
            barrier.wait(timeout=20)
            return call(value)
        except Refused as refusal:
            return type(refusal).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(values)) as pool:
        return list(pool.map(run, values))


def imports_at_once(group, *files):
    """Each file is read first, as the report on the screen is; then all are saved in the same moment."""
    runs = [dry_run(group, "pre", file, by=None) for file in files]
    return at_once(lambda run: papers.type_sheets(entries=list(run.entries.values()), by=None), runs)


def test_the_same_file_twice_at_once_is_saved_once(group):
    sheets = printed(group)
    rows = [[sheet.code, group.starts_on, *"bbaa"] for sheet in sheets]
    done = imports_at_once(group, csv(HEADINGS, *rows), csv(HEADINGS, *reversed(rows)))
    assert sorted((each.created, each.unchanged) for each in done) == [(0, 3), (3, 0)]
    assert list(Attempt.objects.values_list("points", flat=True)) == [2, 2, 2]
    assert not PaperSheet.objects.filter(attempt=None).exists()


def test_of_two_files_that_differ_one_is_refused_as_a_whole(group):
    sheets = printed(group)
    rows = {letters: [[sheet.code, group.starts_on, *letters] for sheet in sheets] for letters in ("bbbb", "aaaa")}
    files = [csv(HEADINGS, *each) for each in rows.values()]
    done = imports_at_once(group, *files)
    assert sorted(str(getattr(each, "created", each)) for each in done) == ["3", "TypedAlready"]
    assert len(set(Attempt.objects.values_list("points", flat=True))) == 1


def test_prints_at_once_make_one_sheet_a_person(group):
    codes = at_once(lambda _: [sheet.code for sheet in printed(group)], range(4))
    assert len({tuple(each) for each in codes}) == 1
    assert PaperSheet.objects.count() == 3


def test_a_start_on_screen_and_a_typed_sheet_make_one_attempt(group):
    sheets = printed(group)
    run = dry_run(group, "pre", csv(HEADINGS, [sheets[0].code, group.starts_on, *"bbbb"]), by=None)
    calls = [
        lambda: papers.type_sheets(entries=list(run.entries.values()), by=None),
        lambda: make.start(sheets[0].enrolment),
    ]
    ended = at_once(lambda call: call(), calls)
    assert Attempt.objects.filter(enrolment=sheets[0].enrolment).count() == 1
    assert sum(isinstance(each, str) for each in ended) == 1
