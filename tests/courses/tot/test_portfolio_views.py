"""The portfolio's page and its files: who opens them, what is kept of what was sent."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import assessment_factories as assessments
import factories
import portfolio_samples as samples
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from courses.tot.actions import portfolio as actions
from courses.tot.files import checked
from courses.tot.models import Observation, PortfolioFile, PracticeSession

WHOLE = {
    "plan": "Pairs, ten minutes.",
    "feedback": "They liked the pairs.",
    "tested": "12",
    "mean_before": "41.5",
    "mean_after": "70",
    "reflection": "I wait longer.",
}


@pytest.fixture
def lesson(trainer_kh, learner_kh):
    group = factories.cohort(trainers=[trainer_kh], programme_code="tot")
    return PracticeSession.objects.create(
        enrolment=factories.enrolment(group, learner_kh),
        title="Safe questions",
        taught_on=date(2026, 11, 5),
        participants=14,
        created_by=learner_kh,
    )


@pytest.fixture
def address(lesson):
    return reverse("tot:portfolio", args=[lesson.pk])


@pytest.fixture
def file(lesson, learner_kh):
    return actions.add_file(session=lesson, file=checked("ផែនការ.pdf", samples.pdf()), by=learner_kh)


def sent(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/x-msdownload")


def countersign(lesson, observer) -> None:
    now = timezone.now()
    Observation.objects.create(
        session=lesson, enrolment=lesson.enrolment, observer=observer, is_passed=True, signed_at=now, read_at=now
    )


@pytest.mark.parametrize(
    ("who", "page", "download", "removal"),
    [
        ("learner_kh", 200, 200, 200),
        ("trainer_kh", 404, 200, 404),
        ("observer_kh", 404, 200, 404),
        ("taskforce_kh", 404, 200, 404),
        ("admin", 404, 200, 404),
        ("taskforce_la", 404, 404, 404),
        ("trainer_la", 404, 404, 404),
        ("learner_la", 404, 404, 404),
    ],
)
def test_who_opens_the_portfolio_and_its_files(request, signed_in, address, file, who, page, download, removal):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(address).status_code == page
    assert client.get(reverse("tot:portfolio_file", args=[file.pk])).status_code == download
    assert client.get(reverse("tot:remove_file", args=[file.pk])).status_code == removal
    assert client.post(reverse("tot:remove_file", args=[file.pk])).status_code == (302 if removal == 200 else 404)


def test_a_visitor_is_asked_to_sign_in(client, address, file):
    for place in (address, reverse("tot:portfolio_file", args=[file.pk]), reverse("tot:remove_file", args=[file.pk])):
        assert client.get(place).url == f"/en/accounts/login/?next={place}"


def test_a_download_runs_nothing_and_is_kept_nowhere(signed_in, file, observer_kh):
    response = signed_in(observer_kh).get(reverse("tot:portfolio_file", args=[file.pk]))
    assert {name: response[name] for name in ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy")} == {
        "Content-Type": "application/pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["Cache-Control"] == "no-store, private"
    assert b"".join(response.streaming_content) == checked("a.pdf", samples.pdf()).data


def test_a_file_that_the_disk_has_lost_is_not_found(signed_in, file, learner_kh):
    file.content.storage.delete(file.content.name)
    assert signed_in(learner_kh).get(reverse("tot:portfolio_file", args=[file.pk])).status_code == 404


def test_a_whole_portfolio_is_saved_and_nothing_is_missing(signed_in, address, lesson, learner_kh):
    client = signed_in(learner_kh)
    assert len(client.get(address).context["gaps"]) == 4
    assert client.post(address, WHOLE).url == address
    lesson.refresh_from_db()
    assert (lesson.plan, lesson.tested, lesson.mean_before, lesson.mean_after) == (
        WHOLE["plan"], 12, Decimal("41.5"), Decimal(70),
    )  # fmt: skip
    page = client.get(address)
    assert (page.context["gaps"], "Saved at" in page.content.decode()) == ([], True)


def test_a_part_alone_is_saved(signed_in, address, lesson, learner_kh):
    signed_in(learner_kh).post(address, {"reflection": "I wait longer."})
    lesson.refresh_from_db()
    assert (lesson.reflection, lesson.plan, lesson.tested) == ("I wait longer.", "", None)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"mean_after": ""}, "mean_after"),
        ({"mean_before": ""}, "mean_before"),
        ({"tested": "9"}, "tested"),
        ({"tested": ""}, "tested"),
        ({"tested": "15"}, "tested"),
        ({"tested": "-1", "mean_before": "", "mean_after": ""}, "tested"),
        ({"mean_before": "100.1"}, "mean_before"),
        ({"mean_before": "NaN"}, "mean_before"),
        ({"mean_after": "-1"}, "mean_after"),
        ({"plan": "x" * 10_001}, "plan"),
        ({"feedback": "a\x00b"}, "feedback"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_changes_nothing(signed_in, address, lesson, learner_kh, change, field):
    page = signed_in(learner_kh).post(address, {**WHOLE, **change})
    assert field in page.context["form"].errors
    lesson.refresh_from_db()
    assert (lesson.plan, lesson.tested) == ("", None)


def test_nine_people_are_a_whole_figure_without_means(signed_in, address, lesson, learner_kh):
    client = signed_in(learner_kh)
    client.post(address, {**WHOLE, "tested": "9", "mean_before": "", "mean_after": ""})
    assert client.get(address).context["gaps"] == []


def test_a_photograph_is_kept_without_its_place(signed_in, address, lesson, learner_kh):
    signed_in(learner_kh).post(address, {"file": sent("room.jpg", samples.photograph())})
    row = PortfolioFile.objects.get()
    assert (row.name, row.content_type, row.added_by) == ("room.jpg", "image/jpeg", learner_kh)
    assert dict(Image.open(BytesIO(row.content.read())).getexif()) == {}


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("plan.pdf", b"", "The file is empty."),
        (
            "plan.pdf",
            samples.EXE,
            "The file is not what its name says. Save it again, and keep the ending of its name.",
        ),
        ("plan.pdf", bytes(11 * 1024 * 1024), "The file is too large: at most 10 MB."),
    ],
)
def test_a_refused_file_is_said_at_its_field(signed_in, address, learner_kh, name, data, words):
    page = signed_in(learner_kh).post(address, {"plan": "Pairs.", "file": sent(name, data)})
    assert (page.context["form"].errors["file"], "Pairs." in page.content.decode()) == ([words], True)
    assert PortfolioFile.objects.count() == 0


def test_the_same_file_again_is_said_kindly_and_the_text_is_saved(signed_in, address, file, lesson, learner_kh):
    page = signed_in(learner_kh).post(address, {"plan": "Pairs.", "file": sent("again.pdf", samples.pdf())})
    assert page.context["form"].errors["file"] == ["You have added this file before: “ផែនការ.pdf”."]
    lesson.refresh_from_db()
    assert (lesson.plan, PortfolioFile.objects.count()) == ("Pairs.", 1)


def test_a_name_that_tries_to_be_markup_is_shown_as_text(signed_in, address, learner_kh):
    client = signed_in(learner_kh)
    client.post(address, {"file": sent("a'onerror=alert(1)&.pdf", samples.pdf())})
    assert "a&#x27;onerror=alert(1)&amp;.pdf" in client.get(address).content.decode()


def test_after_the_own_signature_the_page_is_for_reading(signed_in, address, lesson, file, observer_kh, learner_kh):
    client = signed_in(learner_kh)
    countersign(lesson, observer_kh)
    page = client.get(address).content.decode()
    assert ("can no longer change" in page, "<textarea" in page, "/remove/" in page) == (True, False, False)
    assert client.post(address, WHOLE).status_code == 409
    assert client.post(reverse("tot:remove_file", args=[file.pk])).status_code == 409
    assert PortfolioFile.objects.count() == 1


def test_figures_of_an_own_course_come_with_one_button_and_the_text_is_kept(signed_in, address, lesson, learner_kh):
    factories.role(learner_kh, "trainer", "KH")
    group, forms = factories.cohort(trainers=[learner_kh]), assessments.forms()
    for _ in range(10):
        enrolment = factories.enrolment(group)
        assessments.scored(enrolment, "pre", forms["A"], 4)
        assessments.scored(enrolment, "post", forms["B"], 7)
    client = signed_in(learner_kh)
    assert f'name="figures" value="{group.pk}"' in client.get(address).content.decode()
    client.post(address, {"plan": "Pairs.", "figures": str(group.pk)})
    lesson.refresh_from_db()
    assert (lesson.plan, lesson.tested, lesson.mean_before, lesson.mean_after) == ("Pairs.", 10, 40, 70)


def test_a_course_of_others_gives_no_figures(signed_in, address, lesson, learner_kh, cohort_kh):
    page = signed_in(learner_kh).post(address, {"figures": str(cohort_kh.pk)})
    assert list(page.context["form"].errors) == ["tested"]
    lesson.refresh_from_db()
    assert lesson.tested is None
