"""The pages of the fieldwork: administrators only, one next step, few queries however many people."""

import csv
import io

import alumni_scenes as scenes
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.models import ModelLogEntry

from lms.alumni.actions import Statement, add_report
from lms.alumni.models import Campaign, Case, Report
from lms.alumni.panel import is_in_panel
from lms.people.models import Consent, ContactDetails, Role

CAST = {"admin": 200, "taskforce_kh": 404, "trainer_kh": 404, "learner_kh": 404, "interviewer": 404}
PAGES = ["fieldwork/", "fieldwork/follow-up/", "fieldwork/groups/1/", "cases/", "cases/{case}/", "conflicts/", "lists/"]
PAGES += ["transfer/", "transfer/template/", "agreement/"]
CHANGES = ["fieldwork/assign/", "cases/{case}/assign/", "cases/{case}/settle/"]
HERE = "/en/alumni/retention-test/"


@pytest.fixture
def interviewer(db):
    return scenes.factories.person_with_role(Role.Kind.INTERVIEWER, "KH", full_name="Interviewer")


@pytest.fixture
def campaign(admin, cohort_kh):
    scenes.alumni(cohort_kh, 30)
    return scenes.fielded(admin, replicates=1)


def address(campaign, page):
    return HERE + page.format(case=campaign.cases.asked().first().pk)


@pytest.mark.parametrize("page", PAGES)
def test_who_gets_in(request, signed_in, campaign, page):
    got = {name: signed_in(request.getfixturevalue(name)).get(address(campaign, page)).status_code for name in CAST}
    assert got == CAST


@pytest.mark.parametrize("change", CHANGES)
def test_changes_are_made_by_post_and_by_administrators(signed_in, campaign, admin, interviewer, change):
    assert signed_in(interviewer).post(address(campaign, change)).status_code == 404
    assert signed_in(admin).get(address(campaign, change)).status_code == 405
    assert Case.objects.exclude(assigned_to=None).count() == 0


def test_the_table_tells_answers_from_what_others_told(signed_in, admin, campaign):
    scenes.resolve(campaign, "KH", in_post=10, out=2)
    told = Statement("left_govt", source=Report.Source.COLLEAGUE, mode="proxy")
    add_report(case=campaign.cases.filter(answered_at=None, replicate=0).first(), statement=told, by=admin)
    text = signed_in(admin).get(f"{HERE}fieldwork/").content.decode()
    row = text.split("<tbody>")[1].split("</tr>")[0]
    share, *cells = [cell.split(">", 1)[1].strip() for cell in row.split("<td")[1:]]
    numbers = ["13", "20", "30", "60%", "12", "0", "1", "0", "0", "8", "0", "0"]
    assert (share[:3], [cell.split("<")[0].strip() for cell in cells]) == ("65%", numbers)
    assert "too few" in row


@pytest.mark.parametrize(("months", "words"), [(None, False), (6, True)])
def test_people_outside_the_wave_are_named(signed_in, admin, campaign, months, words):
    Campaign.objects.update(wave_months=months)
    text = signed_in(admin).get(f"{HERE}fieldwork/").content.decode()
    assert ("20 people are asked too early or too late" in text) == words


def test_the_next_step_is_to_share_out_then_to_call(signed_in, admin, campaign, interviewer):
    client = signed_in(admin)
    assert "Share out 20 people" in client.get(f"{HERE}fieldwork/").content.decode()
    client.post(f"{HERE}fieldwork/assign/")
    assert "See who is to be called" in client.get(f"{HERE}fieldwork/").content.decode()


def test_pages_ask_no_more_with_more_people(signed_in, admin, campaign, django_assert_max_num_queries):
    """Six of their own, and those of every page: session, person, roles, and the menu."""
    client = signed_in(admin)
    client.get(f"{HERE}fieldwork/")
    for page in ("fieldwork/", "cases/", "cases/?show=to_call&stratum=KH"):
        with django_assert_max_num_queries(11):
            client.get(HERE + page)


@pytest.mark.parametrize(
    ("show", "count"),
    [("", 20), ("silent", 18), ("to_call", 18), ("unassigned", 17), ("conflict", 0), ("nonsense", 20)],
)
def test_filters_of_the_people_asked(signed_in, admin, campaign, interviewer, show, count):
    scenes.resolve(campaign, "KH", in_post=2, out=0)
    Case.objects.filter(pk=campaign.cases.filter(answered_at=None, replicate=0).first().pk).update(
        assigned_to=interviewer
    )
    response = signed_in(admin).get(f"{HERE}cases/?show={show}")
    assert response.context["page"].paginator.count == count


def test_a_spare_group_is_added_after_its_page_was_read(signed_in, admin, campaign):
    client = signed_in(admin)
    assert "2 people more would be asked" in client.get(f"{HERE}fieldwork/groups/1/").content.decode()
    client.post(f"{HERE}fieldwork/groups/1/")
    assert (campaign.cases.asked().count(), client.get(f"{HERE}fieldwork/groups/1/").status_code) == (22, 404)


def test_a_person_that_was_not_released_has_no_page(signed_in, admin, campaign):
    spare = campaign.cases.filter(replicate=1).first()
    assert signed_in(admin).get(f"{HERE}cases/{spare.pk}/").status_code == 404


def test_an_answer_alone_is_nobodys_to_read(signed_in, admin, campaign):
    case = campaign.cases.asked().first()
    add_report(case=case, statement=Statement("retired"), by=None)
    text = signed_in(admin).get(f"{HERE}cases/{case.pk}/").content.decode()
    assert ("retired" in text.lower(), "never used for personnel decisions" in text) == (False, True)


