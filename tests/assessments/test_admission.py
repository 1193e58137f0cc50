"""What one enrolment may sit now, and on which form, from its rows."""

from datetime import UTC, date, datetime, timedelta

import assessment_factories as make
import factories
import pytest
from django.utils import timezone

from lms.assessments import admission, errors
from lms.assessments.actions import freezing
from lms.assessments.models import GrantedTry, PaperSheet
from lms.people.models import Organisation

pytestmark = pytest.mark.django_db
Sector = Organisation.Sector


@pytest.fixture
def forms(db):
    return make.forms()


@pytest.fixture
def enrolment(cohort_kh, learner_kh):
    return factories.enrolment(cohort_kh, learner_kh)


def officer(cohort, country="KH", sector=""):
    person = factories.person(country=country)
    office = factories.organisation(country=country, sector=sector) if sector else None
    return factories.enrolment(cohort, person, post_at_start=factories.post(person, organisation=office))


def sheet(enrolment, phase, form, **fields):
    code = f"{enrolment.pk}-{phase}"
    return PaperSheet.objects.create(enrolment=enrolment, phase=phase, form=form, language="en", code=code, **fields)


def letters(enrolments):
    return [admission.form_for(row, "pre").letter for row in enrolments]


def place(enrolment, phase, now=None):
    return admission.place_for(enrolment, phase, admission.attempts_of(enrolment), now=now or timezone.now())


def another_version(letter, codes):
    return freezing.freeze_forms(programme_code="rtp", letters={letter: codes})[0]


def codes_of(form):
    return list(form.places.order_by("position").values_list("question__code", flat=True))


def test_letters_take_turns_by_country_then_sector_then_enrolment(cohort_kh, forms):
    rows = [
        officer(cohort_kh, "LA", Sector.POLICE),
        officer(cohort_kh, "KH", Sector.POLICE),
        officer(cohort_kh, "KH", Sector.LABOUR),
        officer(cohort_kh, "KH", Sector.POLICE),
        officer(cohort_kh, "KH"),
    ]
    assert letters(rows) == ["A", "A", "B", "B", "A"]  # no sector, labour, police, police; then LA


def test_the_letter_is_one_query_for_a_whole_cohort(cohort_kh, forms, django_assert_num_queries):
    for sector in (Sector.POLICE, Sector.LABOUR, Sector.POLICE):
        officer(cohort_kh, sector=sector)
    with django_assert_num_queries(1):
        assert len(admission.seats_of(cohort_kh.pk)) == 3


def test_a_letter_once_taken_stands_when_others_join_or_leave(cohort_kh, forms):
    first, second = officer(cohort_kh), officer(cohort_kh)
    assert make.start(second).form.letter == "B"
    first.withdrawn_at = timezone.now()
    first.save()
    assert admission.form_for(second, "post").letter == "A"
    assert letters([officer(cohort_kh), officer(cohort_kh)]) == ["A", "A"]  # after a fixed B


def test_a_printed_sheet_decides(enrolment, forms):
    sheet(enrolment, "pre", forms["B"])
    assert place(enrolment, "pre").form == forms["B"]
    assert make.start(enrolment).form == forms["B"]
    assert admission.form_for(enrolment, "post") == forms["A"]


def test_sheets_for_both_tests_printed_before_the_course_are_two_forms(enrolment, forms):
    after = admission.form_for(enrolment, "post")
    assert (admission.form_for(enrolment, "pre"), after) == (forms["A"], forms["B"])
    sheet(enrolment, "post", forms["A"])  # printed when the list still put this person on B
    assert admission.form_for(enrolment, "pre") == forms["B"]


def test_a_sheet_that_was_left_lying_does_not_decide_the_repeat(enrolment, forms):
    third = another_version("C", [make.question().code])
    sheet(enrolment, "post", forms["B"])
    make.taken(enrolment, "pre", "")
    make.move_back(make.taken(enrolment, "post", ""), hours=-1)
    assert admission.form_for(enrolment, "post") == third


def test_after_the_course_an_older_version_serves_where_the_newer_one_holds_known_questions(enrolment, forms):
    make.taken(enrolment, "pre", "")
    known = codes_of(forms["A"])
    another_version("A", [make.question().code])
    another_version("B", [known[0], make.question().code])
    assert place(enrolment, "post").form == forms["B"]
    fresh = another_version("B", [make.question().code])
    assert place(enrolment, "post").form == fresh


def test_attitudes_may_come_twice(enrolment):
    attitude = make.question(kind="attitude", key="").code
    forms = freezing.freeze_forms(
        programme_code="rtp",
        letters={"A": [make.question().code, attitude], "B": [make.question().code, attitude]},
    )
    make.taken(enrolment, "pre", "")
    assert place(enrolment, "post").form == forms[1]


def test_where_every_other_form_is_spoilt_nothing_starts(enrolment):
    make.question()
    first = another_version("A", [make.question().code])
    make.taken(enrolment, "pre", "")
    with pytest.raises(errors.NoForm):
        place(enrolment, "post")
    assert first.attempts.count() == 1


def test_some_months_later(enrolment, forms):
    make.taken(enrolment, "pre", "")
    make.taken(enrolment, "post", "")
    enrolment.cohort.ends_on = date(2026, 1, 31)
    with pytest.raises(errors.DelayedLater, match="30 April 2026"):
        place(enrolment, "delayed", datetime(2026, 4, 29, 12, tzinfo=UTC))
    later = place(enrolment, "delayed", datetime(2026, 4, 30, 12, tzinfo=UTC))
    assert (later.number, later.form) == (1, forms["A"])


def test_a_talk_opens_one_more_try(enrolment, forms, trainer_kh):
    make.taken(enrolment, "pre", "")
    for _try in range(3):
        make.move_back(make.taken(enrolment, "post", ""), days=30)
    with pytest.raises(errors.TriesUsedUp):
        place(enrolment, "post")
    GrantedTry.objects.create(enrolment=enrolment, number=4, reason="We went through it.", granted_by=trainer_kh)
    assert place(enrolment, "post").number == 4


@pytest.mark.parametrize(("phase", "most"), [("pre", 5), ("post", 5)])
def test_a_place_costs_few_queries(enrolment, forms, phase, most, django_assert_max_num_queries):
    if phase == "post":
        make.move_back(make.taken(enrolment, "pre", ""), **{"days": 1})
    enrolment = type(enrolment).objects.select_related("cohort", "person").get(pk=enrolment.pk)
    with django_assert_max_num_queries(most):
        assert place(enrolment, phase, timezone.now() + timedelta(minutes=1)).number == 1
