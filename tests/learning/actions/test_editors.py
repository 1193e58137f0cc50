import factories
import pytest
from wagtail.models import Page

from courses.rtp.models import RtpLessonPage
from lms.learning import actions
from lms.learning.models import CoursesPage
from lms.people.models import Role, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programmes_loaded")]


def fresh(person):
    return User.objects.get(pk=person.pk)


def may(person, language):
    page = RtpLessonPage.objects.get(locale__language_code=language, slug="three-elements")
    tester = page.permissions_for_user(fresh(person))
    return tester.can_edit(), tester.can_publish()


@pytest.fixture
def editor():
    person = factories.person()
    factories.role(person, Role.Kind.EDITOR)
    actions.add_to_editor_group(person)
    return person


@pytest.fixture
def translator_km():
    person = factories.person()
    factories.role(person, Role.Kind.TRANSLATOR, language="km")
    actions.add_to_editor_group(person)
    return person


def test_an_editor_edits_and_publishes_every_language(editor):
    assert [may(editor, language) for language in ("en", "km", "zh-hans")] == [(True, True)] * 3


def test_a_translator_edits_one_language_and_publishes_none(translator_km):
    assert [may(translator_km, language) for language in ("km", "lo", "en")] == [
        (True, False),
        (False, False),
        (False, False),
    ]


def test_an_editor_opens_the_editor_and_a_learner_does_not(signed_in, editor, learner_kh):
    page = RtpLessonPage.objects.get(locale__language_code="km", slug="three-elements")
    address = f"/admin/pages/{page.pk}/edit/"
    assert signed_in(fresh(editor)).get(address).status_code == 200
    assert signed_in(learner_kh).get(address).status_code == 302


def test_a_translator_cannot_open_another_language(signed_in, translator_km):
    client = signed_in(fresh(translator_km))
    pages = {page.locale.language_code: page.pk for page in CoursesPage.objects.select_related("locale")}
    answers = [client.get(f"/admin/pages/{pages[code]}/edit/").status_code for code in ("km", "th")]
    assert answers == [200, 302]


def test_rights_are_given_once_however_often(editor, django_assert_num_queries):
    before = set(editor.groups.values_list("name", flat=True))
    actions.sync_editor_groups()
    assert actions.add_to_editor_group(editor) == ["Editors"]
    assert set(editor.groups.values_list("name", flat=True)) == before == {"Editors"}


def test_ended_role_takes_the_group_away(editor):
    editor.roles.all().delete()
    assert actions.add_to_editor_group(editor) == []
    assert list(editor.groups.all()) == []


def test_nobody_may_touch_the_root(editor):
    assert Page.get_first_root_node().permissions_for_user(fresh(editor)).can_edit() is False
