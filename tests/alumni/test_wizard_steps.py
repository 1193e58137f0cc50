"""What single steps do: groups and neighbours, numbers by hand, who can be reached, texts, the test."""

from datetime import date, timedelta

import alumni_scenes as scenes
import factories
import pytest
from django.utils import timezone

from lms.alumni import actions
from lms.alumni.actions.planning import send_test
from lms.alumni.errors import NoAddressToTest, PlanIsFixed
from lms.alumni.forms.cells import CountsForm
from lms.alumni.models import Campaign, DataAgreement
from lms.alumni.queries import planning as queries
from lms.alumni.queries.frame import frame_of
from lms.alumni.queries.reach import reach_of
from lms.core.models import Message
from lms.people.models import Consent

OWN = {"subject": "A question", "body": "Please answer: {link} until {date}"}


@pytest.fixture
def plan(admin):
    return scenes.campaign(admin, code="wave-1", by_organisation=True, sample_size=20)


@pytest.fixture
def units(cohort_kh):
    """A ministry of 20, one of 5 and one of 3."""
    made = {count: factories.organisation(name=f"Ministry of {count}") for count in (20, 5, 3)}
    for count, unit in made.items():
        for person in scenes.alumni(cohort_kh, count):
            person.enrolments.update(post_at_start=factories.post(person, organisation=unit))
    return made


def step(page):
    return f"/en/alumni/wave-1/plan/{page}/"


def test_small_units_are_offered_their_neighbours_and_join_them(signed_in, admin, plan, units):
    client = signed_in(admin)
    names = {field: unit.name for field, unit in client.get(step("strata")).context["form"].units.items()}
    assert sorted(names.values()) == ["Ministry of 3", "Ministry of 5"]
    large, small = units[20], units[5]
    form = {"by_organisation": "True", "allocation": "neyman", f"join_KH_{small.pk}": large.pk, "stay": "1"}
    text = client.post(step("strata"), form, follow=True).content.decode()
    plan.refresh_from_db()
    assert (plan.joined_units, plan.allocation) == ({str(small.pk): large.pk}, "neyman")
    assert [(cell.name, cell.frame, cell.joined) for cell in queries.plan_of(plan).cells] == [
        ("Cambodia: all other units", 3, ()),
        ("Cambodia: Ministry of 20", 25, ("Ministry of 5",)),
    ]
    assert "with Ministry of 5" in text


def test_two_units_cannot_each_go_with_the_other(signed_in, admin, plan, units):
    small, tiny = units[5], units[3]
    form = {"by_organisation": "True", "allocation": "proportional"}
    form |= {f"join_KH_{small.pk}": tiny.pk, f"join_KH_{tiny.pk}": small.pk}
    response = signed_in(admin).post(step("strata"), form)
    assert (response.status_code, len(response.context["form"].non_field_errors())) == (200, 1)
    assert Campaign.objects.get().joined_units == {}


def test_a_unit_of_another_country_is_no_neighbour(signed_in, admin, plan, units, cohort_la):
    abroad = factories.organisation(country="LA")
    scenes.alumnus(cohort_la).enrolments.update(post_at_start=factories.post(admin, organisation=abroad))
    form = {"by_organisation": "True", "allocation": "proportional", f"join_KH_{units[5].pk}": abroad.pk}
    response = signed_in(admin).post(step("strata"), form)
    assert list(response.context["form"].errors) == [f"join_KH_{units[5].pk}"]


def test_only_numbers_that_differ_from_the_rule_are_kept_as_changed(signed_in, admin, plan, cohort_kh, cohort_la):
    scenes.alumni(cohort_kh, 30)
    scenes.alumni(cohort_la, 30)
    client = signed_in(admin)
    client.post(step("allocation"), {"count_KH": "15", "count_LA": "10"})
    plan.refresh_from_db()
    assert plan.changed_counts == {"KH": 15}
    assert "The plan asks 25 people in all, where 20 were wanted." in client.get(step("allocation")).content.decode()
    client.post(step("allocation"), {"count_KH": "", "count_LA": ""})
    plan.refresh_from_db()
    assert plan.changed_counts == {}


@pytest.mark.parametrize(("given", "is_valid"), [("0", False), ("31", False), ("1", True), ("30", True), ("", True)])
def test_a_number_lies_within_its_group(plan, cohort_kh, given, is_valid):
    scenes.alumni(cohort_kh, 30)
    assert CountsForm({"count_KH": given}, cells=queries.plan_of(plan).cells).is_valid() is is_valid


def test_reach_counts_routes_by_the_newest_answer_and_hides_small_numbers(plan, cohort_kh):
    scenes.alumni(cohort_kh, 12, phone="+855 1")
    scenes.alumni(cohort_kh, 11, may_contact=False, personal_email="private@example.org")
    scenes.alumni(cohort_kh, 10, may_contact=None, email=None)
    changed = scenes.alumnus(cohort_kh, may_contact=False)
    Consent.objects.create(person=changed, purpose=Consent.Purpose.FOLLOW_UP, is_given=True)
    reach = reach_of(plan, frame_of(plan))
    assert reach.frame == 34
    assert dict(reach.routes) == {
        "work_email": {"agreed": 13, "refused": 11, "unasked": 0},
        "personal_email": {"agreed": 0, "refused": 11, "unasked": 0},
        "phone": {"agreed": 12, "refused": 0, "unasked": 0},
        "none": {"agreed": 0, "refused": 0, "unasked": 10},
    }
    assert reach.reachable == {"yes": 13, "no": 21}


