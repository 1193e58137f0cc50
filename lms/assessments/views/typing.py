"""Typing answers from paper: many sheets in a grid, or one sheet on a page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from lms.assessments.actions import papers as actions
from lms.assessments.models import Attempt
from lms.assessments.paper import queries, typed
from lms.assessments.paper.errors import ReasonMissing
from lms.assessments.paper.forms import CorrectionForm, DayForm
from lms.assessments.paper.letters import shown
from lms.assessments.views.papers import trail_below
from lms.cohorts.views.cohorts import cohort_of
from lms.core import codes
from lms.core.errors import Refused
from lms.core.paging import page_of

LONGEST_CODE = 20
DAY = "paper_day"  # the day typed last: the next sheets are mostly of the same day


@login_required
@require_http_methods(["GET", "POST"])
def grid(request, code, phase):
    """Every printed sheet as a row: those that wait take letters, those that are typed show them."""
    cohort = cohort_of(request, code)
    if "sheet" in request.GET:
        return to_sheet(request, cohort, phase)
    sheets = list(queries.sheets_of(cohort, phase))
    questions = queries.questions_on(sheet.form_id for sheet in sheets)
    page = page_of(sheets, request, size=typed.rows_a_page(questions))
    form = DayForm(posted(request), initial={"taken_on": request.session.get(DAY)})
    rows = rows_of(sent_or_shown(sheets, page, request.POST), questions, request.POST)
    if form.is_bound and has_all_sent(form, rows) and save_rows(request, form, rows):
        return redirect(request.get_full_path())
    context = {
        "cohort": cohort,
        "phase": Attempt.Phase(phase),
        "form": form,
        "page": page,
        "rows": rows,
        "faulty": [row for row in rows if row.has_fault],
        "positions": range(1, max((len(found) for found in questions.values()), default=0) + 1),
        "has_waiting": any(not row.sheet.attempt_id for row in rows),
        "trail": trail_below(cohort, _("Type answers")),
    }
    return render(request, "assessments/paper_grid.html", context)


def to_sheet(request, cohort, phase):
    """The page of the sheet whose code was typed or read by a scanner."""
    wanted = codes.plain(request.GET["sheet"][:LONGEST_CODE])
    if queries.sheets_of(cohort, phase).filter(code=wanted).exists():
        return redirect("assessments:paper_sheet", code=cohort.code, phase=phase, sheet=wanted)
    messages.warning(request, _("No sheet of this cohort has this code."))
    return redirect("assessments:paper_grid", code=cohort.code, phase=phase)


def sent_or_shown(sheets, page, post):
    """What was sent stays together, though new sheets may have moved the pages meanwhile."""
    sent = typed.codes_in(post)
    return [sheet for sheet in sheets if sheet.code in sent] or list(page)


def rows_of(sheets, questions, post):
    saved = queries.typed_cells([sheet.attempt_id for sheet in sheets if sheet.attempt_id])
    return [row_in(sheet, questions[sheet.form_id], saved.get(sheet.attempt_id, {}), post) for sheet in sheets]


def row_in(sheet, questions, saved, post):
    """A sheet that a colleague typed meanwhile is read as it was sent here: the rules say whether it differs."""
    row = typed.as_typed(sheet, questions, post)
    return typed.as_saved(sheet, questions, saved) if sheet.attempt_id and row.is_empty else row


def has_all_sent(form, rows) -> bool:
    """False where answers came for a sheet that is not here any more: its person has left the cohort."""
    if typed.codes_filled_in(form.data) <= {row.sheet.code for row in rows}:
        return True
    form.add_error(None, _("No sheet of this cohort has this code."))
    return False


def save_rows(request, form, rows) -> bool:
    """All rows in which something was typed, or none of them."""
    sent = typed.codes_filled_in(form.data)
    filled = [row for row in rows if row.sheet.code in sent]
    if not filled and form.is_valid():
        form.add_error(None, _("Please type the answers of one sheet at least."))
    if not form.is_valid():
        return False
    find_refused(filled, form.cleaned_data["taken_on"], request.user)
    if any(row.has_fault for row in filled):
        return False
    try:
        done = actions.type_sheets(
            entries=[row.entry(form.cleaned_data["taken_on"]) for row in filled], by=request.user
        )
    except Refused as refusal:  # somebody typed or started a test meanwhile
        form.add_error(None, refusal.message)
        return False
    request.session[DAY] = form.cleaned_data["taken_on"].isoformat()
    say_done(request, done.created, sum(row.missing for row in filled))
    return True


def find_refused(rows, taken_on, by):
    for row in rows:
        try:
            actions.would_change(row.entry(taken_on), by=by)
        except Refused as refusal:
            row.fault = refusal.message


def say_done(request, created, missing):
    words = ngettext("%(count)s sheet was saved.", "%(count)s sheets were saved.", created) % {"count": created}
    if missing:
        without = ngettext("%(count)s question has no answer.", "%(count)s questions have no answer.", missing)
        words = f"{words} {without % {'count': missing}}"
    messages.success(request, words)


@login_required
@require_http_methods(["GET", "POST"])
def sheet(request, code, phase, sheet):
    """One sheet: typed for the first time, or typed again to correct it."""
    cohort = cohort_of(request, code)
    mine = get_object_or_404(queries.sheets_of(cohort, phase), code=sheet)
    answer = again if mine.attempt_id else first_time
    return answer(request, cohort, mine)


def posted(request):
    return request.POST if request.method == "POST" else None


def first_time(request, cohort, mine):
    form = DayForm(posted(request), initial={"taken_on": request.session.get(DAY)})
    row = row_of(mine, posted(request))
    if form.is_bound and save_rows(request, form, [row]):
        return redirect(next_address(cohort, mine))
    return show_sheet(request, cohort, form, row)


def next_address(cohort, mine):
    """The next sheet by name that waits, else the list of all."""
    waiting = queries.sheets_of(cohort, mine.phase).filter(attempt=None)
    name = mine.enrolment.person.full_name
    following = waiting.filter(enrolment__person__full_name__gte=name).exclude(pk=mine.pk).first() or waiting.first()
    if following is None:
        return reverse("assessments:paper_grid", args=[cohort.code, mine.phase])
    return reverse("assessments:paper_sheet", args=[cohort.code, mine.phase, following.code])


def again(request, cohort, mine):
    """What differs is shown first; it is replaced only with a reason."""
    form = CorrectionForm(posted(request), initial={"taken_on": actions.taken_on(mine)})
    row = row_of(mine, posted(request))
    changes = []
    if form.is_bound and row.is_empty:
        form.add_error(None, _("Please type the answers of one sheet at least."))
    elif form.is_bound and form.is_valid() and not row.has_fault:
        changes = changes_in(mine, row)
        if "replace" in request.POST and replace_answers(request, form, row):
            return redirect("assessments:paper_grid", code=cohort.code, phase=mine.phase)
    return show_sheet(request, cohort, form, row, changes=changes)


def changes_in(mine, row):
    """[(number, as it stands, as it is typed now)]"""
    found = actions.differences(mine, row.read)
    return [(question.position, shown(before, question), shown(after, question)) for question, before, after in found]


def replace_answers(request, form, row) -> bool:
    entry, reason = row.entry(form.cleaned_data["taken_on"]), form.cleaned_data["reason"]
    try:
        has_changed = actions.correct_sheet(entry=entry, reason=reason, by=request.user)
    except ReasonMissing as refusal:
        form.add_error("reason", refusal.message)
        return False
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return False
    messages.success(request, _("The answers are replaced.") if has_changed else _("Nothing has changed."))
    return True


def row_of(mine, post):
    questions = queries.questions_on([mine.form_id])[mine.form_id]
    if post is not None:
        return typed.as_typed(mine, questions, post)
    saved = queries.typed_cells([mine.attempt_id]).get(mine.attempt_id, {}) if mine.attempt_id else {}
    return typed.as_saved(mine, questions, saved)


def show_sheet(request, cohort, form, row, *, changes=()):
    context = {
        "cohort": cohort,
        "form": form,
        "row": row,
        "sheet": row.sheet,
        "phase": Attempt.Phase(row.sheet.phase),
        "changes": changes,
        "is_checked": form.is_bound and form.is_valid() and not row.has_fault and not row.is_empty,
        "trail": trail_below(cohort, row.sheet.enrolment.person.full_name),
    }
    return render(request, "assessments/paper_sheet.html", context)
