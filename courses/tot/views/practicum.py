"""The candidate's screens: the checklist, the candidacy, the lessons taught and what observers wrote about them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.tot import queries, trainer_code
from courses.tot.actions import observing
from courses.tot.actions import practicum as actions
from courses.tot.forms import CandidacyForm, ReplyForm, SessionForm
from courses.tot.models import Observation, PracticeSession
from courses.tot.permissions import can_add_session, can_change_session, can_observe, can_remove_session
from courses.tot.requirements.entry import candidacy_of
from lms.cohorts.models import Enrolment
from lms.core import languages
from lms.core.access import found_if
from lms.core.telling import accepted


@login_required
@require_safe
def own(request):
    """The way in: straight to the only practicum, or a choice."""
    practica = list(queries.own_practica(request.user))
    if len(practica) == 1:
        return redirect("tot:practicum_of", enrolment=practica[0].pk)
    return render(request, "tot/practicum_own.html", {"practica": practica})


@login_required
@require_safe
def practicum(request, enrolment):
    row = get_object_or_404(queries.practica_visible_to(request.user), pk=enrolment)
    requirements = row.programme.requirements(row)
    context = {
        "enrolment": row,
        "requirements": requirements,
        "step": next_step(requirements),
        "lessons": queries.lessons_of(row, request.user),
        "is_own": row.person_id == request.user.pk,
        "may_add": can_add_session(request.user, row),
        "trail": trail_to(request, row),
    }
    return render(request, "tot/practicum.html", context)


def next_step(requirements):
    """The first thing that the candidate can do; then what there is to wait for; nothing when all is met."""
    open_ones = [row for row in requirements if not row.is_met]
    return next((row for row in open_ones if not row.is_waiting), open_ones[0] if open_ones else None)


@login_required
def candidacy(request, enrolment):
    row = get_object_or_404(queries.own_practica(request.user), pk=enrolment)
    stored = candidacy_of(row)
    code = trainer_code.code(languages.current())
    initial = {"is_agreed": stored.code_version == code.version}
    form = CandidacyForm(request.POST or None, instance=stored, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.apply(enrolment=row, details=form.details, is_agreed=form.cleaned_data["is_agreed"], by=request.user)
        messages.success(request, _("Saved"))
        return redirect("tot:practicum_of", enrolment=enrolment)
    context = {"form": form, "code": code, "trail": trail_to(request, row, _("Candidacy"))}
    return render(request, "tot/candidacy_form.html", context)


@login_required
def session_new(request, enrolment):
    row = get_object_or_404(queries.active_candidates(), pk=enrolment)
    found_if(can_add_session(request.user, row))
    heading = _("Add a lesson")
    return session_form(request, PracticeSession(enrolment=row), heading, actions.add_session)


@login_required
def session_change(request, pk):
    row = get_object_or_404(queries.sessions_visible_to(request.user), pk=pk)
    found_if(can_change_session(request.user, row) and not row.signed)
    return session_form(request, row, _("Change this lesson"), actions.change_session)


def session_form(request, row: PracticeSession, heading: str, act):
    form = SessionForm(request.POST or None, instance=row)

    def store():
        act(session=form.instance, by=request.user)

    if request.method == "POST" and form.is_valid() and accepted(form, store):
        messages.success(request, _("Saved"))
        return redirect("tot:session", pk=form.instance.pk)
    context = {"form": form, "heading": heading, "trail": trail_to(request, row.enrolment, heading)}
    return render(request, "tot/session_form.html", {**context, "person": row.enrolment.person})


@login_required
@require_POST
def session_remove(request, pk):
    row = get_object_or_404(queries.sessions_visible_to(request.user), pk=pk)
    found_if(can_remove_session(request.user, row))
    actions.remove_session(session=row, by=request.user)
    messages.success(request, _("The lesson is removed."))
    return redirect(home_of(request, row.enrolment))


@login_required
@require_safe
def session(request, pk):
    """One lesson with what observers signed about it, as far as this reader may know it."""
    row = get_object_or_404(queries.sessions_visible_to(request.user), pk=pk)
    is_own = row.enrolment.person_id == request.user.pk
    readable = queries.readable(row, request.user)
    files = list(row.files.all())
    context = {
        "session": row,
        "files": files,
        "lesson": queries.lesson_for(row, request.user),
        "observations": [(each, queries.scored(each.scores), reply_form(each, is_own)) for each in readable],
        "knows_result": len(readable) == len(row.signed),
        "is_own": is_own,
        "may_begin": can_observe(request.user, row),
        "may_change": can_change_session(request.user, row) and not row.signed,
        "may_remove": can_remove_session(request.user, row) and not row.observations.all() and not files,
        "trail": trail_to(request, row.enrolment, row.title),
    }
    return render(request, "tot/session.html", context)


def reply_form(observation: Observation, is_own: bool) -> ReplyForm | None:
    """For the candidate who has not countersigned yet."""
    return ReplyForm(prefix=f"observation-{observation.pk}") if is_own and observation.read_at is None else None


@login_required
@require_POST
def countersign(request, pk):
    about_me = Observation.objects.filter(enrolment__person=request.user).exclude(signed_at=None)
    row = get_object_or_404(about_me.select_related("enrolment"), pk=pk)
    form = ReplyForm(request.POST, prefix=f"observation-{pk}")
    if form.is_valid():
        observing.countersign(observation=row, reply=form.cleaned_data["reply"], by=request.user)
        messages.success(request, _("You have confirmed that you read this observation."))
    else:
        messages.error(request, _("Your answer could not be saved. Please write it again."))
    return redirect("tot:session", pk=row.session_id)


def home_of(request, enrolment: Enrolment) -> str:
    """The page that this reader comes from: the practicum, or the observer's list."""
    if queries.practica_visible_to(request.user).filter(pk=enrolment.pk).exists():
        return reverse("tot:practicum_of", args=[enrolment.pk])
    return reverse("tot:observations") if request.user.is_observer else reverse("dashboards:my")


def trail_to(request, enrolment: Enrolment, *words: str) -> list[tuple[str, str]]:
    home = home_of(request, enrolment)
    return [(home, _("Practicum")), *(("", word) for word in words)]
