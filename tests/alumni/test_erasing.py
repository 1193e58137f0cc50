"""What is let go: contacts a year after the last follow-up, and the person who asks for it."""

from datetime import date, timedelta
from io import StringIO

import alumni_scenes as scenes
import factories
import pytest
import trainer_scenes
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from certificates.models import Certificate
from lms.alumni import actions
from lms.alumni.actions import erasing
from lms.alumni.models import Campaign, Case, DataAgreement, Report
from lms.alumni.queries import bases
from lms.core.models import Message
from lms.people import contacts
from lms.people.erasing import erase_person, would_erase
from lms.people.errors import HoldsRoles
from lms.people.models import Consent, ContactDetails, Role, User
from lms.people.queries import consents_of

pytestmark = pytest.mark.django_db
TODAY = date(2028, 3, 1)
OWN = {"phone": "012 345 678", "personal_email": "home@example.net"}


@pytest.fixture
def people(cohort_kh):
    return scenes.alumni(cohort_kh, 4, **OWN)


def closed(admin, code, closes_on, **fields):
    row = scenes.campaign(admin, code=code, design="census", **fields)
    actions.draw_sample(campaign=row, by=admin)
    Campaign.objects.filter(pk=row.pk).update(
        state=Campaign.State.CLOSED, opens_on=closes_on - timedelta(days=60), closes_on=closes_on
    )
    return Campaign.objects.get(pk=row.pk)


def with_contacts():
    return ContactDetails.objects.count()


@pytest.mark.parametrize(
    ("closes_on", "erased"), [(date(2027, 3, 1), 4), (date(2027, 3, 2), 0)], ids=["over a year ago", "a year ago"]
)
def test_contacts_go_a_year_after_the_closing_day(admin, people, closes_on, erased):
    row = closed(admin, "past", closes_on)
    assert erasing.erase_old_contacts(today=TODAY) == erased
    row.refresh_from_db()
    assert (with_contacts(), row.contacts_erased_at is not None) == (4 - erased, bool(erased))


def test_the_audit_log_tells_how_many_and_nobody(admin, people):
    row = closed(admin, "past", date(2026, 1, 1))
    assert [erasing.erase_old_contacts(today=TODAY) for _time in range(2)] == [4, 0]
    (line,) = ModelLogEntry.objects.filter(action="alumni.erase_contacts")
    assert (line.object_id, line.data) == (str(row.pk), {"people": 4})


@pytest.mark.parametrize("state", ["drawn", "fielding", "closed"])
def test_whoever_is_asked_again_keeps_the_contacts(admin, people, state):
    closed(admin, "past", date(2026, 1, 1))
    later = closed(admin, "later", date(2028, 2, 1))
    later.cases.exclude(person=people[0]).delete()
    Campaign.objects.filter(pk=later.pk).update(state=state)
    assert erasing.erase_old_contacts(today=TODAY) == 3
    assert User.objects.get(pk=people[0].pk).phone == OWN["phone"]


def test_what_a_later_campaign_kept_goes_with_it(admin, people):
    closed(admin, "past", date(2026, 1, 1))
    closed(admin, "later", date(2027, 2, 1))
    assert [erasing.erase_old_contacts(today=date(2027, 6, 1)), with_contacts()] == [0, 4]
    assert [erasing.erase_old_contacts(today=TODAY), with_contacts()] == [4, 0]


def test_whom_no_campaign_asked_keeps_the_contacts(admin, people):
    closed(admin, "past", date(2026, 1, 1))
    factories.person(**OWN)
    erasing.erase_old_contacts(today=TODAY)
    assert with_contacts() == 1


def test_it_goes_on_in_parts(admin, people, monkeypatch):
    monkeypatch.setattr(erasing, "AT_ONCE", 3)
    row = closed(admin, "past", date(2026, 1, 1))
    done = []
    for _time in range(3):
        done.append(erasing.erase_old_contacts(today=TODAY))
        row.refresh_from_db()
    assert (done, row.contacts_erased_at is not None) == ([3, 1, 0], True)


@pytest.fixture
def leaver(people):
    """Trained, certified, with a post, and asked by a campaign that is in the field."""
    person = people[0]
    User.objects.filter(pk=person.pk).update(full_name="Sok Dara", full_name_latin="Sok Dara", sex="male")
    contacts.keep_contacts(person=person, contacts={"personal_email": "sok@example.net"})
    factories.post(person, title="Investigator", province="Takeo", organisation=factories.organisation())
    trainer_scenes.certify(person, country="KH")
    return User.objects.get(pk=person.pk)


