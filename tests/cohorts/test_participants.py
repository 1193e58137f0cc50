"""Rows of a participant list become participants or problems."""

from datetime import date

import pytest

from lms.cohorts.importing import words
from lms.cohorts.importing.participants import Participant, RowNote, interpret

TODAY = date(2026, 11, 21)


def read(*lines):
    rows = [(number, list(cells)) for number, cells in enumerate(lines, start=1)]
    return interpret(rows, today=TODAY)


def problems_of(*lines):
    return [(problem.row, problem.field, problem.reason) for problem in read(*lines).problems]


def test_full_row_is_understood():
    reading = read(
        words.FIELDS,
        [
            "សុខ ស្រីមុំ", "Sok Sreymom", "ស្រី", "Sok@Example.org", "012 345 678", "កម្ពុជា", "Anti-trafficking unit",
            "នគរបាល", "Officer", "yes", "2024-01-31", "Takeo", "ខ្មែរ",
        ],
    )  # fmt: skip
    assert reading.problems == []
    assert reading.participants == [
        Participant(
            row=2,
            full_name="សុខ ស្រីមុំ",
            full_name_latin="Sok Sreymom",
            sex="female",
            email="sok@example.org",
            phone="012 345 678",
            country="KH",
            organisation="Anti-trafficking unit",
            sector="police",
            post_title="Officer",
            is_counter_trafficking=True,
            post_started_on=date(2024, 1, 31),
            province="Takeo",
            language="km",
        )
    ]


@pytest.mark.parametrize("language", ["en", "km", "lo", "my", "th", "vi", "zh-hans"])
def test_headings_of_our_template_are_understood_in_every_language(language):
    headings = [words.heading(field, language) + "*" for field in words.FIELDS]
    table = words.field_of_heading()
    assert [table[words.folded(heading)] for heading in headings] == words.FIELDS


def test_no_heading_means_two_columns():
    every = [words.folded(word) for table in words.HEADINGS.values() for names in table.values() for word in names]
    by_column = {
        field: {words.folded(word) for names in table.values() for word in names}
        for field, table in words.HEADINGS.items()
    }
    assert len(set(every)) == sum(len(found) for found in by_column.values())


def test_only_name_and_country_are_required_and_the_language_follows_the_country():
    (participant,) = read(["姓名", "国家"], ["王小明", "中国"]).participants
    assert (participant.full_name, participant.country, participant.language) == ("王小明", "CN", "zh-hans")


def test_invisible_signs_go_and_letters_are_composed():
    (participant,) = read(["name", "country"], ["\ufeffNguye\u0302\u0303n\u200b  A", "Việt Nam"]).participants
    assert participant.full_name == "Nguyễn A"


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("2024-02-29", date(2024, 2, 29)),
        ("3/4/2024", date(2024, 4, 3)),
        ("21/11/2567", date(2024, 11, 21)),
        ("2567-11-21", date(2024, 11, 21)),
        ("๒๑/๑๑/๒๕๖๗", date(2024, 11, 21)),
    ],
)
def test_dates_in_every_way_of_writing(written, understood):
    (participant,) = read(["name", "country", "start date"], ["A", "TH", written]).participants
    assert participant.post_started_on == understood


def test_buddhist_years_are_noted_for_confirmation():
    reading = read(["name", "country", "start date"], ["A", "TH", "21/11/2567"], ["B", "TH", "21/11/2024"])
    assert reading.notes == [RowNote(2, "post_started_on", "21/11/2567", date(2024, 11, 21))]


@pytest.mark.parametrize(
    ("column", "written", "reason"),
    [
        ("email", "nobody", "This is not a valid e-mail address."),
        ("country", "France", "This is none of the six countries."),
        ("country", "", "This is missing."),
        ("full_name", "\u200b", "This is missing."),
        ("sex", "?", "This sex is not known: write female, male or other."),
        ("sector", "circus", "This sector is not known."),
        ("language", "Latin", "This is none of the seven languages."),
        ("counter_trafficking", "perhaps", "Write yes or no."),
        ("post_started_on", "31/02/2024", "This is not a date. Write it as 2026-11-21 or 21/11/2026."),
        ("post_started_on", "2026-11-22", "This day has not come yet."),
        ("phone", "12", "This is not a telephone number."),
        ("organisation", "x" * 201, "This is too long."),
    ],
)
def test_each_wrong_answer_has_its_reason(column, written, reason):
    cells = {"full_name": "A", "country": "TH", column: written}
    assert problems_of(list(cells), list(cells.values())) == [(2, column, reason)]


def test_a_bad_row_never_stops_the_others():
    reading = read(["name", "country"], ["A", "TH"], ["B", "Mars"], ["C", "LA"])
    assert (reading.rows, [participant.full_name for participant in reading.participants]) == (3, ["A", "C"])


def test_a_person_twice_in_the_file_names_the_first_row():
    by_email = problems_of(["name", "country", "email"], ["A", "TH", "a@b.org"], ["Other", "TH", "A@B.org"])
    by_name = problems_of(["name", "country", "phone"], ["A  B", "TH", "012 345 678"], ["a b", "TH", "012345678"])
    assert by_email == [(3, "email", "The same person stands in row 2.")]
    assert by_name == [(3, "full_name", "The same person stands in row 2.")]


def test_unknown_missing_and_double_columns_are_problems_of_the_headings():
    assert problems_of(["No.", "name", "is_staff", "Name"], ["1", "A", "1", "A"]) == [
        (1, "is_staff", "This column is not known."),
        (1, "full_name", "This column is there twice."),
        (1, "country", "This column is missing."),
        (2, "country", "This is missing."),
    ]


def test_an_address_longer_than_an_account_can_hold_is_a_problem():
    address = "a" * 60 + "@" + ".".join(["b" * 60] * 4) + ".example"
    assert problems_of(["full_name", "country", "email"], ["A", "KH", address]) == [(2, "email", "This is too long.")]


def test_html_and_formulas_are_only_letters():
    (person,) = read(["full_name", "country"], ["=cmd|' /C calc'!A0<script>", "KH"]).participants
    assert person.full_name == "=cmd|' /C calc'!A0<script>"


def test_control_signs_and_turned_writing_go():
    (person,) = read(["full_name", "country"], ["Sok\x00\r\nBcc: x\u202edara", "KH"]).participants
    assert person.full_name == "Sok Bcc: xdara"
