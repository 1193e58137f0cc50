"""Calibration: an observer scores described lessons and sees the distance from the agreed marks."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.tot import calibration, rubric
from courses.tot import calibration_queries as queries
from courses.tot.actions.calibration import score_lesson
from courses.tot.calibration_forms import CalibrationForm
from lms.core import languages
from lms.core.access import found_if
from lms.core.telling import accepted


@login_required
def overview(request):
    """Until when the own calibration counts, and which lesson to score next."""
    found_if(request.user.is_observer)
    tries, today = queries.tries_of(request.user), timezone.localdate()
    lessons = calibration.lessons(languages.current())
    context = {
        "standing": queries.standing_of(request.user, tries),
        "next_lesson": lessons.get(calibration.next_code(tries, today)),
        "rows": [row_of(lesson, tries, today) for lesson in lessons.values()],
        "trail": trail_to(_("Calibration")),
    }
    return render(request, "tot/calibration_list.html", context)


def row_of(lesson: calibration.Lesson, tries: list, today) -> dict:
    return {
        "lesson": lesson,
        "latest": next((row for row in tries if row.lesson_code == lesson.code), None),
        "may_score": calibration.may_score(tries, lesson.code, today),
        "again_on": calibration.again_on(tries, lesson.code),
    }


@login_required
def lesson(request, code):
    """Read and score; from then on, and until it may be scored again, the result."""
    found_if(request.user.is_observer)
    described = lesson_or_404(code)
    tries = queries.tries_of(request.user)
    if request.method == "GET" and not calibration.may_score(tries, code, timezone.localdate()):
        return result(request, described, tries)
    form = CalibrationForm(request.POST or None)

    def score():
        score_lesson(code=code, scores=form.scores, by=request.user)

    if request.method == "POST" and form.is_valid() and accepted(form, score):
        return redirect("tot:calibration_lesson", code=code)
    context = {
        "lesson": described,
        "form": form,
        "rubric_language": rubric.criteria(languages.current())[0].language,
        "trail": trail_to(described.title, under_list=True),
    }
    return render(request, "tot/calibration_lesson.html", context)


def result(request, described: calibration.Lesson, tries: list):
    row = next(each for each in tries if each.lesson_code == described.code)
    context = {
        "lesson": described,
        "row": row,
        "lines": queries.lines_of(row, described),
        "again_on": calibration.again_on(tries, described.code),
        "next_lesson": calibration.lessons(languages.current()).get(calibration.next_code(tries, timezone.localdate())),
        "trail": trail_to(described.title, under_list=True),
    }
    return render(request, "tot/calibration_result.html", context)


def lesson_or_404(code: str) -> calibration.Lesson:
    lessons = calibration.lessons(languages.current())
    if code not in lessons:
        raise Http404
    return lessons[code]


@login_required
def observers(request):
    """Administrators: every observer's last result, by country."""
    found_if(request.user.is_administrator)
    countries = queries.observers()
    late = sum(not row.is_current for rows in countries.values() for row in rows)
    return render(request, "tot/calibration_observers.html", {"countries": countries, "late": late})


def trail_to(words: str, *, under_list: bool = False) -> list[tuple[str, str]]:
    above = [(reverse("tot:calibration"), _("Calibration"))] if under_list else []
    return [(reverse("tot:observations"), _("Observations")), *above, ("", words)]
