"""What the Training of Trainers demands (curriculum A4)."""

from django.utils.translation import gettext_lazy as _

from courses.tot.queries import signed_about
from courses.tot.requirements import involved, requirements
from lms.core.programmes import PassRule, Programme

PROGRAMME = Programme(
    code="tot",
    title=_("Training of Trainers"),
    short_title="TOT",
    certificate_kind="trainer",
    certificate_years=3,
    pass_rule=PassRule(share=0.8),
    attempts_allowed=3,
    test_minutes=45,
    attendance_share=0.9,
    competencies={
        "T1": _("Trainer's role and duty of care"),
        "T2": _("How adults learn"),
        "T3": _("Know your learners and your law"),
        "T4": _("Design a session"),
        "T5": _("Facilitate"),
        "T6": _("Cases, simulations and online"),
        "T7": _("Assess, observe, give feedback"),
    },
    requirements=requirements,
    involved=involved,
    observations=signed_about,
    prerequisites=("rtp", "ethics"),
)
