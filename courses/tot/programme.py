"""What the Training of Trainers demands (curriculum A4)."""

from django.utils.translation import gettext_lazy as _

from courses.tot.queries import signed_about
from courses.tot.requirements import entry, lessons, service
from courses.tot.teaching import teaching_languages
from lms.core.programmes import Blueprint, Level, PassRule, Programme
from lms.learning import requirements as common
from lms.learning.queries import first_lessons

PROGRAMME = Programme(
    code="tot",
    title=_("Training of Trainers"),
    short_title="TOT",
    certificate_kind="trainer",
    certificate_years=3,
    pass_rule=PassRule(share=0.8),
    attempts_allowed=3,
    test_minutes=45,
    blueprint=Blueprint(
        {
            "T1": {"understand": 1, "apply": 3, "analyse": 1},
            "T2": {"understand": 2, "apply": 1, "analyse": 1},
            "T3": {"understand": 1, "apply": 2, "analyse": 1},
            "T4": {"understand": 1, "apply": 3, "analyse": 1},
            "T5": {"understand": 1, "apply": 3, "analyse": 1},
            "T6": {"understand": 1, "apply": 2},
            "T7": {"understand": 1, "apply": 1, "analyse": 2},
        }
    ),
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
    checks=(
        entry.rtp_completed,
        entry.ethics_completed,
        entry.candidacy_complete,
        common.pre_assessment_taken,
        common.lessons_finished,
        common.sessions_attended,
        common.post_assessment_passed,
        lessons.micro_teaching_passed,
    ),
    levels=(
        Level("associate", _("Associate trainer")),
        Level(
            "certified",
            _("Certified trainer"),
            checks=(lessons.two_lessons_delivered, lessons.practice_lesson_passed, lessons.portfolio_complete),
        ),
        Level(
            "assessor",
            _("Assessor"),
            checks=(service.five_deliveries, service.calibrated, service.two_joint_observations),
        ),
    ),
    usual_level="certified",
    first_lessons=first_lessons,
    teaching_languages=teaching_languages,
    gather=lessons.gathered,
    involved=lessons.involved,
    involved_in=lessons.involved_in,
    observations=signed_about,
    background=entry.background,
    prerequisites=("rtp", "ethics"),
    own_page="tot:practicum_of",
    renewal=service.renewal,
)
