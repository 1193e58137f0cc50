"""What a candidate writes about a practice session and puts beside it, until an observation of it is countersigned."""

from contextlib import ExitStack
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction

from courses.tot import portfolio_queries as queries
from courses.tot.errors import FileIsThere, NoFigures, NotStored, PortfolioLocked, TooManyFiles
from courses.tot.files import CheckedFile
from courses.tot.models import PortfolioFile, PracticeSession
from courses.tot.portfolio import MAX_FILES
from lms.core import audit, codes
from lms.people.models import User

WRITTEN = ("plan", "feedback", "tested", "mean_before", "mean_after", "reflection")
FIGURES = ("tested", "mean_before", "mean_after")


@transaction.atomic
def write_portfolio(*, session: PracticeSession, by: User) -> None:
    """Store what `session` holds in memory; parts may be empty."""
    hold_open(session)
    session.save(update_fields=WRITTEN)
    audit.record(session, "tot.write_portfolio", by=by)


@transaction.atomic
def take_figures(*, session: PracticeSession, cohort_id: int, by: User) -> None:
    """Copy the figures of a course that the person gives; later changes of that course do not follow."""
    hold_open(session)
    figures = next((each for each in queries.own_figures(by) if each.cohort.pk == cohort_id), None)
    if figures is None:
        raise NoFigures
    for name in FIGURES:
        setattr(session, name, getattr(figures, name))
    session.save(update_fields=FIGURES)
    audit.record(session, "tot.take_figures", by=by, cohort=figures.cohort.code)


def add_file(*, session: PracticeSession, file: CheckedFile, by: User) -> PortfolioFile:
    """The bytes first, then the row; where either fails, neither stays."""
    storage, name = PortfolioFile.content.field.storage, name_in_storage(session, file)
    with ExitStack() as undo:
        undo.callback(storage.delete, name)
        try:
            name = storage.save(name, ContentFile(file.data))
        except OSError as error:
            raise NotStored from error
        row = add_row(session=session, file=file, name=name, by=by)
        undo.pop_all()
    return row


def name_in_storage(session: PracticeSession, file: CheckedFile) -> str:
    """Never used before, so that what is undone is never somebody's file."""
    return f"portfolio/{session.pk}/{file.sha256}-{codes.token()[:12]}{file.suffix}"


@transaction.atomic
def add_row(*, session: PracticeSession, file: CheckedFile, name: str, by: User) -> PortfolioFile:
    hold_open(session)
    there = {row.sha256: row.name for row in session.files.all()}
    if file.sha256 in there:
        raise FileIsThere(there[file.sha256])
    if len(there) >= MAX_FILES:
        raise TooManyFiles(MAX_FILES)
    row = PortfolioFile.objects.create(
        session=session,
        name=file.name,
        content=name,
        content_type=file.content_type,
        size=len(file.data),
        sha256=file.sha256,
        added_by=by,
    )
    audit.record(session, "tot.add_file", by=by, name=file.name, sha256=file.sha256)
    return row


@transaction.atomic
def remove_file(*, file: PortfolioFile, by: User) -> None:
    """The row now, the bytes once that is certain; a second click finds nothing to do."""
    hold_open(file.session)
    deleted, _rows = PortfolioFile.objects.filter(pk=file.pk).delete()
    if deleted:
        audit.record(file.session, "tot.remove_file", by=by, name=file.name, sha256=file.sha256)
        transaction.on_commit(partial(file.content.storage.delete, file.content.name))


def hold_open(session: PracticeSession) -> None:
    """Until this transaction ends nobody signs an observation of the session, and nobody else changes its portfolio."""
    PracticeSession.objects.select_for_update().get(pk=session.pk)
    observations = session.observations.order_by("pk").select_for_update()
    if any(observation.read_at for observation in observations):
        raise PortfolioLocked
