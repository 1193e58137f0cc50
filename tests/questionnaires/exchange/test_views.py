"""Import and export screens and commands: who gets in, and the way from a file to the bank and back."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from exchange_samples import DEFAULTS, every_kind, item
from wagtail.models import ModelLogEntry

from lms.core import waiting
from lms.questionnaires.exchange import qti_write, xlsx_read, xlsx_write
from lms.questionnaires.exchange.qti import QTI_3_0
from lms.questionnaires.models import Question

CAST = ["learner_kh", "trainer_kh", "taskforce_kh", "observer_kh", "editor", "translator_km", "reviewer_km", "admin"]
WRITERS = {"editor", "admin"}
ANSWERS = {"place": "rtp:C2", "level": "understand", "language": "en"}


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def upload(client, content: bytes, **answers):
    file = SimpleUploadedFile("bank.xlsx", content)
    return client.post(reverse("questionnaires:import_start"), {**ANSWERS, **answers, "file": file})


def sheet(*items) -> bytes:
    return xlsx_write.write(items).content


def wanted(**answers) -> dict:
    return {"programme": "rtp", "languages": ["en", "km"], "target": "xlsx", **answers}


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize("view", ["import_start", "import_sheet", "export"])
def test_only_those_who_write_get_in(request, signed_in, name, view):
    response = signed_in(request.getfixturevalue(name)).get(reverse(f"questionnaires:{view}"))
    assert response.status_code == (200 if name in WRITERS else 404)


@pytest.mark.django_db
@pytest.mark.parametrize("view", ["import_start", "import_sheet", "export"])
def test_strangers_are_asked_to_sign_in(client, view):
    assert client.get(reverse(f"questionnaires:{view}")).status_code == 302


def test_from_a_file_to_drafts(signed_in, editor):
    client = signed_in(editor)
    preview = upload(client, sheet(*every_kind())).url
    assert (len(client.get(preview).context["plan"].new), Question.objects.count()) == (8, 0)
    assert client.post(preview).url == reverse("questionnaires:bank")
    assert Question.objects.filter(written_by=editor, state="draft").count() == 8
    assert (client.get(preview).status_code, list(waiting.folder().iterdir())) == (404, [])


def test_a_file_with_faults_shows_them_and_cannot_be_confirmed(signed_in, editor):
    client = signed_in(editor)
    preview = upload(client, sheet(item("open"), item("single_best", languages=("km",)))).url
    assert {row.place for row in client.get(preview).context["faults"]} == {"Row 9"}
    assert (client.post(preview).url, Question.objects.count()) == (preview, 0)


def test_a_broken_file_is_an_error_at_the_field(signed_in, editor):
    response = upload(signed_in(editor), b"PK nothing")
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["file"])


@pytest.mark.parametrize("answers", [{"place": "rtp:Z9"}, {"level": "x\0"}, {"language": "tlh"}, {"place": ""}])
def test_answers_that_cannot_be_are_refused(signed_in, editor, answers):
    response = upload(signed_in(editor), sheet(item("open")), **answers)
    assert (response.status_code, list(response.context["form"].errors)) == (200, list(answers))


def test_a_waiting_file_is_bound_to_its_person(signed_in, editor, admin):
    preview = upload(signed_in(editor), sheet(item("open"))).url
    client = signed_in(admin)
    assert (client.get(preview).status_code, client.post(preview).status_code) == (404, 404)


def test_a_name_full_of_markup_is_shown_as_text(signed_in, editor):
    client = signed_in(editor)
    file = SimpleUploadedFile("<img src=x onerror=alert(1)>.xlsx", sheet(item("open")))
    preview = client.post(reverse("questionnaires:import_start"), {**ANSWERS, "file": file}).url
    assert b"<img src=x" not in client.get(preview).content


def test_an_export_comes_back_through_the_reader_and_leaves_a_trace(signed_in, editor):
    client = signed_in(editor)
    client.post(upload(client, sheet(*every_kind())).url)
    response = client.post(reverse("questionnaires:export"), wanted())
    assert xlsx_read.read(response.content, DEFAULTS).items == sorted(
        (item(row.facts.kind, languages=("en", "km")) for row in every_kind()), key=lambda row: row.code
    )
    assert ModelLogEntry.objects.get(action="questionnaires.export").data["questions"] == 8


def test_an_export_that_lacks_something_says_so_first(signed_in, editor):
    client = signed_in(editor)
    client.post(upload(client, sheet(item("ordering"))).url)
    asked = client.post(reverse("questionnaires:export"), wanted(target="qti30"))
    taken = client.post(reverse("questionnaires:export"), wanted(target="qti30", has_read_report="on"))
    assert ([code for code, _reason in asked.context["left_out"]], taken["Content-Type"]) == (
        ["RTP-ordering"],
        "application/zip",
    )


def test_an_export_of_nothing_says_so(signed_in, editor):
    response = signed_in(editor).post(reverse("questionnaires:export"), wanted(states=["live"]))
    assert b"There are no such questions." in response.content


def test_the_commands_go_there_and_back(db, tmp_path):
    path, out = tmp_path / "bank.zip", io.StringIO()
    path.write_bytes(qti_write.write(every_kind(), QTI_3_0).content)
    call_command("import_questions", path, programme="rtp", format="json", dry_run=True, stdout=out)
    assert (json.loads(out.getvalue()), Question.objects.count()) == (
        {"new": 8, "changed": 0, "unchanged": 0, "problems": []},
        0,
    )
    call_command("import_questions", path, programme="rtp", stdout=out)
    call_command("export_questions", "rtp", to=tmp_path / "again.zip", stdout=out, stderr=out)
    assert (tmp_path / "again.zip").stat().st_size > 0
    assert Question.objects.count() == 8


def test_the_command_names_every_fault_and_ends_with_one(db, tmp_path):
    path, out = tmp_path / "bank.xlsx", io.StringIO()
    path.write_bytes(sheet(item("single_best", languages=("km",))))
    with pytest.raises(SystemExit) as ended:
        call_command("import_questions", path, programme="rtp", stdout=out)
    assert (ended.value.code, out.getvalue().splitlines()[0].startswith("fault: Row 2, question:")) == (1, True)


@pytest.mark.parametrize("name", ["missing.xlsx", "broken.zip"])
def test_the_command_refuses_what_it_cannot_read(db, tmp_path, name):
    (tmp_path / "broken.zip").write_bytes(b"PK")
    with pytest.raises(CommandError):
        call_command("import_questions", tmp_path / name, programme="rtp")
