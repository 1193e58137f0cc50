"""What a certified trainer has done since: lessons given, calibration, joint observations; for levels and renewal."""

from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.tot import calibration, calibration_queries
from courses.tot.models import Observation, PracticeSession
from courses.tot.requirements.entry import last_completed
from lms.assessments.models import Attempt
from lms.cohorts.models import Attendance, Enrolment, Session
from lms.core.display import date_text
from lms.core.programmes import Requirement, State
from lms.people.models import User

DELIVERIES = 5
RENEWAL_DELIVERIES = 2
JOINT_OBSERVATIONS = 2


def five_deliveries(enrolment: Enrolment) -> Requirement:
    title = _("Five sessions given as a trainer")
    return delivered("deliveries", title, deliveries(enrolment.person).count(), DELIVERIES)


def delivered(code: str, title: str, count: int, needed: int) -> Requirement:
    evidence = ngettext(
        "%(count)s session with attendance marked.", "%(count)s sessions with attendance marked.", count
    ) % {"count": count}
    if count >= needed:
        return Requirement(code, title, State.MET, evidence)
    return Requirement(code, title, State.NOT_YET, evidence, _("Give more sessions, and mark who is there."))


def deliveries(person: User):
    """Past sessions of the cohorts that this person trains, with attendance marked."""
    marked = Attendance.objects.filter(session=OuterRef("pk"))
    return Session.objects.filter(Exists(marked), cohort__trainers=person, starts_at__lte=timezone.now())


def calibrated(enrolment: Enrolment) -> Requirement:
    title = _("Calibration in the last 12 months")
    way = {"words": _("Open the calibration"), "address": reverse("tot:calibration")}
    action = _("Score a described lesson on the calibration page.")
    met_on = calibration_queries.last_met(enrolment.person)
    if met_on is None:
        return Requirement("calibration", title, State.NOT_YET, _("Not done yet."), action, **way)
    evidence = _("Met on %(date)s.") % {"date": date_text(met_on)}
    if timezone.localdate() <= calibration.valid_until(met_on):
        return Requirement("calibration", title, State.MET, evidence)
    return Requirement("calibration", title, State.REPEAT, evidence, action, **way)


def two_joint_observations(enrolment: Enrolment) -> Requirement:
    title = _("Two lessons observed together with another observer")
    count = joint_observations(enrolment.person).count()
    evidence = ngettext("%(count)s lesson.", "%(count)s lessons.", count) % {"count": count}
    if count >= JOINT_OBSERVATIONS:
        return Requirement("joint_observations", title, State.MET, evidence)
    action = _("Observe lessons that another observer scores too.")
    return Requirement("joint_observations", title, State.NOT_YET, evidence, action)


def joint_observations(person: User):
    """The practice lessons that this person and somebody else both signed."""
    signed = Observation.objects.filter(session=OuterRef("pk"), signed_at__isnull=False)
    return PracticeSession.objects.filter(
        Exists(signed.filter(observer=person)), Exists(signed.exclude(observer=person))
    )


def renewal(person: User, since: date) -> list[Requirement]:
    """What keeps a certificate alive: two sessions given and ethics refreshed, both since that day."""
    given = deliveries(person).filter(starts_at__date__gte=since).count()
    return [
        delivered("deliveries", _("Two sessions given since the certificate"), given, RENEWAL_DELIVERIES),
        ethics_refreshed(person, since),
    ]


def ethics_refreshed(person: User, since: date) -> Requirement:
    title = _("Ethics refreshed since the certificate")
    refreshed_on = max(filter(None, (last_completed(person.pk, "ethics"), ethics_passed_on(person))), default=None)
    if refreshed_on and refreshed_on >= since:
        evidence = _("Refreshed on %(date)s.") % {"date": date_text(refreshed_on)}
        return Requirement("ethics_refreshed", title, State.MET, evidence)
    action = _("Complete the Ethics course, or pass its test again.")
    return Requirement("ethics_refreshed", title, State.NOT_YET, _("Not refreshed yet."), action)


def ethics_passed_on(person: User) -> date | None:
    passed = Attempt.objects.filter(
        enrolment__person=person, enrolment__cohort__programme_code="ethics", is_passed=True
    ).exclude(phase=Attempt.Phase.PRE)
    newest = passed.order_by("-submitted_at").values_list("submitted_at", flat=True).first()
    return timezone.localdate(newest) if newest else None