def test_reports_that_differ_are_shown_side_by_side_and_settled(signed_in, admin, campaign):
    case, client = campaign.cases.asked().first(), signed_in(admin)
    add_report(case=case, statement=Statement("same"), by=None)
    add_report(case=case, statement=Statement("retired", source=Report.Source.STAFF_LIST, mode="record"), by=admin)
    assert "about 1 person differs" in client.get(f"{HERE}conflicts/").content.decode()
    chosen = case.reports.get(status="retired").pk
    response = client.post(f"{HERE}cases/{case.pk}/settle/", {"report": chosen})
    assert response["Location"] == f"{HERE}conflicts/"
    case.refresh_from_db()
    assert (case.status, case.settled_by) == ("retired", admin)
    assert client.post(f"{HERE}cases/{case.pk}/settle/", {"report": chosen}).status_code == 409


def test_one_interviewer_is_changed(signed_in, admin, campaign, interviewer):
    case, client = campaign.cases.asked().first(), signed_in(admin)
    client.post(f"{HERE}cases/{case.pk}/assign/", {"interviewer": interviewer.pk})
    case.refresh_from_db()
    assert case.assigned_to == interviewer


def numbers(campaign, count):
    for case in campaign.cases.asked()[:count]:
        ContactDetails.objects.update_or_create(person=case.person, defaults={"personal_phone": f"012 00{case.pk}"})


@pytest.mark.parametrize(("kind", "columns"), [("phone", 9), ("sms", 4)])
def test_a_list_holds_who_agreed_and_no_answers_and_is_audited(signed_in, admin, campaign, kind, columns):
    numbers(campaign, 3)
    first = campaign.cases.asked().first()
    Consent.objects.create(person=first.person, purpose=Consent.Purpose.FOLLOW_UP, is_given=False)
    sent = {"kind": kind, "country": "KH", "format": "csv"}
    response = signed_in(admin).post(f"{HERE}lists/", sent)
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert (len(rows), {len(row) for row in rows}) == (3, {columns})
    assert first.person.full_name not in response.content.decode()
    line = ModelLogEntry.objects.get(action="alumni.export_list")
    assert (line.user, line.data["rows"]) == (admin, 2)


def test_a_text_message_names_neither_person_nor_subject(signed_in, admin, campaign):
    numbers(campaign, 1)
    case = campaign.cases.asked().select_related("person").first()
    text = signed_in(admin).post(f"{HERE}lists/", {"kind": "sms", "country": "KH", "format": "csv"}).content.decode()
    assert (f"/s/{scenes.token_of(case)}/" in text, case.person.full_name in text, "traffick" in text) == (
        *(True, False, False),
    )


def test_a_staff_list_is_read_then_taken_over(signed_in, admin, campaign):
    case, client = campaign.cases.asked().select_related("person").first(), signed_in(admin)
    Consent.objects.create(person=case.person, purpose=Consent.Purpose.RECORDS, is_given=True)
    content = f"Name,Status\n{case.person.full_name},retired\n".encode()
    sent = {"source": "document", "as_of": timezone.localdate().isoformat()}
    response = client.post(f"{HERE}transfer/", {**sent, "file": SimpleUploadedFile("list.csv", content)})
    report = client.get(response["Location"]).content.decode()
    assert ("Keep 1 report" in report, Report.objects.count()) == (True, 0)
    assert client.post(response["Location"])["Location"] == f"{HERE}fieldwork/"
    case.refresh_from_db()
    assert (case.status, client.get(response["Location"]).status_code) == ("retired", 404)


def test_a_list_of_somebody_else_cannot_be_opened(signed_in, admin, campaign):
    content = SimpleUploadedFile("list.csv", b"Name,Status\nA,retired\n")
    sent = {"source": "document", "as_of": timezone.localdate().isoformat(), "file": content}
    found = signed_in(admin).post(f"{HERE}transfer/", sent)["Location"]
    other = scenes.factories.person_with_role(Role.Kind.ADMINISTRATOR)
    assert signed_in(other).get(found).status_code == 404


def test_a_complete_list_names_its_ministry(signed_in, admin, campaign):
    content = SimpleUploadedFile("list.csv", b"Name,Status\nA,retired\n")
    sent = {"source": "document", "as_of": timezone.localdate().isoformat(), "file": content}
    response = signed_in(admin).post(f"{HERE}transfer/", {**sent, "absent_status": "left_govt"})
    assert set(response.context["form"].errors) == {"organisation", "source"}


def test_the_panel_hides_the_answer_and_its_table_below_ten(signed_in, admin, campaign):
    scenes.resolve(campaign, "KH", in_post=5, out=0)
    case = campaign.cases.filter(disposition="I").first()
    Consent.objects.create(person=case.person, purpose=Consent.Purpose.PROXY, is_given=True)
    Campaign.objects.update(seed=next(seed for seed in range(1000) if is_in_panel(seed, case.person_id)))
    client, page = signed_in(admin), f"{HERE}agreement/{case.pk}/"
    assert "It is shown from 10 people on" in client.get(f"{HERE}agreement/").content.decode()
    assert "answered in" not in client.get(page).content.decode()
    sent = {"source": "colleague", "status": "same", "is_not_superior": "on"}
    assert client.post(page, sent)["Location"] == f"{HERE}agreement/"
    assert (case.reports.get().is_blind, client.get(page).status_code) == (True, 404)
