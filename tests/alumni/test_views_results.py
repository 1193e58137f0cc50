"""The report on the page and on paper, how it was made, and the file: for administrators, and all with one voice."""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from datetime import timedelta

import alumni_scenes as scenes
import factories
import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from lms.alumni import actions
from lms.alumni.actions.estimating import order_estimation, work_on_estimations
from lms.alumni.models import Campaign, Case
from lms.alumni.report import codebook
from lms.people.models import Organisation

ADDRESS = "/en/alumni/retention-test/"
READ = ["results/", "results.pdf", "results/method/", "progress/"]
CAST = {"admin": 200, "taskforce_kh": 404, "trainer_kh": 404, "observer_kh": 404, "learner_kh": 404}
R_PACKAGES = "for (name in c('survey', 'survival', 'interval', 'icenReg')) library(name, character.only = TRUE)"


@pytest.fixture
def campaign(admin, cohort_kh, cohort_la):
    """36 people of two countries; 17 and 14 are known, of whom 12 and 10 are in post."""
    scenes.alumni(cohort_kh, 20, sex="female")
    scenes.alumni(cohort_la, 16, sex="male")
    row = scenes.fielded(admin, sample_size=36)
    scenes.resolve(row, "KH", in_post=12, out=5)
    scenes.resolve(row, "LA", in_post=10, out=4)
    date_them(row)
    return row


def date_them(row: Campaign) -> None:
    """When those who left were last in and first out, a year apart; the others were in post yesterday."""
    cases = list(row.cases.exclude(status=Case.Status.UNKNOWN).order_by("id"))
    for number, case in enumerate(cases):
        has_left = case.status == Case.Status.LEFT_GOVT
        first = case.trained_on + timedelta(days=200 + 10 * number)
        case.known_in = first if has_left else timezone.localdate() - timedelta(days=1)
        case.known_out = first + timedelta(days=365) if has_left else None
        case.status_source = "self"
    Case.objects.bulk_update(cases, ["known_in", "known_out", "status_source"])


@pytest.fixture
def estimated(campaign):
    order_estimation(campaign=campaign)
    work_on_estimations()
    return campaign


@pytest.mark.parametrize("page", READ)
@pytest.mark.parametrize(("name", "status"), CAST.items())
def test_who_gets_in(request, signed_in, campaign, page, name, status):
    assert signed_in(request.getfixturevalue(name)).get(ADDRESS + page).status_code == status


@pytest.mark.parametrize("page", READ)
def test_visitors_are_sent_to_the_door(client, campaign, page):
    assert client.get(ADDRESS + page)["Location"].startswith("/en/accounts/login/")


def test_the_file_is_taken_by_post_and_by_administrators(signed_in, campaign, admin, taskforce_kh):
    assert signed_in(taskforce_kh).post(f"{ADDRESS}results/export.zip").status_code == 404
    assert signed_in(admin).get(f"{ADDRESS}results/export.zip").status_code == 405


def text_of(client, page, language="en"):
    return client.get(f"/{language}/alumni/retention-test/{page}").content.decode()


def test_the_report_holds_each_plot_beside_its_table(signed_in, admin, estimated):
    text = text_of(signed_in(admin), "results/")
    figures = text.count('<figure class="plot')
    assert (figures, text.count("<table") >= figures) == (8, True)
    for words in ["Loss of capacity", "holds only if at least", "Still in post after the training", "RR1"]:
        assert words in text


def test_the_curve_comes_when_the_clock_has_made_it(signed_in, admin, campaign):
    client = signed_in(admin)
    assert "The curves are being worked out" in text_of(client, "results/")
    work_on_estimations()
    text = text_of(client, "results/")
    assert ("being worked out" in text, 'class="box"' in text, "People still followed:" in text) == (False, True, True)


def test_nothing_about_fewer_than_ten_is_on_any_page(signed_in, admin, cohort_kh):
    scenes.alumni(cohort_kh, 14)
    row = scenes.fielded(admin)
    scenes.resolve(row, "KH", in_post=6, out=3)
    client = signed_in(admin)
    for page in ("results/", ""):
        text = text_of(client, page)
        assert ("67%" in text, 'class="estimate"' in text, "Turnover:" in text) == (False, False, False)
    assert "so no figure is shown" in text_of(client, "results/")
    archive = zipfile.ZipFile(io.BytesIO(client.post(f"{ADDRESS}results/export.zip").content))
    assert rows_in(archive, "people.csv") == rows_in(archive, "expected.csv") == []


def test_a_wide_range_is_the_headline(signed_in, admin, cohort_kh):
    scenes.alumni(cohort_kh, 60)
    row = scenes.fielded(admin, sample_size=60)
    scenes.resolve(row, "KH", in_post=20, out=12)
    sentence = text_of(signed_in(admin), "results/").split('next-step__sentence">')[1]
    assert sentence.startswith("Between 33% and 80% of the 60 people trained")


