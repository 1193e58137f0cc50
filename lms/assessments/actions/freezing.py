"""Writes of forms: draw them from the bank, freeze them as a version."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from lms.assessments import drafts, drawing, errors, queries
from lms.assessments.models import Form, FormQuestion
from lms.core import audit, programmes
from lms.core.languages import Language
from lms.people.models import User
from lms.questionnaires.models import Question, QuestionWording


@transaction.atomic
def draw_first_forms(*, programme_code: str, by: User | None = None) -> list[Form]:
    """Draw and freeze forms A and B where the newest ones do not fill the blueprint and the bank can; else nothing.

    The seed is fixed, so that every installation starts with the same forms.
    """
    blueprint = programmes.get(programme_code).blueprint
    newest = queries.newest_form(programme_code, "A")
    if newest and newest.places.count() >= blueprint.size:
        return []
    bank = drafts.candidates(programme_code)
    if drawing.gaps(blueprint, bank, forms=2):
        return []
    plan = drafts.Plan(programme_code, forms=2, seed=1)
    return freeze_draft(plan=plan, digest=drafts.draft_of(plan).digest, by=by)


@transaction.atomic
def freeze_draft(*, plan: drafts.Plan, digest: str, by: User | None) -> list[Form]:
    """Freeze the forms that somebody looked at; `digest` is theirs. Refused where the plan now draws others.

    A second call, such as a second click, answers the forms of the first.
    """
    hold_bank(plan.programme_code)
    newest = newest_forms(plan)
    if drafted_as(plan, newest).digest == digest:
        return newest
    draft = drafts.draft_of(plan)
    if draft.digest != digest:
        raise errors.BankHasChanged
    return freeze_forms(
        programme_code=plan.programme_code, letters=draft.letters, anchors=draft.anchors, seed=plan.seed, by=by
    )


def newest_forms(plan: drafts.Plan) -> list[Form]:
    """What stands of the letters that the plan draws."""
    found = [queries.newest_form(plan.programme_code, letter) for letter in drawing.LETTERS[: plan.forms]]
    return [form for form in found if form]


def drafted_as(plan: drafts.Plan, forms: Iterable[Form]) -> drafts.Draft:
    """The draft that would freeze these very forms."""
    letters = {form.letter: queries.codes_on(form) for form in forms}
    anchors = FormQuestion.objects.filter(form__in=forms, is_anchor=True).values_list("form__letter", "question__code")
    by_letter = {letter: {code for own, code in anchors if own == letter} for letter in letters}
    return drafts.Draft(plan, letters, by_letter)


def hold_bank(programme_code: str) -> None:
    """Two freeze: the second waits, before there is any form as well. Nobody retires a question meanwhile."""
    questions = Question.objects.filter(programme_code=programme_code).order_by("pk")
    list(questions.select_for_update(no_key=True).values_list("pk"))


@transaction.atomic
def freeze_forms(
    *,
    programme_code: str,
    letters: Mapping[str, Sequence[str]],
    by: User | None = None,
    seed: int | None = None,
    anchors: Mapping[str, set[str]] | None = None,
) -> list[Form]:
    """Freeze the forms given as `{"A": [question codes]}`; a new version only where the list differs from the newest.

    Returns the forms that were made, all of one version; a second call with the same lists makes none. Raises the
    refusal that names the questions which may not stand there.
    """
    standing = newest_codes(programme_code)
    check(programme_code, {**standing, **letters}, changed=letters)
    made = {letter: codes for letter, codes in sorted(letters.items()) if list(codes) != standing.get(letter)}
    version = next_version(programme_code, made)
    forms = [Form(programme_code=programme_code, letter=letter, version=version, seed=seed) for letter in made]
    for form in forms:
        form.save()
        write_places(form, made[form.letter], (anchors or {}).get(form.letter, set()))
        audit.record(form, "assessments.freeze", by=by, codes=list(made[form.letter]))
    return forms


def newest_codes(programme_code: str) -> dict[str, list[str]]:
    """`{letter: codes in order}` of the newest versions."""
    forms = {letter: queries.newest_form(programme_code, letter) for letter in Form.Letter.values}
    return {letter: queries.codes_on(form) for letter, form in forms.items() if form}


def next_version(programme_code: str, letters: Iterable[str]) -> int:
    forms = Form.objects.filter(programme_code=programme_code, letter__in=list(letters))
    return (forms.aggregate(Max("version"))["version__max"] or 0) + 1


def write_places(form: Form, codes: Sequence[str], anchors: set[str]) -> None:
    questions = Question.objects.in_bulk(codes, field_name="code")
    FormQuestion.objects.bulk_create(
        FormQuestion(form=form, question=questions[code], position=position, is_anchor=code in anchors)
        for position, code in enumerate(codes, start=1)
    )


def check(programme_code: str, letters: Mapping[str, Sequence[str]], *, changed: Iterable[str]) -> None:
    """Refuse what may not stand on the changed letters; `letters` are all that will be the newest."""
    new = list(chain.from_iterable(letters[letter] for letter in changed))
    questions = facts_of([*new, *chain.from_iterable(letters.values())])
    refuse(errors.UnknownQuestions, (code for code in new if code not in questions))
    refuse(errors.QuestionsDoubled, chain.from_iterable(more_than_once(letters[letter]) for letter in changed))
    scored = [code for codes in letters.values() for code in set(codes) if questions[code].is_scored]
    refuse(errors.FormsOverlap, sorted(set(more_than_once(scored)) & set(new)))
    for refusal, is_wrong in rules(programme_code).items():
        refuse(refusal, (code for code in new if is_wrong(questions[code])))


def rules(programme_code: str) -> dict:
    """`{refusal: what makes a question wrong}`."""
    states = Question.State
    found = {
        errors.QuestionsOfAnotherProgramme: lambda question: question.programme_code != programme_code,
        errors.QuestionsRetired: lambda question: question.state == states.RETIRED,
        errors.QuestionsWithoutEnglish: lambda question: not question.has_english,
    }
    if not settings.ALLOW_UNREVIEWED:
        found[errors.QuestionsNotLive] = lambda question: question.state != states.LIVE
    return found


def facts_of(codes: Iterable[str]) -> dict[str, Question]:
    """`{code: question}`, each with `has_english`."""
    english = QuestionWording.objects.filter(question=OuterRef("pk"), language=Language.ENGLISH)
    rows = Question.objects.filter(code__in=set(codes)).annotate(has_english=Exists(english))
    return {row.code: row for row in rows}


def more_than_once(codes: Iterable[str]) -> list[str]:
    return [code for code, times in Counter(codes).items() if times > 1]


def refuse(refusal: type[errors.QuestionsRefused], codes: Iterable[str]) -> None:
    if found := list(codes):
        raise refusal(found)
