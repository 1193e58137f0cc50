"""Writing a portfolio and putting files beside it: what stays, what is undone, what is refused."""

import resource
from datetime import date
from decimal import Decimal

import assessment_factories as assessments
import factories
import portfolio_samples as samples
import pytest
from django.core.files.storage import FileSystemStorage
from django.utils import timezone
from wagtail.models import ModelLogEntry

from courses.tot.actions import portfolio as actions
from courses.tot.errors import FileIsThere, NoFigures, NotStored, PortfolioLocked, TooManyFiles
from courses.tot.files import checked
from courses.tot.models import Observation, PortfolioFile, PracticeSession


@pytest.fixture
def candidate(trainer_kh, learner_kh):
    return factories.enrolment(factories.cohort(trainers=[trainer_kh], programme_code="tot"), learner_kh)


@pytest.fixture
def lesson(candidate):
    return PracticeSession.objects.create(
        enrolment=candidate, title="Safe questions", taught_on=date(2026, 11, 5), created_by=candidate.person
    )


@pytest.fixture
def plan():
    return checked("plan.pdf", samples.pdf())


def observe(lesson, observer, *, is_read):
    now = timezone.now()
    return Observation.objects.create(
        session=lesson,
        enrolment=lesson.enrolment,
        observer=observer,
        is_passed=True,
        signed_at=now,
        read_at=now if is_read else None,
    )


def stored() -> list[str]:
    storage = PortfolioFile.content.field.storage
    if not storage.exists("portfolio"):
        return []
    folders, _files = storage.listdir("portfolio")
    return [f"{folder}/{name}" for folder in folders for name in storage.listdir(f"portfolio/{folder}")[1]]


@pytest.fixture(autouse=True)
def _empty_storage():
    for name in stored():
        PortfolioFile.content.field.storage.delete(f"portfolio/{name}")


def log() -> list[str]:
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True))


def write(lesson, by, **fields):
    for name, value in fields.items():
        setattr(lesson, name, value)
    actions.write_portfolio(session=lesson, by=by)
    lesson.refresh_from_db()


def test_a_part_is_saved_while_others_wait(lesson, learner_kh):
    write(lesson, learner_kh, plan="Ten minutes of pairs.")
    assert (lesson.plan, lesson.feedback, lesson.tested, log()) == (
        "Ten minutes of pairs.", "", None, ["tot.write_portfolio"],
    )  # fmt: skip


def test_a_signed_observation_alone_locks_nothing(lesson, observer_kh, learner_kh, plan):
    observe(lesson, observer_kh, is_read=False)
    write(lesson, learner_kh, reflection="More waiting.")
    actions.add_file(session=lesson, file=plan, by=learner_kh)
    assert (lesson.reflection, PortfolioFile.objects.count()) == ("More waiting.", 1)


def test_the_candidates_own_signature_locks_everything(lesson, observer_kh, learner_kh, plan):
    row = actions.add_file(session=lesson, file=plan, by=learner_kh)
    observe(lesson, observer_kh, is_read=True)
    with pytest.raises(PortfolioLocked):
        write(lesson, learner_kh, plan="Another plan.")
    with pytest.raises(PortfolioLocked):
        actions.add_file(session=lesson, file=checked("a.jpg", samples.picture()), by=learner_kh)
    with pytest.raises(PortfolioLocked):
        actions.take_figures(session=lesson, cohort_id=1, by=learner_kh)
    with pytest.raises(PortfolioLocked):
        actions.remove_file(file=row, by=learner_kh)
    lesson.refresh_from_db()
    assert (lesson.plan, list(lesson.files.all()), len(stored())) == ("", [row], 1)


def test_a_kept_file_is_the_one_that_was_checked(lesson, learner_kh, plan):
    row = actions.add_file(session=lesson, file=plan, by=learner_kh)
    assert (row.name, row.content_type, row.size, row.sha256) == (
        "plan.pdf", "application/pdf", len(plan.data), plan.sha256,
    )  # fmt: skip
    assert row.content.read() == plan.data
    assert row.content.name.startswith(f"portfolio/{lesson.pk}/{plan.sha256}-")
    assert log() == ["tot.add_file"]


def test_the_same_file_twice_is_one_row(lesson, learner_kh, plan):
    actions.add_file(session=lesson, file=plan, by=learner_kh)
    with pytest.raises(FileIsThere, match=r"“plan\.pdf”"):
        actions.add_file(session=lesson, file=checked("copy.pdf", samples.pdf()), by=learner_kh)
    assert (PortfolioFile.objects.count(), len(stored())) == (1, 1)


