"""What the Regional Training Programme demands: thresholds as shares of a test of any length (curriculum A3)."""

from django.utils.translation import gettext_lazy as _

from courses.rtp.requirements import requirements
from lms.core.programmes import GroupRule, PassRule, Programme
from lms.learning.requirements import trainers_of

PROGRAMME = Programme(
    code="rtp",
    title=_("Regional Training Programme"),
    short_title="RTP",
    certificate_kind="completion",
    certificate_years=None,
    pass_rule=PassRule(share=0.75, groups=(GroupRule(("C5", "C6"), 8 / 11),)),
    attempts_allowed=3,
    retake_wait_hours=(24, 7 * 24),
    test_minutes=60,
    attendance_share=0.9,
    competencies={
        "C1": _("Patterns and myths"),
        "C2": _("The legal definition"),
        "C3": _("Indicators"),
        "C4": _("Prevention"),
        "C5": _("Victim identification"),
        "C6": _("Protection and referral"),
        "C7": _("Return and reintegration"),
        "C8": _("Criminal justice response"),
        "C9": _("Regional cooperation"),
        "C10": _("Data and action plan"),
    },
    requirements=requirements,
    involved=trainers_of,
)
