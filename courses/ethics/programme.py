"""What Ethics and Human Rights demands: thresholds as shares of a test of any length (curriculum A5)."""

from django.utils.translation import gettext_lazy as _

from lms.core.programmes import Blueprint, GroupRule, PassRule, Programme
from lms.learning import requirements as common
from lms.learning.queries import first_lessons

PRINCIPLES = {
    "P1": _("Do no harm"),
    "P2": _("Safety and security"),
    "P3": _("Informed consent"),
    "P4": _("Anonymity and confidentiality"),
    "P5": _("Interpreters and field teams"),
    "P6": _("Referral and emergency"),
    "P7": _("Use information for good"),
}

PROGRAMME = Programme(
    code="ethics",
    title=_("Ethics and Human Rights"),
    short_title="Ethics",
    certificate_kind="completion",
    certificate_years=3,
    pass_rule=PassRule(
        share=23 / 28,
        groups=tuple(GroupRule((principle,), 0.5) for principle in PRINCIPLES),
        serious_harm_at_most=1,
    ),
    attempts_allowed=2,
    test_minutes=45,
    blueprint=Blueprint({principle: {"understand": 1, "apply": 2, "analyse": 1} for principle in PRINCIPLES}),
    attendance_share=0.0,
    competencies=PRINCIPLES,
    checks=(common.pre_assessment_taken, common.lessons_finished, common.post_assessment_passed),
    first_lessons=first_lessons,
    involved=common.trainers_of,
)
