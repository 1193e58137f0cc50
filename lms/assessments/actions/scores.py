"""Writes of scores."""

from django.db import connection

from lms.assessments import marking, packing, queries, scoring
from lms.assessments.models import Attempt

HOLD = "SELECT 1 FROM assessments_form WHERE id = %s FOR SHARE"


def write_score(attempt: Attempt) -> scoring.Score:
    """Score the answers and pack them into the attempt's row, so that reports read one row an attempt.

    Where a trainer still has to mark open answers, the row keeps no points yet.
    """
    hold_keys(attempt.form_id)
    items, given = queries.items_on(attempt.form_id), queries.given_in(attempt)
    rule = attempt.enrolment.programme.pass_rule
    score = scoring.score(items, given.answers, rule, given.points)
    Attempt.objects.filter(pk=attempt.pk).update(
        **packed(items, score), **rated(items, given.ratings), **verdict(attempt, score)
    )
    return score


def rated(items: list[scoring.Item], ratings: dict[str, int]) -> dict:
    """The column of confidence: never part of the score."""
    return {"item_confidence": packing.pack_ratings(ratings.get(item.code) for item in items)}


def hold_keys(form_id: int) -> None:
    """Until the transaction ends no key of this form changes; scores never wait for each other.

    Whoever locks an attempt that has ended calls this first: a re-keying locks in the same order.
    """
    if connection.features.has_select_for_update:
        with connection.cursor() as cursor:
            cursor.execute(HOLD, [form_id])


def verdict(attempt: Attempt, score: scoring.Score) -> dict:
    return verdict_columns(score, score.is_passed if attempt.phase == Attempt.Phase.POST else None)


def verdict_columns(score: scoring.Score, is_passed: bool | None) -> dict:
    """The columns of the result: empty until everything is marked."""
    if score.awaits_marks:
        return {"points": None, "max_points": None, "serious_harm_count": None, "is_passed": None}
    return {
        "points": score.points,
        "max_points": score.max_points,
        "serious_harm_count": score.serious_harm_count,
        "is_passed": is_passed,
    }


def packed(items: list[scoring.Item], score: scoring.Score) -> dict:
    """The columns that reports read; words of open answers stay out of them."""
    marks = [score.marks[item.code] for item in items]
    letters = [
        packing.SEVERAL if item.key.kind == marking.OPEN and mark.answer else mark.answer
        for item, mark in zip(items, marks, strict=True)
    ]
    return {
        "packed_answers": {
            "answers": {
                item.code: [answer, mark.points, mark.key_version]
                for item, mark, answer in zip(items, marks, letters, strict=True)
            },
            "competencies": score.competencies,
        },
        "item_points": packing.pack_points(mark.points for mark in marks),
        "item_choices": packing.pack_choices(letters),
    }
