"""Trainers' screens: who gets in, and the way from a file to people, cards and attendance."""

import io
from datetime import UTC, datetime

import factories
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from lms.cohorts.models import Attendance, Cohort, Session
from lms.core import waiting
from lms.core.models import Message
from lms.people.models import Role, User

CAST = ["learner_kh", "trainer_kh", "trainer_la", "observer_kh", "taskforce_kh", "admin"]
RUNNERS = {"trainer_kh", "admin"}
LIST = b"full_name,country,email,post_started_on\nSok Dara,KH,sok@example.org,\nChea Mony,KH,,\n"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def upload(client, cohort, content=LIST):
    file = SimpleUploadedFile("list.csv", content, "text/csv")
    return client.post(reverse("cohorts:upload", args=[cohort.code]), {"file": file})


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize("view", ["people", "upload", "upload_template", "sessions", "attendance"])
def test_only_those_who_run_a_cohort_get_in(request, signed_in, cohort_kh, name, view):
    response = signed_in(request.getfixturevalue(name)).get(reverse(f"cohorts:{view}", args=[cohort_kh.code]))
    assert response.status_code == (200 if name in RUNNERS else 404)


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize("view", ["invite", "code_cards"])
def test_only_those_who_run_a_cohort_invite_and_print(request, signed_in, cohort_kh, name, view):
    response = signed_in(request.getfixturevalue(name)).post(reverse(f"cohorts:{view}", args=[cohort_kh.code]))
    assert response.status_code == (302 if name in RUNNERS else 404)


@pytest.mark.parametrize("name", CAST)
def test_the_list_shows_own_cohorts_only(request, signed_in, cohort_kh, cohort_la, name):
    response = signed_in(request.getfixturevalue(name)).get("/en/cohorts/")
    expected = {"trainer_kh": {cohort_kh}, "trainer_la": {cohort_la}, "admin": {cohort_kh, cohort_la}}
    if name in expected:
        assert set(response.context["page"]) == expected[name]
    else:
        assert response.status_code == 404


def test_a_trainer_whose_role_ended_sees_nothing(signed_in, trainer_kh, cohort_kh):
    trainer_kh.roles.update(ended_at=datetime.now(UTC))
    client = signed_in(User.objects.get(pk=trainer_kh.pk))
    assert client.get(reverse("cohorts:people", args=[cohort_kh.code])).status_code == 404


@pytest.mark.parametrize(
    ("name", "country", "opened"),
    [("trainer_kh", "KH", 1), ("trainer_kh", "LA", 0), ("trainer_kh", "", 0), ("admin", "", 1), ("admin", "LA", 1)],
)
def test_who_may_open_which_cohort(request, signed_in, name, country, opened):
    answer = {
        "title": "RTP in Kampot",
        "code": "RTP-Kampot",
        "programme_code": "rtp",
        "country": country,
        "starts_on": "2026-11-23",
        "ends_on": "2026-11-27",
    }
    signed_in(request.getfixturevalue(name)).post("/en/cohorts/new/", answer)
    assert Cohort.objects.filter(code="rtp-kampot", country=country).count() == opened


def test_from_a_file_to_people(signed_in, trainer_kh, cohort_kh):
    client = signed_in(trainer_kh)
    confirm = upload(client, cohort_kh).url
    assert (client.get(confirm).context["run"].forecast.enrolled, cohort_kh.enrolments.count()) == (2, 0)
    assert client.post(confirm).url == reverse("cohorts:people", args=[cohort_kh.code])
    assert cohort_kh.enrolments.count() == 2
    assert (client.get(confirm).status_code, list(waiting.folder().iterdir())) == (404, [])


def test_a_list_with_problems_cannot_be_confirmed(signed_in, trainer_kh, cohort_kh):
    client = signed_in(trainer_kh)
    confirm = upload(client, cohort_kh, LIST + b"Nobody,LA,,\n").url
    response = client.post(confirm)
    assert [(problem.row, problem.field) for problem in response.context["problems"]] == [(4, "country")]
    assert cohort_kh.enrolments.count() == 0