@pytest.fixture
def campaign(admin, leaver):
    return scenes.fielded(admin, design="census")


def test_a_trial_run_tells_what_would_go_and_changes_nothing(leaver, campaign):
    out = StringIO()
    call_command("erase_person", leaver.pk, stdout=out)
    assert {"contacts: 1", "posts: 1", "cases: 1"} < set(out.getvalue().splitlines())
    again = User.objects.get(pk=leaver.pk)
    assert (again.full_name, again.phone, again.erased_at, with_contacts()) == ("Sok Dara", OWN["phone"], None, 4)


def test_nothing_of_the_person_is_left_but_the_certificate_and_what_is_counted(leaver, campaign):
    before = list(Certificate.objects.values())
    call_command("erase_person", leaver.pk, yes=True, stdout=StringIO())
    again = User.objects.get(pk=leaver.pk)
    assert (again.full_name, again.email, again.is_active, again.has_usable_password()) == ("–", None, False, False)
    assert (again.country, again.sex, again.phone) == ("KH", "male", "")
    assert list(again.posts.values_list("title", "province", "organisation")) == [("", "", None)]
    assert list(Certificate.objects.values()) == before
    assert again.enrolments.count() == 2


def test_the_open_case_stays_as_one_that_could_not_be_reached(leaver, campaign):
    assert Message.objects.filter(to="sok@example.net").count() == 1
    erase_person(person=leaver, by=None)
    case = Case.objects.get(campaign=campaign, person=leaver)
    assert (case.disposition, case.assigned_to, case.token_expires_at <= timezone.now()) == ("UO", None, True)
    assert (campaign.cases.count(), Message.objects.filter(to="sok@example.net").count()) == (4, 0)


def test_nobody_is_asked_about_an_erased_person(leaver, campaign, admin):
    facts = {"country": "KH", "reference": "2026/1", "signed_on": date(2026, 1, 5), "excludes_personnel_use": True}
    DataAgreement.objects.create(**facts, recorded_by=admin)
    about = bases.may_be_asked_about(Case.objects.filter(person=leaver), Consent.Purpose.PROXY)
    assert about.count() == 1
    erase_person(person=leaver, by=None)
    assert (about.count(), set(consents_of(leaver).values())) == (0, {False})


def test_an_answer_that_was_given_stays(leaver, campaign):
    case = Case.objects.get(campaign=campaign, person=leaver)
    Case.objects.filter(pk=case.pk).update(disposition="I", answered_at=timezone.now(), status="same")
    Report.objects.create(case=case, status="same", as_of=timezone.localdate())
    erase_person(person=leaver, by=None)
    case.refresh_from_db()
    assert (case.disposition, case.status, case.reports.count()) == ("I", "same", 1)


def test_the_audit_log_forgets_the_name_and_notes_the_erasure(leaver, campaign, admin):
    contacts.erase_contacts(person=leaver, by=leaver)
    erase_person(person=leaver, by=admin)
    lines = ModelLogEntry.objects.filter(object_id=str(leaver.pk), action__startswith="people.")
    assert sorted(lines.values_list("action", "label")) == [
        ("people.erase_contacts", "–"),
        ("people.erase_person", "–"),
    ]
    assert ModelLogEntry.objects.filter(label__contains="Sok Dara").count() == 0


def test_an_erased_person_stands_in_no_register(leaver, admin, signed_in):
    address = f"/en/register/{leaver.pk}/"
    assert signed_in(admin).get(address).status_code == 200
    erase_person(person=leaver, by=admin)
    assert signed_in(admin).get(address).status_code == 404


def test_whoever_holds_a_role_is_not_erased(trainer_kh):
    for run in (lambda: erase_person(person=trainer_kh, by=None), lambda: would_erase(person=trainer_kh)):
        with pytest.raises(HoldsRoles):
            run()
    Role.objects.update(ended_at=timezone.now())
    erase_person(person=User.objects.get(pk=trainer_kh.pk), by=None)
    assert User.objects.get(pk=trainer_kh.pk).full_name == "–"


def test_an_unknown_person_is_told():
    with pytest.raises(CommandError, match="There is no such person"):
        call_command("erase_person", 10**6)
