"""The cases of one interviewer: whom to call next, and about whom to ask somebody else."""

from datetime import date, datetime

from django.db.models import BooleanField, Count, Exists, F, IntegerField, Max, OuterRef, Q, QuerySet, When
from django.db.models import Case as If
from django.db.models.functions import Coalesce
from django.utils import timezone

from lms.alumni import calling
from lms.alumni.models import Campaign, Case, Contact
from lms.alumni.queries.bases import basis
from lms.people.models import Consent, Post, User
from lms.people.queries import newest_answer

NOT_TO_BE_ASKED = (Case.Disposition.REFUSED, Case.Disposition.NOT_ELIGIBLE)
CALLED_FOR_GOOD = (*NOT_TO_BE_ASKED, Case.Disposition.OTHER)
CALL_BACK_DUE, NEVER_TRIED, TRIED, CALL_BACK_LATER = range(4)


def own_cases(user: User, *, today: date | None = None) -> QuerySet[Case]:
    """What is assigned to this person and in the field, with `may_call` and `may_ask_others`.

    Of a census only the silent who were drawn to be followed up, whoever else is easy to reach. Never the person's
    own case, nor that of somebody whom they manage: a superior does not ask.
    """
    managed = Post.objects.filter(person=OuterRef("person"), manager=user, left_by=None)
    cases = (
        Case.objects.visible_to(user)
        .asked()
        .filter(assigned_to=user, campaign__state=Campaign.State.FIELDING)
        .filter(Q(is_followed_up=True) | Q(campaign__design=Campaign.Design.SAMPLE))
        .exclude(person=user)
        .exclude(Exists(managed))
    )
    return with_ways(cases, today=today or timezone.localdate())


def with_ways(cases: QuerySet[Case], *, today: date) -> QuerySet[Case]:
    """Cases with two answers: may the person be called (`may_call`), may others be asked (`may_ask_others`)?"""
    fielding = list(Campaign.objects.filter(state=Campaign.State.FIELDING))
    by_phone = [row.pk for row in fielding if calling.uses(row, "phone", today=today)]
    by_others = [row.pk for row in fielding if calling.uses(row, "proxy", today=today)]
    is_open = Q(answered_at=None, status=Case.Status.UNKNOWN, person__is_active=True)
    to_call = is_open & Q(may_contact=True, campaign__in=by_phone) & ~Q(disposition__in=CALLED_FOR_GOOD)
    to_ask = is_open & Q(has_basis=True, campaign__in=by_others) & ~Q(disposition__in=NOT_TO_BE_ASKED)
    return cases.annotate(
        may_contact=Coalesce(newest_answer(Consent.Purpose.FOLLOW_UP, person="person"), False),
        has_basis=basis(Consent.Purpose.PROXY),
    ).annotate(may_call=truth(to_call), may_ask_others=truth(to_ask))


def truth(condition: Q) -> If:
    return If(When(condition, then=True), default=False, output_field=BooleanField())


def to_work_on(user: User, *, now: datetime) -> QuerySet[Case]:
    """Calls agreed for now, then people never tried, then those tried, then calls agreed for later.

    Each with `turn` (one of the four), `tries` and `tried_at` of the phone.
    """
    by_phone = Q(contacts__mode=Contact.Mode.PHONE)
    cases = own_cases(user).filter(Q(may_call=True) | Q(may_ask_others=True))
    return (
        cases.annotate(tries=Count("contacts", filter=by_phone), tried_at=Max("contacts__made_at", filter=by_phone))
        .annotate(turn=turn_at(now))
        .select_related("person", "stratum", "campaign")
        .order_by("turn", F("call_back_at").asc(nulls_first=True), F("tried_at").asc(nulls_first=True), "pk")
    )


def turn_at(now: datetime) -> If:
    return If(
        When(call_back_at__lte=now, then=CALL_BACK_DUE),
        When(call_back_at__gt=now, then=CALL_BACK_LATER),
        When(tries=0, then=NEVER_TRIED),
        default=TRIED,
        output_field=IntegerField(),
    )


def not_for_later(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Of `to_work_on`, those that can be called now."""
    return cases.exclude(turn=CALL_BACK_LATER)


def attempts_of(case: Case) -> QuerySet[Contact]:
    """Every attempt by phone or through others, the newest first."""
    by_hand = case.contacts.filter(mode__in=(Contact.Mode.PHONE, Contact.Mode.PROXY))
    return by_hand.select_related("made_by").order_by("-made_at", "-pk")


def numbers_of(person: User) -> list[str]:
    """The person's phone numbers, the private one first: at the office others may hear the call."""
    return [number for number in (person.personal_phone, person.phone) if number]
