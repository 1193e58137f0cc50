"""The fast path: Wagtail's hooks stay, the queries do not; every cache follows the content version."""

import factories
import pytest
from django.urls import reverse
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult

from courses.rtp.models import RtpLessonPage
from lms.learning import actions, contents, serving
from lms.learning.versions import VersionedStore
from lms.people.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programmes_loaded")]
LESSON = "/en/courses/rtp/m2-legal-definition/three-elements/"
KHMER = LESSON.replace("/en/", "/km/")


def page_of(language="en"):
    return RtpLessonPage.objects.get(locale__language_code=language, slug="three-elements")


def test_wagtails_router_still_listens_to_our_private_attribute(rf):
    """`Page.route_for_request` and `Site.find_for_request` are told the answer by two private attributes."""
    request, page, site = rf.get("/"), page_of(), Site.objects.get()
    route = RouteResult(page)
    request._wagtail_site, request._wagtail_route_for_request = site, route
    assert Page.route_for_request(request, "any/thing") is route
    assert Site.find_for_request(request) is site


def test_hooks_run_on_every_page(signed_in, learner_kh):
    seen = []
    with hooks.register_temporarily("before_serve_page", lambda page, *rest: seen.append(page.slug)):
        signed_in(learner_kh).get(LESSON)
    assert seen == ["three-elements"]


def test_what_a_hook_changes_on_a_page_is_gone_with_the_answer(signed_in, learner_kh):
    client, seen = signed_in(learner_kh), []

    def rename(page, *rest):
        seen.append(page.title)
        page.title = "Renamed"

    with hooks.register_temporarily("before_serve_page", rename):
        client.get(LESSON)
        client.get(LESSON)
    assert seen == [page_of().title] * 2


def test_signed_in_lesson_takes_five_queries(signed_in, learner_kh, django_assert_num_queries):
    client = signed_in(learner_kh)
    client.get(LESSON)
    with django_assert_num_queries(5):  # session, user, roles, content version, progress
        client.get(LESSON)


def test_cached_page_takes_one_query_without_a_session(client, django_assert_num_queries):
    first = client.get(LESSON).content
    with django_assert_num_queries(1):
        assert client.get(LESSON).content == first


def test_cached_page_holds_nothing_of_a_person(client, signed_in, learner_kh):
    anonymous = client.get(LESSON).content
    assert learner_kh.full_name in signed_in(learner_kh).get(LESSON).content.decode()
    client.logout()
    client.cookies.clear()
    assert client.get(LESSON).content == anonymous
    assert b"csrfmiddlewaretoken" not in anonymous


def test_signed_in_page_may_not_be_kept(signed_in, learner_kh):
    assert signed_in(learner_kh).get(LESSON)["Cache-Control"] == "no-store, private"


def test_published_change_shows_at_once(client, signed_in, learner_kh):
    client.get(LESSON)
    client.get("/en/courses/rtp/")
    page = page_of()
    page.title = "Three elements, renewed"
    page.save_revision().publish()
    assert "Three elements, renewed" in client.get(LESSON).content.decode()
    assert "Three elements, renewed" in client.get("/en/courses/rtp/").content.decode()
    assert "Three elements, renewed" in signed_in(learner_kh).get(LESSON).content.decode()


def test_changed_body_shows_at_once(client):
    client.get(LESSON)
    page = page_of()
    raw = page.body.get_prep_value()
    raw[0]["value"]["text"] = "A wholly new beginning."
    page.body = page.body.stream_block.to_python(raw)
    page.save_revision().publish()
    assert "A wholly new beginning." in client.get(LESSON).content.decode()


def test_a_draft_shows_to_nobody(client):
    page = page_of()
    page.title = "Only a draft"
    page.save_revision()
    assert "Only a draft" not in client.get(LESSON).content.decode()


def test_unpublished_page_is_gone_at_once(client):
    client.get(LESSON)
    page_of().unpublish()
    assert client.get(LESSON).status_code == 404


