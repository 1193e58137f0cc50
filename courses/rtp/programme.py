"""What the Regional Training Programme demands: thresholds as shares of a test of any length (curriculum A3)."""

from django.utils.translation import gettext_lazy as _

from lms.core.programmes import Blueprint, GroupRule, PassRule, Programme
from lms.learning import requirements as common
from lms.learning.queries import first_lessons

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
    blueprint=Blueprint(
        {
            "C1": {"recall": 1, "understand": 2},
            "C2": {"understand": 2, "apply": 3, "analyse": 1},
            "C3": {"understand": 1, "apply": 3, "analyse": 1},
            "C4": {"understand": 2, "apply": 2},
            "C5": {"understand": 1, "apply": 3, "analyse": 2},
            "C6": {"understand": 1, "apply": 3, "analyse": 1},
            "C7": {"understand": 1, "apply": 1, "analyse": 1},
            "C8": {"understand": 1, "apply": 2, "analyse": 1},
            "C9": {"recall": 2, "apply": 1},
            "C10": {"apply": 1},
        }
    ),
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
    checks=(
        common.pre_assessment_taken,
        common.lessons_finished,
        common.sessions_attended,
        common.post_assessment_passed,
        common.action_plan_accepted,
    ),
    first_lessons=first_lessons,
    involved=common.trainers_of,
)
