"""The portfolio of one practice session: written by the candidate; its files, for whoever may see the session."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.tot import portfolio_queries as queries
from courses.tot.actions import portfolio as actions
from courses.tot.errors import PortfolioLocked
from courses.tot.portfolio import MAX_FILES
from courses.tot.portfolio_forms import PortfolioForm
from courses.tot.practice import portfolio_gaps
from lms.core import display
from lms.core.errors import Refused


@login_required
def portfolio(request, pk):
    """The candidate's own, to write in until it is locked."""
    session = get_object_or_404(queries.own_sessions(request.user), pk=pk)
    is_locked = queries.is_locked(session)
    form = PortfolioForm(request.POST or None, request.FILES or None, instance=session)
    if request.method == "POST":
        if is_locked:
            raise PortfolioLocked
        if form.is_valid() and store(request, form):
            return redirect("tot:portfolio", pk=pk)
        session.refresh_from_db()
    context = {
        "session": session,
        "form": form,
        "is_locked": is_locked,
        "gaps": portfolio_gaps(session),
        "files": list(session.files.all()),
        "most_files": MAX_FILES,
        "figures": [] if is_locked else queries.own_figures(request.user),
        "trail": [(reverse("tot:session", args=[pk]), session.title), ("", _("Portfolio"))],
    }
    return render(request, "tot/portfolio_form.html", context)


def store(request, form: PortfolioForm) -> bool:
    """What was written, then what the button asked for; False where that was refused, said at its field."""
    session, by = form.instance, request.user
    field = None
    try:
        actions.write_portfolio(session=session, by=by)
        if form.cleaned_data["file"]:
            field = "file"
            actions.add_file(session=session, file=form.cleaned_data["file"], by=by)
        if request.POST.get("figures", "").isdecimal() and len(request.POST["figures"]) < 10:
            field = "tested"
            actions.take_figures(session=session, cohort_id=int(request.POST["figures"]), by=by)
    except Refused as refusal:
        form.add_error(field, refusal.message)
        return False
    saved_at = display.time_text(timezone.now(), country=session.enrolment.country)
    messages.success(request, _("Saved at %(time)s.") % {"time": saved_at})
    return True


@login_required
def portfolio_file(request, pk):
    """Always a download, never shown inside the site; the browser may run nothing of it."""
    file = get_object_or_404(queries.files_visible_to(request.user), pk=pk)
    try:
        content = file.content.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, as_attachment=True, filename=file.name, content_type=file.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@login_required
def remove_file(request, pk):
    """Asked once more, then gone for good."""
    file = get_object_or_404(queries.own_files(request.user), pk=pk)
    if request.method == "POST":
        actions.remove_file(file=file, by=request.user)
        messages.success(request, _("The file is removed."))
        return redirect("tot:portfolio", pk=file.session_id)
    return render(request, "tot/portfolio_remove_file.html", {"file": file})