def test_restricted_page_asks_for_sign_in_at_once(client):
    assert client.get(LESSON).status_code == 200
    PageViewRestriction.objects.create(page=page_of(), restriction_type=PageViewRestriction.LOGIN)
    answer = client.get(LESSON)
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={LESSON}")


def test_deleted_page_is_gone_at_once(client):
    client.get(LESSON)
    page_of().delete()
    assert client.get(LESSON).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/en/courses/nothing/",
        "/en/courses/rtp/three-elements/",
        "/en/courses/rtp/m7-return-and-reintegration/needs-over-time/",
    ],
)
def test_unknown_and_coming_pages_are_not_found(client, address):
    assert client.get(address).status_code == 404


def test_page_knows_its_public_address():
    assert (page_of().url, page_of("km").get_url()) == (LESSON, KHMER)


def test_lesson_that_is_not_translated_shows_english_with_a_notice(client):
    text = client.get(KHMER).content.decode()
    assert '<html lang="km">' in text
    assert '<div lang="en">' in text
    assert 'class="notice notice--info"' in text


def test_translated_lesson_is_marked_as_a_machine_draft(client):
    text = client.get("/km/courses/ethics/e3-informed-consent/can-they-say-no/").content.decode()
    assert '<div lang="km">' in text
    assert 'class="notice notice--warning"' in text


def test_coming_lesson_is_listed_without_a_link(client, coming):
    text = client.get("/en/courses/rtp/").content.decode()
    assert f"<span>{coming.code} {coming.title}</span>" in text
    assert coming.url not in text


@pytest.mark.parametrize("language", ["en", "km", "lo", "my", "th", "vi", "zh-hans"])
def test_pages_weigh_less_than_thirty_kilobytes(client, language):
    addresses = ["", "courses/", "courses/rtp/", "courses/tot/", "courses/ethics/"]
    lessons = [lesson.url for lesson in contents.outline(language).lessons() if lesson.is_written]
    answers = {each: client.get(each) for each in [*(f"/{language}/{a}" for a in addresses), *lessons]}
    assert {answer.status_code for answer in answers.values()} == {200}
    assert [address for address, answer in answers.items() if len(answer.content) > 30 * 1024] == []


def test_only_those_who_edit_are_shown_the_way_into_the_editor(signed_in, learner_kh):
    editor = factories.person_with_role(Role.Kind.EDITOR, "")
    actions.add_to_editor_group(editor)
    address = reverse("wagtailadmin_pages:edit", args=[page_of().pk])
    shown = [address in signed_in(each).get(LESSON).content.decode() for each in (editor, learner_kh)]
    assert shown == [True, False]


def test_editors_preview_shows_the_draft_in_our_layout(signed_in):
    editor = factories.person_with_role(Role.Kind.EDITOR, "")
    actions.add_to_editor_group(editor)
    page = page_of("km")
    page.title = "Draft title"
    page.save_revision()
    answer = signed_in(editor).get(f"/admin/pages/{page.pk}/view_draft/")
    assert answer.status_code == 200
    assert "<h1>Draft title</h1>" in answer.content.decode()


@pytest.fixture
def held(monkeypatch):
    """What this process holds for strangers: nothing yet."""
    store = VersionedStore(at_most=10)
    monkeypatch.setattr(serving, "_responses", store)
    return lambda: dict(store._held[1])


def test_a_stranger_is_never_given_what_a_person_saw(held, signed_in, learner_kh):
    signed_in(learner_kh).get("/en/courses/rtp/")
    assert held() == {}


def test_what_is_held_carries_no_token_and_sets_no_cookie(held, client):
    client.get("/en/accounts/login/")  # now with the cookie against forged requests
    response = client.get("/en/courses/rtp/")
    assert (list(held()), dict(response.cookies)) == ([("en", "courses/rtp/")], {})
    assert b"csrfmiddlewaretoken" not in response.content


def test_no_question_and_no_other_method_enters_what_is_held(held, client):
    client.get("/en/courses/rtp/?token=secret-of-one-person")
    client.head("/en/courses/rtp/")
    client.get("/en/courses/rtp/nowhere/")
    assert held() == {}
