"""What may be frozen as a form, and what a draw from the bank freezes."""

import assessment_factories as make
import pytest
from wagtail.models import ModelLogEntry

from lms.assessments import drafts, errors
from lms.assessments.actions import freezing
from lms.assessments.drafts import Plan
from lms.assessments.models import Form
from lms.questionnaires.models import Question

pytestmark = pytest.mark.django_db


def freeze(**letters):
    return freezing.freeze_forms(programme_code="rtp", letters=letters)


def fill_bank(times, code="tot"):
    make.fill_bank(code, times=times)


def codes_of(form):
    return list(form.places.values_list("question__code", flat=True))


def freeze_plan(plan):
    return freezing.freeze_draft(plan=plan, digest=drafts.draft_of(plan).digest, by=None)


def retired():
    return make.question(state="retired")


def of_another_programme():
    return make.question(programme_code="tot")


def without_english():
    return make.question(languages=("km",))


@pytest.mark.parametrize(
    ("made", "refusal", "words"),
    [
        (retired, errors.QuestionsRetired, "retired"),
        (of_another_programme, errors.QuestionsOfAnotherProgramme, "another programme"),
        (without_english, errors.QuestionsWithoutEnglish, "no English wording"),
    ],
)
def test_a_form_refuses(made, refusal, words):
    code = made().code
    with pytest.raises(refusal, match=words) as refused:
        freeze(A=[make.question().code, code])
    assert refused.value.codes == [code]
    assert Form.objects.count() == 0


def test_a_question_stands_once_on_a_form_and_on_one_form_only():
    one, two = make.question().code, make.question().code
    with pytest.raises(errors.QuestionsDoubled, match=one):
        freeze(A=[one, two, one])
    with pytest.raises(errors.FormsOverlap, match=two):
        freeze(A=[one, two], B=[two])
    freeze(A=[one])
    with pytest.raises(errors.FormsOverlap, match=one):
        freeze(B=[one, two])


def test_attitudes_may_stand_on_every_form():
    attitude = make.question(kind="attitude", key="").code
    made = freeze(A=[make.question().code, attitude], B=[make.question().code, attitude])
    assert [(form.letter, form.version) for form in made] == [("A", 1), ("B", 1)]


def test_only_live_questions_where_drafts_are_not_allowed(settings):
    settings.ALLOW_UNREVIEWED = False
    draft = make.question().code
    with pytest.raises(errors.QuestionsNotLive, match=draft):
        freeze(A=[draft])


def test_a_draw_fills_two_forms_once_and_is_the_same_everywhere():
    fill_bank(2)
    made = freezing.draw_first_forms(programme_code="tot")
    assert [(form.letter, form.version, form.seed, form.places.count()) for form in made] == [
        ("A", 1, 1, 30),
        ("B", 1, 1, 30),
    ]
    assert ModelLogEntry.objects.filter(action="assessments.freeze").count() == 2
    assert freezing.draw_first_forms(programme_code="tot") == []


def test_a_bank_that_is_too_small_draws_nothing():
    fill_bank(1)
    assert freezing.draw_first_forms(programme_code="tot") == []
    with pytest.raises(errors.BankTooSmall):
        drafts.draft_of(Plan("tot", forms=2, seed=1))


def test_the_next_version_keeps_anchors_and_says_so():
    fill_bank(5)
    first = {form.letter: set(codes(form)) for form in freezing.draw_first_forms(programme_code="tot")}
    again = freeze_plan(Plan("tot", forms=3, seed=77))
    assert [(form.letter, form.version, form.seed) for form in again] == [("A", 2, 77), ("B", 2, 77), ("C", 2, 77)]
    assert [form.places.filter(is_anchor=True).count() for form in again] == [6, 6, 0]
    for form in again[:2]:
        assert {row.question.code for row in form.places.filter(is_anchor=True)} == set(codes(form)) & first[
            form.letter
        ]


def test_a_retired_question_is_not_drawn_again():
    fill_bank(2)
    made = freezing.draw_first_forms(programme_code="tot")
    gone = codes(made[0])[0]
    Question.objects.filter(code=gone).update(state="retired")
    with pytest.raises(errors.BankTooSmall):
        drafts.draft_of(Plan("tot", forms=2, seed=2))


def test_extras_come_last_attitudes_on_every_form_open_questions_on_one():
    fill_bank(2)
    attitude = make.question(programme_code="tot", kind="attitude", key="").code
    opens = [make.question(programme_code="tot", kind="open", key="").code for _number in range(2)]
    draft = drafts.draft_of(Plan("tot", forms=2, seed=3, extras=(attitude, *opens)))
    assert [codes[-1] for codes in draft.letters.values()] == [attitude, attitude]
    assert sorted(codes[-2] for codes in draft.letters.values()) == opens
    with pytest.raises(errors.OpenQuestionsUneven):
        drafts.draft_of(Plan("tot", forms=2, seed=3, extras=(opens[0],)))
    with pytest.raises(errors.ExtrasUnknown, match="Q-none"):
        drafts.draft_of(Plan("tot", forms=2, seed=3, extras=("Q-none",)))


def test_what_was_looked_at_is_what_is_frozen():
    fill_bank(2)
    plan = Plan("tot", forms=2, seed=5)
    digest = drafts.draft_of(plan).digest
    make.question(programme_code="tot", competency="T1", level="apply", code="AAA-new")
    with pytest.raises(errors.BankHasChanged):
        freezing.freeze_draft(plan=plan, digest=digest, by=None)
    assert Form.objects.count() == 0


def codes(form):
    return list(form.places.order_by("position").values_list("question__code", flat=True))


def test_fewer_forms_leave_the_questions_of_the_other_letters_alone():
    fill_bank(4)
    freeze_plan(Plan("tot", forms=4, seed=1))
    others = {code for form in Form.objects.filter(letter__in="CD") for code in codes_of(form)}
    Question.objects.filter(places__form__letter__in="AB").update(state="retired")
    fill_bank(1)
    with pytest.raises(errors.BankTooSmall):
        drafts.draft_of(Plan("tot", forms=2, seed=2))
    fill_bank(1)
    made = freeze_plan(Plan("tot", forms=2, seed=2))
    assert [(form.letter, form.version, others & set(codes_of(form))) for form in made] == [
        ("A", 2, set()),
        ("B", 2, set()),
    ]


@pytest.mark.parametrize("version", [1, 2])
def test_a_second_click_freezes_nothing_more(version):
    fill_bank(4)
    for number in range(1, version):
        freeze_plan(Plan("tot", forms=2, seed=number))
    plan = Plan("tot", forms=2, seed=9)
    digest = drafts.draft_of(plan).digest
    first, second = (freezing.freeze_draft(plan=plan, digest=digest, by=None) for _click in range(2))
    assert (first, [form.version for form in first]) == (second, [version, version])
    assert Form.objects.count() == 2 * version