def test_who_refused_is_never_asked_about_and_an_agreement_stands_in_for_silence(admin, plan, cohort_kh):
    people = scenes.alumni(cohort_kh, 36)
    for number, person in enumerate(people[:24]):
        Consent.objects.create(person=person, purpose=Consent.Purpose.PROXY, is_given=number < 12)
    found = frame_of(plan)
    assert dict(reach_of(plan, found).others)["proxy"] == {"agreed": 12, "refused": 12, "agreement": 0, "none": 12}
    DataAgreement.objects.create(
        country="KH", reference="A 1", signed_on=date(2026, 1, 1), excludes_personnel_use=True, recorded_by=admin
    )
    others = dict(reach_of(plan, found).others)
    assert others["proxy"] == {"agreed": 12, "refused": 12, "agreement": 12, "none": 0}
    assert others["records"] == {"agreed": 0, "refused": 0, "agreement": 36, "none": 0}


def test_the_consent_page_shows_no_number_under_ten(signed_in, admin, plan, cohort_kh):
    scenes.alumni(cohort_kh, 30)
    scenes.alumni(cohort_kh, 3, may_contact=False)
    text = signed_in(admin).get(step("consent")).content.decode()
    assert ("not shown" in text, ">3<" in text, ">30<" in text) == (True, False, False)


def test_own_words_are_kept_for_one_language_and_taken_back(signed_in, admin, plan):
    client = signed_in(admin)
    Campaign.objects.update(tested_at=timezone.now())
    assert client.get(step("texts/km")).context["form"]["body"].as_widget().count('lang="km"') == 1
    client.post(step("texts/km"), OWN)
    plan.refresh_from_db()
    assert plan.texts == {"km": {"subject": "A question", "body": "Please answer: {link} until {date}\n"}}
    assert plan.tested_at is None
    client.post(step("texts/km/house"))
    plan.refresh_from_db()
    assert plan.texts == {}


def test_the_words_of_the_house_saved_again_are_not_own_words(signed_in, admin, plan):
    client = signed_in(admin)
    form = client.get(step("texts/en")).context["form"]
    client.post(step("texts/en"), {name: form.initial[name].replace("\n", "\r\n") for name in ("subject", "body")})
    plan.refresh_from_db()
    assert plan.texts == {}


def test_there_is_no_text_in_an_eighth_language(signed_in, admin, plan):
    client = signed_in(admin)
    assert [client.get(step("texts/fr")).status_code, client.post(step("texts/fr/house")).status_code] == [404, 404]


def test_the_test_goes_to_the_administrator_alone_in_each_own_text(admin, plan):
    plan.texts = {"km": OWN}
    plan.save()
    assert send_test(campaign=plan, by=admin) == 2
    assert sorted(Message.objects.values_list("to", "language")) == [(admin.email, "en"), (admin.email, "km")]
    assert ["/s/test/?language=" in body for body in Message.objects.values_list("body", flat=True)] == [True, True]
    assert plan.tested_at is not None


def test_no_test_without_an_address_or_after_the_draw(admin, plan, cohort_kh):
    scenes.alumnus(cohort_kh)
    nobody = factories.person_with_role("administrator", email=None)
    with pytest.raises(NoAddressToTest):
        send_test(campaign=plan, by=nobody)
    actions.draw_sample(campaign=plan, by=admin)
    with pytest.raises(PlanIsFixed):
        send_test(campaign=plan, by=admin)
    assert Message.objects.count() == 0


def test_the_test_page_shows_the_questions_and_keeps_nothing(client, plan, cohort_kh, django_assert_num_queries):
    page = client.get("/s/test/?language=en")
    assert "This is a test. Nothing that you choose here is saved." in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    answered = client.post("/s/test/?language=en", {"place": "same_post"}).content.decode()
    assert "Your answers were not saved." in answered
    assert client.post("/s/test/", {}).status_code == 200


def test_a_wave_shows_its_window_and_how_many_are_in_it(signed_in, admin, plan, cohort_kh):
    today = timezone.localdate()
    scenes.alumni(cohort_kh, 2, completed_on=today - timedelta(days=365))
    scenes.alumni(cohort_kh, 3, completed_on=today - timedelta(days=800))
    Campaign.objects.update(wave_months=12, opens_on=today)
    text = " ".join(signed_in(admin).get(step("endpoint")).content.decode().split())
    assert "That is so for 2 of the 5 people in the list." in text


def test_the_calendar_shows_its_dates_in_order(signed_in, admin, plan):
    form = {"opens_on": "2027-02-01", "closes_on": "2027-03-31", "modes": ["phone"], "reminder_days": "12 5"}
    signed_in(admin).post(step("calendar"), {**form, "phone_from_day": "20", "proxy_from_day": "90"})
    plan.refresh_from_db()
    assert (plan.reminder_days, plan.modes) == ([5, 12], ["web", "phone"])
    days = signed_in(admin).get(step("calendar")).context["days"]
    assert [day.isoformat()[5:] for _words, day in days] == ["02-01", "02-06", "02-13", "02-21", "03-31"]
