"""Reads: forms, sittings and what they contain."""

from lms.assessments.entry import Sitting
from lms.assessments.models import Answer, Attempt, Form, FormQuestion
from lms.assessments.scoring import Item
from lms.cohorts.models import Enrolment
from lms.questionnaires.models import Choice


def newest_form(programme_code: str, letter: str) -> Form | None:
    return Form.objects.filter(programme_code=programme_code, letter=letter).order_by("-version").first()


def codes_on(form: Form | None) -> list[str] | None:
    """The codes of the form's questions in their order."""
    if form is None:
        return None
    return list(form.places.order_by("position").values_list("question__code", flat=True))


def attempts_of(enrolment: Enrolment) -> list[Attempt]:
    """Every sitting of one enrolment in the order of its start."""
    return list(Attempt.objects.filter(enrolment=enrolment).select_related("form").order_by("started_at", "number"))


def sittings_of(enrolment: Enrolment) -> list[Sitting]:
    return [
        Sitting(attempt.phase, attempt.form.letter, attempt.state, attempt.is_passed, attempt.submitted_at)
        for attempt in attempts_of(enrolment)
    ]


def rank_of(enrolment: Enrolment) -> int:
    """The enrolment's place, from 0, among those of the same cohort and country."""
    return Enrolment.objects.filter(
        cohort=enrolment.cohort_id, person__country=enrolment.person.country, pk__lt=enrolment.pk
    ).count()


def answer_at(attempt: Attempt, position: int) -> Answer | None:
    places = FormQuestion.objects.filter(form=attempt.form_id, position=position)
    return Answer.objects.filter(attempt=attempt, question__in=places.values("question")).first()


def is_choice_at(attempt: Attempt, position: int, choice_id: int) -> bool:
    return Choice.objects.filter(
        pk=choice_id, question__places__form=attempt.form_id, question__places__position=position
    ).exists()


def items_on(form_id: int) -> list[Item]:
    """The form's questions with their keys: for scoring only."""
    places = FormQuestion.objects.filter(form=form_id).order_by("position").select_related("question")
    return [item_of(place.question) for place in places.prefetch_related("question__choices")]


def item_of(question) -> Item:
    choices = question.choices.all()
    return Item(
        code=question.code,
        competency=question.competency,
        key=next((choice.letter for choice in choices if choice.is_key), ""),
        serious_harm=frozenset(choice.letter for choice in choices if choice.is_serious_harm),
        key_version=question.key_version,
    )


def letters_of(attempt: Attempt) -> dict[str, str]:
    """`{question code: letter chosen}`."""
    return dict(Answer.objects.filter(attempt=attempt).values_list("question__code", "choice__letter"))