def test_buddhist_years_must_be_confirmed(signed_in, trainer_kh, cohort_kh):
    client = signed_in(trainer_kh)
    confirm = upload(client, cohort_kh, LIST + b"Late,KH,,21/11/2567\n").url
    assert (client.post(confirm).status_code, cohort_kh.enrolments.count()) == (200, 0)
    assert (client.post(confirm, {"years_are_right": "on"}).status_code, cohort_kh.enrolments.count()) == (302, 3)


def test_a_waiting_list_is_bound_to_its_person_and_cohort(signed_in, trainer_kh, admin, cohort_kh):
    confirm = upload(signed_in(trainer_kh), cohort_kh).url
    other = factories.cohort(trainers=[trainer_kh])
    assert signed_in(trainer_kh).get(confirm.replace(cohort_kh.code, other.code)).status_code == 404
    assert signed_in(admin).get(confirm).status_code == 404


def test_invitations_go_once_to_those_with_email(signed_in, trainer_kh, cohort_kh):
    client = signed_in(trainer_kh)
    client.post(upload(client, cohort_kh).url)
    for _ in range(2):
        client.post(reverse("cohorts:invite", args=[cohort_kh.code]))
    assert list(Message.objects.values_list("to", flat=True)) == ["sok@example.org"]


def test_code_cards_are_printed_for_those_without_email_and_open_the_account(signed_in, trainer_kh, cohort_kh):
    person = factories.person(email=None, full_name="សុខ ស្រីមុំ", full_name_latin="Sok Sreymom", language="km")
    factories.enrolment(cohort_kh, person)
    factories.enrolment(cohort_kh, trainer_kh)
    response = signed_in(trainer_kh).post(reverse("cohorts:code_cards", args=[cohort_kh.code]))
    (page,) = PdfReader(io.BytesIO(response.content)).pages
    words = page.extract_text().split()
    (code,) = [word for word in words if len(word) == 14 and word.count("-") == 2]
    assert "Sreymom" in words
    client = signed_in(trainer_kh)
    client.logout()
    client.post("/en/accounts/card/", {"code": code})
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_card_that_cannot_be_printed_leaves_the_old_one_working(signed_in, trainer_kh, cohort_kh):
    person = factories.person(email=None, full_name="ꦗꦮ")
    factories.enrolment(cohort_kh, person)
    response = signed_in(trainer_kh).post(reverse("cohorts:code_cards", args=[cohort_kh.code]))
    person.refresh_from_db()
    assert (response.status_code, person.sign_in_code_digest) == (409, None)


def test_sessions_start_in_the_cohorts_time_zone(db, signed_in):
    trainer = factories.person_with_role(Role.Kind.TRAINER, "MM")
    cohort = factories.cohort(trainers=[trainer], country="MM")
    answer = {"title": "Morning", "day": "2026-11-23", "time": "08:30", "length_minutes": "90"}
    signed_in(trainer).post(reverse("cohorts:sessions", args=[cohort.code]), answer)
    assert Session.objects.get().starts_at == datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def test_attendance_is_marked_corrected_and_signed(signed_in, trainer_kh, admin, cohort_kh):
    first, second = factories.enrolment(cohort_kh), factories.enrolment(cohort_kh)
    session = factories.session(cohort_kh)
    address = reverse("cohorts:mark_attendance", args=[cohort_kh.code, session.pk])
    signed_in(trainer_kh).post(address, {"everyone": "1"})
    signed_in(admin).post(address, {f"person-{first.pk}": "yes", f"person-{second.pk}": "no"})
    rows = Attendance.objects.order_by("enrolment_id").values_list("enrolment_id", "is_present", "marked_by")
    assert list(rows) == [(first.pk, True, trainer_kh.pk), (second.pk, False, admin.pk)]


