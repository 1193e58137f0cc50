"""What an erased candidate wrote and handed in, and what observers wrote about the lessons."""

from functools import partial

from django.db import transaction

from courses.tot.models import Candidacy, Observation, PortfolioFile, PracticeSession
from lms.people.models import User

TEXTS = ("title", "place", "plan", "feedback", "reflection")


def erase_candidate(person: User) -> dict[str, int]:
    """Texts and files go; dates, marks and results stay, since a certificate may rest on them."""
    own = {"enrolment__person": person}
    return {
        "portfolio_files": erase_files(person),
        "candidacies": Candidacy.objects.filter(**own).update(nominated_by=""),
        "practice_sessions": erase_sessions(person),
        "observations": Observation.objects.filter(**own).update(notes="", reply=""),
    }


def erase_sessions(person: User) -> int:
    """Each keeps a title of its own: the database tells two lessons of one day apart by it."""
    sessions = list(PracticeSession.objects.filter(enrolment__person=person))
    for session in sessions:
        for name in TEXTS:
            setattr(session, name, "")
        session.title = f"– {session.pk}"
    PracticeSession.objects.bulk_update(sessions, TEXTS)
    return len(sessions)


def erase_files(person: User) -> int:
    """The rows now, the bytes once that is certain."""
    files = list(PortfolioFile.objects.filter(session__enrolment__person=person))
    for file in files:
        transaction.on_commit(partial(file.content.storage.delete, file.content.name))
    return PortfolioFile.objects.filter(pk__in=[file.pk for file in files]).delete()[0]
