"""Sitting a test: start, one question a page, look over, hand in, result."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms.assessments import actions, clock, errors, options, permissions, queries, sitting, standing
from lms.assessments import results as own_results
from lms.assessments.autosave import Draft
from lms.assessments.forms import QuestionForm, SaveForm
from lms.assessments.models import Attempt
from lms.cohorts.models import Cohort, Enrolment
from lms.core import display, languages
from lms.core.access import found_if
from lms.core.errors import Refused


@login_required
@require_POST
def start(request, pk, phase):
    enrolments = Enrolment.objects.visible_to(request.user).select_related("cohort", "person")
    enrolment = get_object_or_404(enrolments, pk=pk)
    found_if(permissions.can_sit(request.user, enrolment))
    language = languages.current()
    started = actions.start(enrolment=enrolment, phase=phase, language=language, by=request.user)
    if started.language != language:
        name = languages.OWN_NAMES[language]
        words = _("This test is not ready in this language yet: %(language)s. You take it in English.")
        messages.info(request, words % {"language": name})
    return redirect("assessments:attempt", pk=started.pk)


@login_required
@require_GET
def attempt(request, pk):
    """Go on where the person stopped: the first unanswered question."""
    mine = own_attempt(request, pk)
    if mine.state != Attempt.State.OPEN:
        return redirect("assessments:result", pk=pk)
    position = sitting.first_unanswered(sitting.steps_of(mine))
    if position is None or is_overdue(mine):
        return redirect("assessments:review", pk=pk)
    return redirect("assessments:question", pk=pk, position=position)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question(request, pk, position):
    mine = own_attempt(request, pk)
    if mine.state != Attempt.State.OPEN or is_overdue(mine):
        return redirect("assessments:attempt", pk=pk)
    page = sitting.question_page(mine, position)
    if page is None:
        raise Http404
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return answer(request, mine, page, form.cleaned_data)
    return render(request, "assessments/question.html", {"form": form, "page": page, **frame_of(mine)})


def answer(request, mine, page, data):
    """Save what was sent, then go on to the next question, or to the list before the end."""
    here = redirect("assessments:question", pk=mine.pk, position=page.position)
    if data["option"]:
        sequence = data["sequence"] or milliseconds(timezone.now())
        data = {"position": page.position, "option": data["option"], "sequence": sequence}
        try:
            actions.save_answer(draft_of(mine.pk, data), by=request.user)
        except Attempt.DoesNotExist as error:
            raise Http404 from error
        except Refused as refusal:
            messages.warning(request, refusal.message)
            return here
    if page.next is None:
        return redirect("assessments:review", pk=mine.pk)
    return redirect("assessments:question", pk=mine.pk, position=page.next)


@require_POST
def save(request, pk):
    """Autosave: three queries, the third of which both checks and writes."""
    if not request.user.is_authenticated:
        return JsonResponse({"message": _("You are signed out. Sign in again to save your answer.")}, status=403)
    form = SaveForm(sent(request))
    if not form.is_valid():
        return JsonResponse({"message": _("This answer cannot be saved.")}, status=400)
    try:
        sequence = actions.save_answer(draft_of(pk, form.cleaned_data), by=request.user)
    except Attempt.DoesNotExist:
        return JsonResponse({"message": _("This answer cannot be saved.")}, status=404)
    except errors.NewerAnswer as refusal:
        return JsonResponse({"message": refusal.message, "sequence": refusal.sequence}, status=409)
    except Refused as refusal:
        return JsonResponse({"message": refusal.message}, status=409)
    time = display.time_text(timezone.now(), country=request.user.country)
    return JsonResponse({"saved_at": _("Saved %(time)s") % {"time": time}, "sequence": sequence})


@login_required
@require_GET
def review(request, pk):
    mine = own_attempt(request, pk)
    if mine.state != Attempt.State.OPEN:
        return redirect("assessments:result", pk=pk)
    steps = sitting.steps_of(mine)
    answered = sum(step.is_answered for step in steps)
    context = {"steps": steps, "answered": answered, "is_overdue": is_overdue(mine), **frame_of(mine)}
    return render(request, "assessments/review.html", context)


@login_required
@require_POST
def hand_in(request, pk):
    actions.hand_in(attempt=own_attempt(request, pk), by=request.user)
    return redirect("assessments:result", pk=pk)


@login_required
@require_GET
def result(request, pk):
    mine = own_attempt(request, pk)
    if mine.state == Attempt.State.OPEN:
        return redirect("assessments:attempt", pk=pk)
    context = {"attempt": mine, "competencies": own_results.competency_rows(mine, mine.enrolment.programme)}
    if mine.phase == Attempt.Phase.PRE:
        return render(request, "assessments/result_pre.html", context)
    retake = own_results.retake_of(mine)
    context |= {"retake": retake, "reviews": own_results.reviews_of(mine, retake)}
    context["gain"] = queries.gain_of(mine.enrolment)
    return render(request, "assessments/result_post.html", context)


@login_required
@require_GET
def results(request, code):
    """A cohort's gain; points by name only for its own trainers."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), code=code)
    states = queries.states_of_cohort(cohort)
    context = {
        "cohort": cohort,
        "today": timezone.localdate(),
        "counts": standing.counts_of(states.values()),
        "gain": standing.gain_of_standings(states.values()),
        "competencies": standing.competency_gains(cohort.programme.competencies, states.values()),
    }
    if permissions.can_read_scores(request.user, cohort):
        context["people"] = queries.people_of(cohort, states)
    return render(request, "assessments/results.html", context)


def own_attempt(request, pk):
    attempts = Attempt.objects.visible_to(request.user).select_related("enrolment__cohort", "enrolment__person")
    return get_object_or_404(attempts, pk=pk)


def is_overdue(mine):
    return mine.deadline_at <= timezone.now()


def frame_of(mine):
    """What every page of an open sitting shows around its question."""
    now = timezone.now()
    return {
        "attempt": mine,
        "time_left": clock.words_left(mine.deadline_at, now),
        "now_ms": milliseconds(now),
        "deadline_ms": milliseconds(mine.deadline_at),
        "last_ms": clock.LAST_MINUTES * 60_000,
    }


def draft_of(pk, data):
    """The answer that was sent; an option that this attempt never gave out does not exist."""
    choice_id = options.choice_of(pk, data["option"])
    if choice_id is None:
        raise Attempt.DoesNotExist
    return Draft(pk, data["position"], choice_id, data["sequence"])


def sent(request):
    """The body as a mapping: a form's, or a JSON object's."""
    if request.content_type != "application/json":
        return request.POST
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):  # the second: thousands of brackets
        return {}
    return data if isinstance(data, dict) else {}


def milliseconds(moment):
    return int(moment.timestamp() * 1000)
