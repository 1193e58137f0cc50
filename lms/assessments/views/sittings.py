"""Sitting a test: start, one question a page, look over, hand in, result."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms.assessments import answering, clock, options, permissions, sitting
from lms.assessments.actions import sittings
from lms.assessments.forms import QuestionForm
from lms.assessments.models import Attempt
from lms.assessments.responses import LARGEST_TEXT, WrongShape
from lms.cohorts.models import Enrolment
from lms.core import languages
from lms.core.access import found_if
from lms.core.errors import Refused
from lms.core.saving import milliseconds


@login_required
@require_POST
def start(request, pk, phase):
    enrolments = Enrolment.objects.visible_to(request.user).select_related("cohort", "person")
    enrolment = get_object_or_404(enrolments, pk=pk)
    found_if(permissions.can_sit(request.user, enrolment))
    language = languages.current()
    started = sittings.start(enrolment=enrolment, phase=phase, language=language, by=request.user)
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
        return answer(request, mine, page, form)
    return show(request, mine, page, form)


def show(request, mine, page, form):
    context = {"form": form, "page": page, "limit": LARGEST_TEXT, "confidence_steps": sitting.CONFIDENCE_STEPS}
    return render(request, "assessments/question.html", {**context, **frame_of(mine)})


def answer(request, mine, page, form):
    """Save what was sent, then go on to the next question, or to the list before the end."""
    data = as_answered(page, form.cleaned_data)
    here = redirect("assessments:question", pk=mine.pk, position=page.position)
    if answering.is_empty(data) and data["confidence"]:
        form.add_error(None, _("Please answer the question too, not only how sure you are."))
        return show(request, mine, page, form)
    if not answering.is_empty(data) or (data["seen"] and page.can_be_emptied):
        try:
            save_page(request, mine, data)
        except Refused as refusal:
            messages.warning(request, refusal.message)
            return here
    if data["up"] or data["down"]:
        return redirect(f"{here['Location']}#answer")
    if page.next is None:
        return redirect("assessments:review", pk=mine.pk)
    return redirect("assessments:question", pk=mine.pk, position=page.next)


def as_answered(page, data):
    """With a moved step in its new place. An order that nobody touched is no answer yet."""
    order = sitting.moved(sitting.moved(data["order"], data["up"], -1), data["down"], 1)
    is_untouched = not data["seen"] and order == page.first_order
    sequence = data["sequence"] or max(milliseconds(timezone.now()), (data["seen"] or 0) + 1)
    return {**data, "position": page.position, "order": [] if is_untouched else order, "sequence": sequence}


def save_page(request, mine, data):
    try:
        sittings.save_answer(answering.draft_of(mine.pk, data, by=request.user), by=request.user)
    except Attempt.DoesNotExist as error:
        raise Http404 from error
    except WrongShape as error:
        raise BadRequest from error


@login_required
@require_GET
def review(request, pk):
    mine = own_attempt(request, pk)
    if mine.state != Attempt.State.OPEN:
        return redirect("assessments:result", pk=pk)
    steps = sitting.steps_of(mine)
    missing = [step.position for step in steps if not step.is_answered]
    context = {"steps": steps, "missing": missing, "answered": len(steps) - len(missing)}
    context |= {"is_overdue": is_overdue(mine), **frame_of(mine)}
    return render(request, "assessments/review.html", context)


@login_required
@require_POST
def hand_in(request, pk):
    sittings.hand_in(attempt=own_attempt(request, pk), by=request.user)
    return redirect("assessments:result", pk=pk)


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
        "person": options.person_mark(mine.enrolment.person_id),
        "token_cookie": settings.CSRF_COOKIE_NAME,
        "time_left": clock.words_left(mine.deadline_at, now),
        "now_ms": milliseconds(now),
        "deadline_ms": milliseconds(mine.deadline_at),
        "last_ms": clock.LAST_MINUTES * 60_000,
    }
