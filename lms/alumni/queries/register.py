"""The register: who has been trained and certified, and in which post they are."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from certificates.models import Certificate
from lms.cohorts.models import Enrolment
from lms.people.models import Consent, Post, Role, User
from lms.people.queries import newest_answer


def listed(user: User) -> QuerySet[User]:
    """Alumni and certified trainers: an administrator sees all, a task force its country's who did not object.

    Who was erased on request stands in no list.
    """
    people = User.objects.visible_to(user).filter(
        Exists(Enrolment.objects.filter(person=OuterRef("pk"), completed_on__isnull=False))
        | Exists(Certificate.objects.filter(person=OuterRef("pk"))),
        erased_at=None,
    )
    if user.is_administrator:
        return people
    own = people.filter(country__in=user.countries_as(Role.Kind.TASK_FORCE))
    answer = newest_answer(Consent.Purpose.REGISTER, person="pk")
    return own.annotate(may_list=answer).filter(Q(may_list=None) | Q(may_list=True))


def found(user: User, words: str, country: str = "") -> QuerySet[User]:
    """The people of the register by name, each with `open_posts`, `completed` and `papers`, the newest first."""
    people = listed(user)
    if country:
        people = people.filter(country=country)
    for word in words.split():
        people = people.filter(Q(full_name__icontains=word) | Q(full_name_latin__icontains=word))
    return people.order_by("country", "full_name", "id").prefetch_related(
        Prefetch("posts", open_posts(), to_attr="open_posts"),
        Prefetch("enrolments", completed(), to_attr="completed"),
        Prefetch("certificates", Certificate.objects.visible_to(user), to_attr="papers"),
    )


def open_posts() -> QuerySet[Post]:
    return Post.objects.filter(left_by=None).select_related("organisation").order_by("-learnt_at", "-id")


def completed() -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(completed_on__isnull=False).select_related("cohort").order_by("completed_on", "id")


def posts_of(person: User) -> QuerySet[Post]:
    """Every post that the person held, the newest knowledge first."""
    return person.posts.select_related("organisation").order_by("-learnt_at", "-id")
