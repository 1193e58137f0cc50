from django.template import engines
from django.utils import translation

from lms.core import languages
from lms.core.templatetags.lms import address_in


def rendered(text, rf, path="/en/courses/?from=mail"):
    return engines["django"].from_string(text).render({}, rf.get(path))


def test_language_links_lead_to_the_same_page_in_every_language(rf):
    with translation.override("en"):
        links = rendered("{% language_links %}", rf)
    addresses = [part.split('"')[0] for part in links.split('href="')[1:]]
    assert addresses == [f"/{code}/courses/?from=mail" for code in languages.CODES]


def test_language_links_mark_the_language_of_the_page(rf):
    with translation.override("km"):
        links = rendered("{% language_links %}", rf, "/km/courses/")
    marked = [part for part in links.split("<li>") if "aria-current" in part]
    assert marked == ['<a href="/km/courses/" lang="km" hreflang="km" aria-current="true">ខ្មែរ</a></li>']


def test_language_links_escape_what_a_visitor_writes(rf):
    with translation.override("en"):
        links = rendered("{% language_links %}", rf, '/en/?a="><script>')
    assert "<script>" not in links


def test_an_address_without_a_language_stays_as_it_is():
    assert address_in("/s/token/", "km") == "/s/token/"


def test_a_part_for_everyone_is_held_by_language(rf):
    link = '{% same_for_everyone "components/sign_in_link.html" %}'
    found = []
    for language in ["en", "th", "en"]:
        with translation.override(language):
            found.append(rendered(link, rf))
    assert [text.split('"')[3] for text in found] == [
        "/en/accounts/login/",
        "/th/accounts/login/",
        "/en/accounts/login/",
    ]