def test_attendance_takes_only_this_cohorts_people_and_sessions(signed_in, trainer_kh, cohort_kh, cohort_la):
    stranger, session = factories.enrolment(cohort_la), factories.session(cohort_kh)
    client = signed_in(trainer_kh)
    client.post(reverse("cohorts:mark_attendance", args=[cohort_kh.code, session.pk]), {f"person-{stranger.pk}": "yes"})
    foreign = reverse("cohorts:mark_attendance", args=[cohort_kh.code, factories.session(cohort_la).pk])
    assert (Attendance.objects.count(), client.get(foreign).status_code) == (0, 404)


@pytest.mark.parametrize("view", ["people", "sessions", "attendance", "list"])
def test_lists_take_the_same_queries_for_one_and_three_rows(signed_in, trainer_kh, cohort_kh, view):
    client = signed_in(trainer_kh)
    address = reverse(f"cohorts:{view}", args=[] if view == "list" else [cohort_kh.code])
    counts = []
    for extra in (1, 2):
        for _ in range(extra):
            person = factories.person()
            post = factories.post(person, organisation=factories.organisation())
            factories.enrolment(cohort_kh, person, post_at_start=post)
            factories.session(cohort_kh)
            factories.cohort(trainers=[trainer_kh])
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_nobody_with_a_role_gets_a_card(signed_in, trainer_kh, taskforce_kh, cohort_kh):
    officer = factories.person_with_role(Role.Kind.TASK_FORCE, email=None)
    factories.enrolment(cohort_kh, officer)
    address = reverse("cohorts:code_cards", args=[cohort_kh.code])
    signed_in(trainer_kh).post(address, {"person": [officer.pk]})
    officer.refresh_from_db()
    assert officer.sign_in_code_digest is None


@pytest.mark.parametrize("number", ["9" * 19, "9" * 25, "9" * 5000, "²", "-1", "x"])
def test_numbers_of_nobody_get_no_card(signed_in, trainer_kh, cohort_kh, number):
    factories.enrolment(cohort_kh, factories.person(email=None))
    address = reverse("cohorts:code_cards", args=[cohort_kh.code])
    response = signed_in(trainer_kh).post(address, {"person": [number, "0"]})
    assert (response.status_code, User.objects.exclude(sign_in_code_digest=None).count()) == (302, 0)


def test_a_trainer_who_moved_leaves_the_old_countrys_cohorts(signed_in, trainer_kh, cohort_kh):
    regional = factories.cohort(trainers=[trainer_kh], country="")
    client = signed_in(trainer_kh)
    assert client.get(reverse("cohorts:people", args=[cohort_kh.code])).status_code == 200
    trainer_kh.roles.update(ended_at=datetime.now(UTC))
    factories.role(trainer_kh, Role.Kind.TRAINER, "VN")
    opened = [client.get(reverse("cohorts:people", args=[row.code])).status_code for row in (cohort_kh, regional)]
    assert opened == [404, 200]


HOSTILE = "\"><img src=x onerror=alert(1)>'{{7*7}}</script><script>alert(2)</script>"


@pytest.mark.parametrize("view", ["list", "people", "upload", "sessions", "attendance"])
def test_hostile_names_stay_letters(signed_in, trainer_kh, view):
    group = factories.cohort(trainers=[trainer_kh], title=HOSTILE)
    person = factories.person(full_name=HOSTILE, full_name_latin=HOSTILE, email=None)
    post = factories.post(person, title=HOSTILE, organisation=factories.organisation(name=HOSTILE))
    factories.enrolment(group, person, post_at_start=post)
    factories.session(group, title=HOSTILE)
    address = reverse(f"cohorts:{view}", args=[] if view == "list" else [group.code])
    page = signed_in(trainer_kh).get(address).content.decode()
    assert ("<img src=x" in page, "<script>alert" in page, "&lt;img src=x" in page) == (False, False, True)


def test_a_hostile_heading_in_a_list_stays_letters(signed_in, trainer_kh, cohort_kh):
    client = signed_in(trainer_kh)
    response = upload(client, cohort_kh, f"full_name,country,<img src=x onerror=alert(1)>\n{HOSTILE},ZZ,\n".encode())
    page = client.get(response.url).content.decode()
    assert ("<img src=x" in page, "&lt;img src=x" in page) == (False, True)
