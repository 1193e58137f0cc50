"""The trainers' register: who holds which certificate, in which language they teach, and what they have taught."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from certificates.models import Certificate
from lms.cohorts.models import Cohort
from lms.core import programmes
from lms.people.models import Consent, Post, User
from lms.people.queries import newest_answer

State = Certificate.State


@dataclass(frozen=True)
class Taught:
    """What one trainer has taught: sessions that were held, different people who came, the last time."""

    sessions: int = 0
    people: int = 0
    last_at: datetime | None = None


@dataclass(frozen=True)
class Listed:
    """One line of the public list: the newest certificate of one person in one country."""

    certificate: Certificate
    language: str  # of the lessons

    @property
    def name(self) -> str:
        return self.certificate.snapshot["name"]

    @property
    def name_latin(self) -> str:
        return self.certificate.snapshot["name_latin"]


@dataclass(frozen=True)
class Trainer(Listed):
    """One line of the register."""

    taught: Taught
    post: Post | None  # the anti-trafficking post held now, as far as it is known
    is_post_known: bool


def newest_papers() -> QuerySet[Certificate]:
    """The newest trainer's certificate of each person in each country, whatever became of it since."""
    papers = Certificate.objects.filter(kind=Certificate.Kind.TRAINER).exclude(state=State.SUPERSEDED)
    newer = papers.filter(person=OuterRef("person"), country=OuterRef("country"), pk__gt=OuterRef("pk"))
    return papers.filter(~Exists(newer)).order_by("country", "person__full_name_latin", "person__full_name", "pk")


def in_force(papers: QuerySet[Certificate]) -> QuerySet[Certificate]:
    return papers.filter(in_state(State.VALID))


def in_state(state: str) -> Q:
    """By the state of today: a certificate expires with its last day, whether or not the nightly job has run."""
    today = timezone.localdate()
    if state == State.VALID:
        return Q(state=State.VALID) & (Q(valid_until=None) | Q(valid_until__gte=today))
    if state == State.EXPIRED:
        return Q(state=State.EXPIRED) | Q(state=State.VALID, valid_until__lt=today)
    return Q(state=state)


def listed_publicly(country: str = "") -> QuerySet[Certificate]:
    """Those in force whose holder's newest answer is a yes."""
    papers = in_force(newest_papers()).annotate(is_public=newest_answer(Consent.Purpose.REGISTER, person="person"))
    return papers.filter(is_public=True, **({"country": country} if country else {}))


def listed(user: User, *, country: str = "", level: str = "", state: str = "") -> QuerySet[Certificate]:
    """A task force member's own country, an administrator's all; with `is_public`, None where nobody was asked."""
    papers = newest_papers() if user.is_administrator else newest_papers().for_task_force(user)
    for name, value in (("country", country), ("level", level)):
        papers = papers.filter(**{name: value}) if value else papers
    if state in State.values:
        papers = papers.filter(in_state(state))
    return papers.annotate(is_public=newest_answer(Consent.Purpose.REGISTER, person="person"))


def public_lines(papers: Iterable[Certificate]) -> list[Listed]:
    papers = list(papers)
    languages = languages_of(papers)
    return [Listed(paper, languages.get(paper.enrolment_id, "")) for paper in papers]


def trainers(papers: Iterable[Certificate]) -> list[Trainer]:
    """The lines of these certificates: give one page at a time, it costs three queries and one a programme."""
    papers = list(papers)
    people = [paper.person_id for paper in papers]
    languages, taught, posts = languages_of(papers), taught_by(people), posts_held(people)
    known = set(Post.objects.filter(person__in=people).values_list("person", flat=True))
    return [
        Trainer(
            certificate=paper,
            language=languages.get(paper.enrolment_id, ""),
            taught=taught.get(paper.person_id, Taught()),
            post=posts.get(paper.person_id),
            is_post_known=paper.person_id in known,
        )
        for paper in papers
    ]


def languages_of(papers: Sequence[Certificate]) -> dict[int, str]:
    """`{enrolment id: code of the language of the lessons}`, as far as the programmes have asked."""
    found: dict[int, str] = {}
    for code in {paper.programme_code for paper in papers}:
        enrolments = [paper.enrolment_id for paper in papers if paper.programme_code == code]
        found |= programmes.get(code).teaching_languages(enrolments)
    return found


def taught_by(people: Iterable[int]) -> dict[int, Taught]:
    """`{person id: what was taught}` of those who taught at all: a session counts once somebody was marked present."""
    held = sessions_held().filter(user__in=people)
    rows = held.annotate(
        sessions=Count("cohort__sessions", distinct=True),
        people=Count("cohort__sessions__attendance__enrolment__person", distinct=True),
        last_at=Max("cohort__sessions__starts_at"),
    )
    return {person: Taught(*numbers) for person, *numbers in rows.values_list("user", "sessions", "people", "last_at")}


def sessions_held(since: datetime | None = None) -> QuerySet:
    """Rows of trainers and cohorts, grouped by the trainer (`user`), joined to past sessions that people came to."""
    past = Q(cohort__sessions__starts_at__lt=timezone.now(), cohort__sessions__attendance__is_present=True)
    if since:
        past &= Q(cohort__sessions__starts_at__gte=since)
    return Cohort.trainers.through.objects.filter(past).values("user")


def posts_held(people: Iterable[int]) -> dict[int, Post]:
    """`{person id: the anti-trafficking post}` that is not known to have ended, the one learnt of last."""
    held = Post.objects.filter(person__in=people, left_by=None, is_counter_trafficking=True)
    return {post.person_id: post for post in held.select_related("organisation").order_by("learnt_at", "id")}
