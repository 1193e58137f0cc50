"""Pages of the courses, finishing a lesson, and action plans."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lms.cohorts.models import Cohort, Enrolment
from lms.core import languages
from lms.core.access import found_if
from lms.learning import actions, contents, permissions, queries, serving
from lms.learning.forms import ActionPlanForm, FinishForm
from lms.learning.models import ActionPlan


@require_safe
def home(request):
    return serving.answer(request, "")


@require_safe
def courses(request):
    return serving.answer(request, "courses/")


@require_safe
def page(request, path):
    return serving.answer(request, f"courses/{path}/")


@require_safe
def help_page(request):
    return render(request, "learning/help.html")


@require_safe
def privacy(request):
    return render(request, "learning/privacy.html")


@login_required
@require_POST
def finish(request):
    form = FinishForm(request.POST)
    lesson = form.is_valid() and contents.lesson_by_key(form.cleaned_data["lesson"], languages.current())
    if not lesson or not lesson.is_written:
        raise Http404
    if not permissions.can_finish_lessons(request.user):
        messages.info(request, _("You are in no course yet. Once your trainer enrols you, your progress is kept."))
        return redirect(lesson.url)
    actions.finish_lesson(person=request.user, lesson=lesson, by=request.user)
    return redirect(after(lesson))


def after(lesson) -> str:
    """The next lesson, or the programme's page after the last."""
    programme = contents.outline(languages.current()).programmes[lesson.programme_code]
    _before, following = programme.neighbours(lesson.key)
    return following.url if following else programme.url


@login_required
def plan(request, enrolment):
    enrolment = get_object_or_404(
        Enrolment.objects.visible_to(request.user).active().select_related("cohort"), pk=enrolment, person=request.user
    )
    standing = queries.plan_of(enrolment)
    form = ActionPlanForm(request.POST or None, instance=standing)
    if request.method == "POST" and form.is_valid():
        actions.write_plan(enrolment=enrolment, words=form.cleaned_data, by=request.user)
        messages.success(request, _("Your action plan is saved. Your trainer reads it next."))
        return redirect("learning:plan", enrolment.pk)
    trail = [(reverse("dashboards:my"), _("My learning")), ("", _("Action plan"))]
    words = {"form": form, "plan": standing, "enrolment": enrolment, "trail": trail}
    return render(request, "learning/plan_edit.html", words)


@login_required
@require_safe
def plans(request, code):
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), code=code)
    rows = list(queries.plans_of_cohort(cohort))
    waiting = sum(row.accepted_at is None for row in rows)
    trail = [
        (reverse("cohorts:list"), _("Cohorts")),
        (reverse("dashboards:cohort", args=[cohort.code]), cohort.title),
        ("", _("Action plans")),
    ]
    words = {"cohort": cohort, "plans": rows, "waiting": waiting, "trail": trail}
    return render(request, "learning/plan_list.html", words)


@login_required
@require_POST
def accept_plan(request, code, pk):
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), code=code)
    standing = get_object_or_404(
        ActionPlan.objects.visible_to(request.user).select_related("enrolment__cohort"), pk=pk, enrolment__cohort=cohort
    )
    found_if(permissions.can_accept_plan(request.user, standing))
    if actions.accept_plan(plan=standing, by=request.user):
        messages.success(request, _("The plan is accepted."))
    return redirect("learning:plans", cohort.code)
