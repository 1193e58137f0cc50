"""Mails to holders whose certificate ends soon: 90, 30 and 7 days before, once each."""

from datetime import timedelta

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from certificates import notices
from certificates.models import Certificate
from lms.core.models import Message

STEPS = ((90, 30), (30, 7), (7, -1))  # days left: at most the first, more than the second
AT_ONCE = 200


def remind_due() -> int:
    """Queue what is due and return how many mails; called by the clock (settings.DUE_ACTIONS).

    A day on which nothing ran loses no mail. Whoever holds a newer certificate, or a suspended one, gets none.
    """
    return sum(remind(certificate, days) for days, next_days in STEPS for certificate in not_told(days, next_days))


def not_told(days: int, next_days: int) -> QuerySet[Certificate]:
    today = timezone.localdate()
    key = Concat(Value("certificate:"), Cast(OuterRef("pk"), CharField()), Value(f":ends:{days}"))
    ending = Certificate.objects.valid().filter(
        valid_until__lte=today + timedelta(days=days), valid_until__gt=today + timedelta(days=next_days)
    )
    reachable = ending.filter(person__is_active=True, person__email__gt="")
    told = Message.objects.filter(key=key)
    return reachable.filter(~Exists(told)).select_related("person").order_by("valid_until", "pk")[:AT_ONCE]


@transaction.atomic
def remind(certificate: Certificate, days: int) -> int:
    notices.tell_of_end(certificate, key=f"certificate:{certificate.pk}:ends:{days}")
    return 1
