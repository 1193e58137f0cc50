"""What administrators set up for each country, and the sample that shows it."""

from io import BytesIO

import factories
import pytest
from pypdf import PdfReader
from wagtail.models import ModelLogEntry

from certificates import queries, samples
from certificates.actions import task_forces
from certificates.errors import MayNotChange, PlaceTaken
from certificates.models import Picture, Signatory, TaskForce
from certificates.pictures import cleaned
from lms.core.languages import Country
from lms.core.printing import MissingGlyph


@pytest.fixture
def picture():
    return cleaned(factories.picture_file())


def sign(by, **fields):
    given = {"country": "KH", "name": "Keo Pisey", "title": "Chair", "place": 1, "picture": None, **fields}
    return task_forces.add_signatory(**given, by=by)


def test_a_country_is_set_up_and_keeps_its_emblem_when_none_is_given(admin, picture):
    task_forces.set_up(country="KH", needs_two=True, emblem=picture, by=admin)
    row = task_forces.set_up(country="KH", needs_two=False, emblem=None, by=admin)
    assert (TaskForce.objects.count(), row.needs_two, row.emblem_id) == (1, False, picture.sha256)
    assert ModelLogEntry.objects.filter(action="certificates.set_up", user=admin).count() == 2


def test_the_emblem_can_be_taken_away_but_the_picture_stays_for_old_papers(admin, picture):
    task_forces.set_up(country="KH", needs_two=False, emblem=picture, by=admin)
    task_forces.remove_emblem(country="KH", by=admin)
    assert (TaskForce.objects.get().emblem, Picture.objects.count()) == (None, 1)


def test_one_signature_a_place(admin, picture):
    first = sign(admin, picture=picture)
    with pytest.raises(PlaceTaken):
        sign(admin, name="Another")
    task_forces.end_signatory(signatory=first, by=admin)
    task_forces.end_signatory(signatory=first, by=admin)
    sign(admin, name="Another")
    assert list(Signatory.objects.filter(ended_at=None).values_list("name", flat=True)) == ["Another"]
    assert ModelLogEntry.objects.filter(action="certificates.end_signatory").count() == 1


def test_only_administrators_set_a_country_up(taskforce_kh, admin, picture):
    signatory = sign(admin)
    for act in (
        lambda: task_forces.set_up(country="KH", needs_two=True, emblem=picture, by=taskforce_kh),
        lambda: task_forces.remove_emblem(country="KH", by=taskforce_kh),
        lambda: sign(taskforce_kh, place=2),
        lambda: task_forces.end_signatory(signatory=signatory, by=taskforce_kh),
    ):
        with pytest.raises(MayNotChange):
            act()
    assert (Signatory.objects.filter(ended_at=None).count(), Picture.objects.count()) == (1, 0)


def test_all_six_countries_are_listed_with_how_many_sign(admin):
    sign(admin)
    rows = queries.task_forces()
    assert [(row.country, getattr(row, "signed_by", 0)) for row in rows] == [
        (country, int(country == "KH")) for country in Country.values
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("country", Country.values)
def test_the_sample_says_sample_and_has_a_number_and_a_code_that_nobody_holds(country):
    page = PdfReader(BytesIO(samples.sample(country))).pages[0]
    text = page.extract_text()
    assert ("SAMPLE" in text, f"CL-{country}-" in text, "0000-0000-0000-0000" in text) == (True, True, True)
    assert queries.by_code(samples.CODE) is None


def test_a_name_that_cannot_be_printed_is_refused_before_it_stops_a_certificate(admin):
    with pytest.raises(MissingGlyph):
        sign(admin, name="Keo \U00012000")
    assert Signatory.objects.count() == 0
