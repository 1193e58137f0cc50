import pytest
from django.utils import translation

from lms.core import languages
from lms.learning import actions, contents, queries
from lms.learning.models import ActionPlan
from lms.learning.path import Kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programmes_loaded")]


def finish_all(enrolment, lessons):
    for lesson in lessons:
        actions.finish_lesson(person=enrolment.person, lesson=lesson, by=enrolment.person)


def test_lessons_have_the_same_keys_codes_and_addresses_in_every_language():
    def shape(language):
        return [
            (lesson.key, lesson.code, lesson.url.removeprefix(f"/{language}"), lesson.is_written)
            for lesson in contents.lessons_of("rtp", language)
        ]

    assert {language for language in languages.CODES if shape(language) != shape("en")} == set()


def test_lessons_of_an_unknown_programme_are_none():
    assert contents.lessons_of("nothing", "en") == []


def test_khmer_titles_are_khmer_where_the_lesson_is_not():
    lesson = next(each for each in contents.lessons_of("rtp", "km") if each.slug == "three-elements")
    english = next(each for each in contents.lessons_of("rtp", "en") if each.slug == "three-elements")
    assert (lesson.is_translated, lesson.is_written, lesson.title != english.title) == (False, True, True)


def test_outline_is_read_once_per_content_version(django_assert_num_queries):
    contents.outline("en")
    with django_assert_num_queries(1):
        contents.outline("en")


def test_neighbours_skip_what_is_coming(written):
    programme = contents.outline("en").programmes["rtp"]
    assert programme.neighbours(written[0].key) == (None, written[1])
    assert programme.neighbours(written[-1].key) == (written[-2], None)


def test_neighbours_of_a_coming_lesson_are_none(coming):
    assert contents.outline("en").programmes["rtp"].neighbours(coming.key) == (None, None)


def test_finished_in_one_language_is_finished_in_all(enrolled, written):
    lesson = next(each for each in contents.lessons_of("rtp", "km") if each.key == written[0].key)
    actions.finish_lesson(person=enrolled.person, lesson=lesson, by=enrolled.person)
    actions.finish_lesson(person=enrolled.person, lesson=written[0], by=enrolled.person)
    assert queries.finished_keys(enrolled.person, "rtp") == {written[0].key}
    assert enrolled.person.lesson_progress.count() == 1


def test_the_first_step_is_the_pre_assessment(enrolled):
    step = queries.next_step_of(enrolled)
    assert (step.kind, step.address, step.is_post) == (
        Kind.PRE_ASSESSMENT,
        f"/en/my/enrolments/{enrolled.pk}/start/pre/",
        True,
    )


def test_then_the_first_unfinished_lesson_in_the_language_of_the_page(enrolled, written, taken):
    taken(enrolled, "pre")
    finish_all(enrolled, written[:1])
    with translation.override("km"):
        step = queries.next_step_of(enrolled)
    assert (step.kind, step.address) == (Kind.LESSON, written[1].url.replace("/en/", "/km/", 1))


def test_then_the_post_assessment_then_the_plan_then_waiting(enrolled, written, taken, trainer_kh):
    taken(enrolled, "pre")
    finish_all(enrolled, written)
    kinds = [queries.next_step_of(enrolled).kind]
    taken(enrolled, "post")
    kinds.append(queries.next_step_of(enrolled).kind)
    plan = ActionPlan.objects.create(enrolment=enrolled, change="c", first_step="f", measure="m")
    kinds.append(queries.next_step_of(enrolled).kind)
    actions.accept_plan(plan=plan, by=trainer_kh)
    kinds.append(queries.next_step_of(enrolled).kind)
    assert kinds == [Kind.POST_ASSESSMENT, Kind.ACTION_PLAN, Kind.PLAN_WAITING, Kind.CERTIFICATE]


def test_every_kind_of_step_can_be_said():
    from lms.learning.next_steps import SAY

    assert set(SAY) == set(Kind)


def test_the_first_lesson_of_each_enrolment_in_two_queries(enrolled, written, django_assert_num_queries):
    finish_all(enrolled, written[:2])
    first = enrolled.person.lesson_progress.order_by("opened_at").first()
    with django_assert_num_queries(2):
        assert queries.first_lessons([enrolled.pk]) == {enrolled.pk: first.opened_at}
    assert enrolled.programme.first_lessons([enrolled.pk]) == {enrolled.pk: first.opened_at}
    assert queries.first_lessons([]) == {}
