"""When a cohort meets, and who was there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lms.cohorts import actions, queries
from lms.cohorts.forms import AttendanceForm, SessionForm
from lms.cohorts.views.cohorts import cohort_of, trail_to


@login_required
def sessions(request, code):
    cohort = cohort_of(request, code)
    form = SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_session(
            cohort=cohort,
            title=form.cleaned_data["title"],
            starts_at=form.starts_at(cohort.country),
            length_minutes=form.cleaned_data["length_minutes"],
            by=request.user,
        )
        messages.success(request, _("Session added"))
        return redirect("cohorts:sessions", code=code)
    context = {
        "cohort": cohort,
        "sessions": queries.sessions_of(cohort),
        "form": form,
        "trail": trail_to(cohort, _("Sessions")),
    }
    return render(request, "cohorts/sessions.html", context)


@login_required
def attendance(request, code):
    cohort = cohort_of(request, code)
    context = {
        "cohort": cohort,
        "sessions": queries.sessions_of(cohort),
        "people": cohort.enrolments.active().count(),
        "trail": trail_to(cohort, _("Attendance")),
    }
    return render(request, "cohorts/attendance.html", context)


@login_required
def mark_attendance(request, code, session):
    cohort = cohort_of(request, code)
    session = get_object_or_404(cohort.sessions, pk=session)
    noted = queries.attendance_of(session)
    form = AttendanceForm(request.POST or None, enrolments=queries.people_of(cohort), attendance=noted)
    if request.method == "POST" and form.is_valid():
        save_marks(request, session, form)
        return redirect("cohorts:mark_attendance", code=code, session=session.pk)
    trail = trail_to(cohort, session.title)
    trail.insert(2, (reverse("cohorts:attendance", args=[code]), _("Attendance")))
    last = max(noted.values(), key=lambda row: row.marked_at, default=None)
    context = {"cohort": cohort, "session": session, "form": form, "last": last, "trail": trail}
    return render(request, "cohorts/mark_attendance.html", context)


def save_marks(request, session, form):
    if "everyone" in request.POST:
        actions.mark_all_present(session=session, by=request.user)
    else:
        actions.mark_attendance(session=session, marks=form.marks(), by=request.user)
    messages.success(request, _("Attendance saved"))