def test_the_same_file_may_lie_beside_two_lessons(
    lesson, learner_kh, plan, candidate, django_capture_on_commit_callbacks
):
    other = PracticeSession.objects.create(
        enrolment=candidate, title="Second", taught_on=date(2026, 11, 6), created_by=learner_kh
    )
    first = actions.add_file(session=lesson, file=plan, by=learner_kh)
    second = actions.add_file(session=other, file=plan, by=learner_kh)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_file(file=first, by=learner_kh)
    assert second.content.read() == plan.data


def test_the_eleventh_file_is_refused_and_leaves_nothing(lesson, learner_kh):
    for width in range(10, 20):
        actions.add_file(session=lesson, file=checked("a.png", samples.picture("PNG", (width, 9))), by=learner_kh)
    with pytest.raises(TooManyFiles):
        actions.add_file(session=lesson, file=checked("a.png", samples.picture("PNG", (99, 9))), by=learner_kh)
    assert (PortfolioFile.objects.count(), len(stored())) == (10, 10)


def test_a_row_that_cannot_be_written_leaves_no_file(lesson, learner_kh, plan, monkeypatch):
    monkeypatch.setattr(PortfolioFile.objects, "create", lambda **fields: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.add_file(session=lesson, file=plan, by=learner_kh)
    assert stored() == []


@pytest.fixture
def full_disk(tmp_path, monkeypatch):
    """No file may grow beyond a hundred bytes: the disk breaks off in the middle, as a full one does."""
    monkeypatch.setattr(PortfolioFile.content.field, "storage", FileSystemStorage(tmp_path))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    yield tmp_path
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_said_in_words_and_leaves_neither_row_nor_file(lesson, learner_kh, plan, full_disk):
    with pytest.raises(NotStored):
        actions.add_file(session=lesson, file=plan, by=learner_kh)
    assert (PortfolioFile.objects.count(), [path for path in full_disk.rglob("*") if path.is_file()]) == (0, [])


def test_a_removed_file_is_gone_once_that_is_certain(lesson, learner_kh, plan, django_capture_on_commit_callbacks):
    row = actions.add_file(session=lesson, file=plan, by=learner_kh)
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        actions.remove_file(file=row, by=learner_kh)
    assert (PortfolioFile.objects.count(), len(stored())) == (0, 1)
    for callback in callbacks:
        callback()
    assert (stored(), log()) == ([], ["tot.add_file", "tot.remove_file"])


def test_a_second_click_on_remove_changes_nothing(lesson, learner_kh, plan):
    row = actions.add_file(session=lesson, file=plan, by=learner_kh)
    actions.remove_file(file=row, by=learner_kh)
    actions.remove_file(file=row, by=learner_kh)
    assert log() == ["tot.add_file", "tot.remove_file"]


def course_with_pairs(trainer, pairs: int):
    factories.role(trainer, "trainer", "KH")
    group, forms = factories.cohort(trainers=[trainer]), assessments.forms()
    for points in range(pairs):
        enrolment = factories.enrolment(group)
        assessments.scored(enrolment, "pre", forms["A"], 4)
        assessments.scored(enrolment, "post", forms["B"], 7 + points % 2)
    return group


def test_figures_come_from_a_course_of_ten_pairs(lesson, learner_kh):
    group = course_with_pairs(learner_kh, 10)
    actions.take_figures(session=lesson, cohort_id=group.pk, by=learner_kh)
    lesson.refresh_from_db()
    assert (lesson.tested, lesson.mean_before, lesson.mean_after) == (10, Decimal("40.0"), Decimal("75.0"))


def test_nine_pairs_give_no_figures(lesson, learner_kh):
    group = course_with_pairs(learner_kh, 9)
    with pytest.raises(NoFigures):
        actions.take_figures(session=lesson, cohort_id=group.pk, by=learner_kh)
    lesson.refresh_from_db()
    assert (lesson.tested, lesson.mean_before, lesson.mean_after) == (None, None, None)


def test_another_trainers_course_gives_no_figures(lesson, learner_kh):
    group = course_with_pairs(factories.person(), 10)
    with pytest.raises(NoFigures):
        actions.take_figures(session=lesson, cohort_id=group.pk, by=learner_kh)
