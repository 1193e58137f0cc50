"""Mail that tells people when the test some months after the course opens: once each, in their language."""

from django.conf import settings
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from lms.assessments import admission, entry
from lms.assessments.models import Attempt
from lms.cohorts.models import Cohort, Enrolment
from lms.core import outbox, programmes
from lms.core.display import date_text
from lms.core.models import Message

KEY = "delayed-test:"
AT_ONCE = 200


def offer_delayed_tests() -> int:
    """Queue the mail for everyone whose test is open and who has not had it; returns how many were queued.

    Called by the clock (settings.DUE_ACTIONS). A person who signs in without e-mail finds it on the own desk.
    """
    cohorts = [cohort.pk for cohort in ended_months_ago() if is_open(cohort)]
    if not cohorts:
        return 0
    waiting = not_told(cohorts).select_related("cohort", "person").order_by("pk")[:AT_ONCE]
    return sum(offer(enrolment) for enrolment in waiting)


def ended_months_ago() -> QuerySet[Cohort]:
    """Those that may be in their months, by the widest of all programmes."""
    today = timezone.localdate()
    last = max(programme.delayed_test_months[1] for programme in programmes.all_programmes())
    return Cohort.objects.filter(ends_on__gte=entry.months_after(today, -last - 1), ends_on__lt=today)


def is_open(cohort: Cohort) -> bool:
    return entry.is_delayed_open(entry.Course(cohort.programme, cohort.country, cohort.ends_on), timezone.now())


def not_told(cohort_ids: list[int]) -> QuerySet[Enrolment]:
    """Who took the test after the course, not the later one, has an address, and no such mail yet."""
    told = Message.objects.filter(key=Concat(Value(KEY), Cast(OuterRef("pk"), CharField())))
    mine = Attempt.objects.filter(enrolment=OuterRef("pk"))
    after = mine.filter(phase=Attempt.Phase.POST).exclude(state=Attempt.State.OPEN)
    later = mine.filter(phase=Attempt.Phase.DELAYED)
    reachable = Enrolment.objects.active().filter(cohort__in=cohort_ids, person__is_active=True, person__email__gt="")
    return reachable.filter(Exists(after), ~Exists(later), ~Exists(told))


@transaction.atomic
def offer(enrolment: Enrolment) -> bool:
    until = admission.delayed_until(enrolment, now=timezone.now())
    if until is None:
        return False
    person = enrolment.person
    with translation.override(person.language):
        outbox.queue(
            to=person.email,
            subject=_("A short test is open for you"),
            body="\n\n".join(lines(enrolment, date_text(until))) + "\n",
            language=person.language,
            key=f"{KEY}{enrolment.pk}",
        )
    return True


def lines(enrolment: Enrolment, until: str) -> list[str]:
    """Nothing about the subject: mail may be read over a shoulder."""
    return [
        _("Some months ago you took part in “%(course)s”.") % {"course": enrolment.cohort.title},
        _("A short test shows what has stayed. It decides nothing, and it is open until %(date)s.") % {"date": until},
        _("You find it here:"),
        settings.SITE_URL + reverse("dashboards:my"),
    ]
