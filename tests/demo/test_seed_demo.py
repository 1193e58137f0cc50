"""The demo holds what the documentation promises, the same each time, and never runs on a real site."""

from collections import Counter

import pytest
from demo_site import seeded
from django.core.management import CommandError, call_command
from django.db.models import Count
from django.utils import timezone

from certificates.models import Certificate, Recommendation
from courses.tot.models import PracticeSession
from lms.alumni.models import Campaign
from lms.alumni.queries.cadre import Cadre
from lms.alumni.queries.calls import CALL_BACK_DUE, CALL_BACK_LATER, NEVER_TRIED, TRIED, own_cases, to_work_on
from lms.alumni.queries.spread import spread
from lms.alumni.queries.trainers import listed_publicly
from lms.assessments import admission
from lms.assessments.counterbalance import first_letters
from lms.assessments.models import Answer, Attempt
from lms.cohorts.models import Cohort, Enrolment
from lms.demo.cast import CAST, PASSWORD
from lms.demo.practicum import OBSERVED
from lms.people.models import User
from lms.questionnaires.models import Question, QuestionWording

ACCOUNTS = [
    "learner.kh",
    "learner.la",
    "learner.mm",
    "learner.th",
    "learner.vn",
    "learner.cn",
    "trainer.kh",
    "trainer.la",
    "observer.kh",
    "taskforce.kh",
    "taskforce2.kh",
    "taskforce.la",
    "interviewer.kh",
    "admin",
    "editor",
    "translator.km",
    "reviewer.km",
]


@pytest.fixture(scope="module")
def seeded_demo(django_db_setup, django_db_blocker):
    with seeded(django_db_blocker, alumni=120):
        yield


@pytest.fixture
def demo(seeded_demo, db):
    """The same demo for every test."""


def test_the_cast_is_the_one_that_the_documents_name():
    assert [member.account for member in CAST] == ACCOUNTS


def test_demo_holds_its_cohorts_register_and_campaign(demo):
    people = {
        code: Enrolment.objects.filter(cohort__code=code).count()
        for code in Cohort.objects.filter(starts_on__gte="2026-09-01").values_list("code", flat=True)
    }
    assert people == {"rtp-2026-11": 48, "tot-kh-2026": 12, "tot-la-2026": 12, "ethics-2026": 24}
    register = Enrolment.objects.exclude(completed_on=None).filter(cohort__code__regex=r"^rtp-(\w\w-)?\d{4}$")
    assert register.count() == 120
    campaign = Campaign.objects.get(code="follow-up-2026")
    assert (campaign.state, campaign.is_demo) == (Campaign.State.CLOSED, True)
    assert campaign.cases.count() == 120
    of_the_year = Certificate.objects.filter(enrolment__cohort__code__endswith="-2026")
    states = sorted(of_the_year.values_list("country", "state"))
    assert states == [("KH", "revoked"), ("KH", "valid"), ("LA", "revoked"), ("LA", "valid")]
    assert Recommendation.objects.waiting().count() == 4


def test_the_candidates_stand_at_every_step_of_the_practicum(demo):
    enrolments = Enrolment.objects.filter(cohort__code="tot-kh-2026").order_by("pk")
    lessons = PracticeSession.objects.with_observations().filter(title=OBSERVED, enrolment__in=enrolments)
    standings = [str(lesson.standing) for lesson in lessons.order_by("enrolment")]
    assert standings == [*["passed"] * 6, "not_passed", "needs_third", "needs_second"]
    ready = [row for row in enrolments if all(each.is_met for each in row.programme.requirements(row))]
    assert ready == list(enrolments[:6])


def test_trainers_of_the_regional_course_taught_two_generations(demo):
    found = spread(Cadre(["KH", "LA"]))
    assert [row.people for row in found.generations] == [40, 20, 20]
    assert (found.participants_who_taught, found.reached) == (6, 40)
    assert listed_publicly().count() > 0


def test_everyone_is_marked_as_invented_and_can_sign_in(demo, client):
    assert not User.objects.filter(is_demo=False).exists()
    assert client.login(email="learner.kh@demo.example", password=PASSWORD)


def test_everyone_who_sat_both_tests_met_two_forms_and_half_begin_with_a(demo):
    letters = dict(Attempt.objects.filter(phase="pre").values_list("enrolment", "form__letter"))
    after = Attempt.objects.filter(phase="post").values_list("enrolment", "form__letter")
    assert [pk for pk, letter in after if letter == letters[pk]] == []
    planned = first_letters(admission.seats_of(Cohort.objects.get(code="ethics-2026").pk))
    assert sorted(Counter(planned.values()).items()) == [("A", 12), ("B", 12)]
    assert Answer.objects.exclude(confidence=None).exists()


def test_the_bank_has_questions_in_several_states_and_signed_off_khmer(demo):
    states = Question.objects.filter(programme_code="rtp").values_list("state").annotate(n=Count("pk"))
    assert dict(states) == {"live": 30, "content_reviewed": 10, "draft": 40}
    assert Question.objects.filter(state="retired", places=None).count() == 1
    signed = QuestionWording.objects.filter(language="km", signed_off_by__email="reviewer.km@demo.example")
    assert signed.count() == 12


def test_a_second_seed_changes_nothing(demo):
    before = (User.objects.count(), Certificate.objects.count())
    call_command("seed_demo", verbosity=0)
    assert (User.objects.count(), Certificate.objects.count()) == before


def test_a_real_site_refuses_the_demo(db, settings):
    settings.EMBEDDED = False
    with pytest.raises(CommandError):
        call_command("seed_demo", verbosity=0)


def test_the_interviewer_has_people_to_call_and_to_ask_about(demo):
    interviewer = User.objects.get(email="interviewer.kh@demo.example")
    turns = list(to_work_on(interviewer, now=timezone.now()).values_list("turn", flat=True))
    assert (turns == sorted(turns), set(turns)) == (True, {CALL_BACK_DUE, NEVER_TRIED, TRIED, CALL_BACK_LATER})
    assert own_cases(interviewer).filter(may_ask_others=True).count() >= 1
