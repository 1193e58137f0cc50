"""What people asked are written: neutral, in their language, with the link and the last day."""

from datetime import date

import pytest

from lms.alumni import wording
from lms.alumni.forms.texts import TextForm
from lms.alumni.models import Campaign
from lms.alumni.neutral import TELLING, telling_words
from lms.core.languages import CODES

LINK = "https://example.org/s/abc/"
DAY = date(2026, 12, 20)
OWN = {"subject": "A question", "body": "Please: {link} until {date}. {link}\n"}


def letters(language, **fields):
    campaign = Campaign(**fields)
    return [make(campaign, language, link=LINK, last_day=DAY) for make in (wording.invitation, wording.reminder)]


@pytest.mark.parametrize("language", CODES)
def test_the_house_s_letters_are_neutral_and_complete_in_every_language(language):
    for subject, body in letters(language):
        assert telling_words(subject + body) == []
        assert (body.count(LINK), "{" in body, "2026" in body) == (1, False, True)
        assert "\n" not in subject


def test_a_campaign_s_own_words_replace_those_of_the_house_in_their_language_only():
    (subject, body), (again, _reminder) = letters("en", texts={"en": OWN})
    assert (subject, body) == ("A question", f"Please: {LINK} until 20 December 2026. {LINK}\n")
    assert again == "Reminder: A question"
    assert letters("vi", texts={"en": OWN}) == letters("vi")


def test_the_last_day_is_written_as_in_the_language():
    assert "พ.ศ. 2569" in letters("th")[0][1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The COMMIT training against trafficking in persons", ["COMMIT", "trafficking"]),
        ("Our committee keeps its commitments", []),
        ("โครงการ COMMITต่อต้านการค้ามนุษย์", ["COMMIT", "ค้ามนุษย์"]),
        ("បណ្តុះបណ្តាលប្រឆាំងការជួញដូរមនុស្ស", ["ជួញដូរ"]),
        ("ການຝຶກອົບຮົມຕ້ານການຄ້າມະນຸດ", ["ຄ້າມະນຸດ"]),
        ("လူကုန်ကူးမှု တိုက်ဖျက်ရေး", ["လူကုန်ကူး"]),
        ("phòng, chống Mua bán người", ["Mua bán người"]),
        ("打击人口贩运的培训", ["贩运"]),
    ],
)
def test_words_that_tell_are_found_in_any_script(text, found):
    assert telling_words(text) == found


def test_every_language_has_words_that_tell():
    assert list(TELLING) == CODES


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, set()),
        ({"body": "Answer until {date}."}, {"body"}),
        ({"body": "{link} {link} {date}"}, {"body"}),
        ({"body": "Answer here: {link}"}, {"body"}),
        ({"body": "Dear {name}, {link} {date}"}, {"body"}),
        ({"body": "The trafficking course: {link} {date}"}, {"body"}),
        ({"subject": "COMMIT"}, {"subject"}),
        ({"subject": ""}, {"subject"}),
    ],
)
def test_a_text_of_one_s_own_keeps_link_and_day_and_stays_neutral(fields, wrong):
    form = TextForm({"subject": "A question", "body": "Please answer: {link} until {date}", **fields})
    assert set(form.errors) == wrong