def test_what_changed_since_the_last_follow_up_is_told(signed_in, admin, campaign, cohort_kh):
    later = scenes.campaign(admin, code="wave-2", endpoint=Campaign.Endpoint.MINISTRY, previous=campaign)
    actions.draw_sample(campaign=later, by=admin)
    text = signed_in(admin).get("/en/alumni/wave-2/results/").content.decode()
    changed = text.split("<h2>What changed since the last follow-up</h2>")[1]
    assert ("left anti-trafficking work altogether" in changed, "left the ministry" in changed) == (True, True)


def test_the_method_says_seed_fingerprint_and_version(signed_in, admin, campaign):
    text = text_of(signed_in(admin), "results/method/")
    for words in [str(campaign.seed), campaign.frame_hash, "numpy", "four times the median", "0.1.0"]:
        assert words in text


@pytest.mark.parametrize("language", ["en", "km", "my", "zh-hans"])
def test_the_paper_is_set_in_every_script(signed_in, admin, estimated, language):
    response = signed_in(admin).get(f"/{language}/alumni/retention-test/results.pdf")
    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
    assert response["Content-Disposition"] == f'attachment; filename="retention-test-{language}.pdf"'


def test_a_letter_that_cannot_be_printed_is_told(signed_in, admin, campaign):
    Campaign.objects.update(title="Follow-up \U00012000")
    response = signed_in(admin).get(f"{ADDRESS}results.pdf")
    assert (response.status_code, "cannot be printed" in response.content.decode()) == (409, True)


@pytest.fixture
def exported(signed_in, admin, estimated):
    """The file of the campaign, opened."""
    response = signed_in(admin).post(f"{ADDRESS}results/export.zip")
    return zipfile.ZipFile(io.BytesIO(response.content))


def rows_in(archive, name):
    return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


def test_the_file_holds_everything_to_compute_anew(exported):
    names = exported.namelist()
    assert names[:7] == [
        *("README.txt", "settings.json", "numbers.json", "codebook.csv"),
        *("people.csv", "expected.csv", "reproduce.R"),
    ]
    assert "tables/in-post-by-country.csv" in names
    assert [row["column"] for row in rows_in(exported, "codebook.csv")] == list(codebook.COLUMNS)
    assert list(rows_in(exported, "people.csv")[0]) == list(codebook.COLUMNS)
    assert json.loads(exported.read("settings.json"))["seed"] == 7


def test_the_files_numbers_are_those_of_the_page(exported):
    published = json.loads(exported.read("numbers.json"))
    expected = {row["name"]: float(row["value"]) for row in rows_in(exported, "expected.csv")}
    assert expected["share"] == pytest.approx(published["estimate"], abs=1e-9)
    assert expected["share_std_error"] == pytest.approx(published["std_error"], abs=1e-9)
    assert (expected["worst"], expected["best"]) == pytest.approx((published["worst"], published["best"]))


def test_the_file_names_nobody_and_no_day(exported, campaign):
    text = exported.read("people.csv").decode()
    names = set(campaign.cases.values_list("person__full_name", flat=True))
    assert [name for name in names if name in text] == []
    assert re.findall(r"\d{4}-\d{2}", text) == []
    assert [row["pseudonym"] for row in rows_in(exported, "people.csv")] == sorted(
        campaign.cases.values_list("pseudonym", flat=True)
    )


def test_taking_the_file_is_written_down(exported, admin, campaign):
    entry = ModelLogEntry.objects.get(action="alumni.export_results")
    assert (entry.user, entry.object_id, entry.data) == (admin, str(campaign.pk), {"rows": 36})


def test_r_finds_the_same_numbers(exported, tmp_path):
    r = shutil.which("Rscript")
    if r is None or subprocess.run([r, "-e", R_PACKAGES], capture_output=True).returncode:
        pytest.skip("R with survey, survival, interval and icenReg is not installed here")
    exported.extractall(tmp_path)
    done = subprocess.run([r, "reproduce.R"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", ["progress/", "results/", "results/method/"])
def test_pages_need_the_same_queries_for_few_and_many(
    signed_in, admin, cohort_kh, cohort_la, django_assert_max_num_queries, page
):
    ministries = [factories.organisation(sector=sector) for sector in Organisation.Sector.values[:3]]
    scenes.alumni(cohort_kh, 30)
    scenes.alumni(cohort_la, 30)
    row = scenes.fielded(admin, sample_size=60)
    Case.objects.filter(stratum__country="KH").update(organisation=ministries[0], sector="police")
    scenes.resolve(row, "KH", in_post=15, out=11)
    client = signed_in(admin)
    client.get(ADDRESS + page)
    with django_assert_max_num_queries(14):
        client.get(ADDRESS + page)
