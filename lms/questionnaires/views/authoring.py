"""Writing a question: its facts once, its words in several languages side by side."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lms.core.access import found_if
from lms.core.errors import Refused
from lms.questionnaires import desk as desks
from lms.questionnaires import standing, typed
from lms.questionnaires.actions import writing
from lms.questionnaires.desk import Desk, Sheet
from lms.questionnaires.models import Question
from lms.questionnaires.overview import overview_of
from lms.questionnaires.permissions import can_see_bank, can_write
from lms.questionnaires.rules import Fault
from lms.questionnaires.screen import screen_of

SAVE = "save"


def question_of(request, code) -> Question:
    """The question, for those who work in the bank; for everyone else it does not exist."""
    found_if(can_see_bank(request.user))
    reviewers = ("written_by", "content_reviewed_by", "harm_reviewed_by")
    return get_object_or_404(Question.objects.select_related(*reviewers), code=code)


def trail_to(words: str) -> list[tuple[str, str]]:
    return [(reverse("questionnaires:bank"), _("Question bank")), ("", words)]


def shown_in(request) -> list[str]:
    """The languages on the screen that was sent, or those to begin with."""
    sent = request.POST.getlist("shown") if request.method == "POST" else request.GET.getlist("language")
    return desks.columns_for(request.user, sent)


@login_required
def new(request):
    found_if(can_write(request.user))
    desk = desks.desk_for_new(request.user, desks.first_facts())
    shown = shown_in(request)
    if request.method != "POST":
        return show_new(request, desk, desks.saved_sheet(desk, shown))
    sheet = desks.typed_sheet(desk, request.POST, shown)
    wish = request.POST.get("do", SAVE)
    if wish != SAVE:
        sheet = desks.rearranged(sheet, wish, request.POST.getlist("language"))
        return show_new(request, desk, with_first_words(sheet))
    try:
        words = {code: sheet.words[code] for code in shown if code in sheet.words}
        question = writing.write_question(code=sheet.code, facts=sheet.facts, words=words, by=request.user)
    except writing.Faulty as refusal:
        return show_new(request, desk, sheet, faults=refusal.faults)
    except Refused as refusal:
        return show_new(request, desk, sheet, faults=[Fault("code", refusal.message)])
    messages.success(request, _("The question is saved as a draft."))
    return redirect(address_of(question, shown))


def with_first_words(sheet: Sheet) -> Sheet:
    """A question that becomes true or false gets its two options where nothing is typed there."""
    first = typed.first_words(sheet.facts.kind)
    filled = {
        code: replace(sheet.words[code], options=texts.options)
        for code, texts in first.items()
        if not sheet.words[code].options
    }
    return replace(sheet, words={**sheet.words, **filled})


def show_new(request, desk: Desk, sheet: Sheet, *, faults=()):
    facts = sheet.facts
    context = {
        "screen": screen_of(desk, sheet, faults),
        "proposed_code": standing.code_for(facts.programme_code, facts.competency),
        "trail": trail_to(_("New question")),
    }
    return render(request, "questionnaires/question_new.html", context, status=422 if faults else 200)


@login_required
def question(request, code):
    row = question_of(request, code)
    desk = desks.desk_for(request.user, row)
    shown = shown_in(request)
    if request.method != "POST":
        desk = desks.as_it_may_be_used(desk)
        return show(request, desk, desks.saved_sheet(desk, shown))
    sheet = desks.typed_sheet(desk, request.POST, shown)
    wish = request.POST.get("do", SAVE)
    if wish != SAVE:
        picked = request.POST.getlist("language")
        return show(request, desks.as_it_may_be_used(desk), desks.rearranged(sheet, wish, picked))
    found_if(desk.may_write_facts or bool(desk.editable))
    return save(request, desk, sheet)


def save(request, desk: Desk, sheet: Sheet):
    """Every refusal shows the screen again with everything that was typed."""
    try:
        changed = writing.change_question(question=desk.question, change=desks.change_on(desk, sheet), by=request.user)
    except writing.Faulty as refusal:
        return show(request, desk, sheet, faults=refusal.faults)
    except writing.ChangedMeanwhile as refusal:
        return show_both(request, desk, sheet, refusal)
    except Refused as refusal:
        messages.warning(request, refusal.message)
        return show(request, desk, sheet, status=409)
    messages.success(request, _("Saved") if changed else _("Nothing was changed."))
    return redirect(address_of(desk.question, sheet.shown))


def show_both(request, desk: Desk, sheet: Sheet, refusal: writing.ChangedMeanwhile):
    """What this person typed and what somebody else saved; saving again replaces the other."""
    versions = {name: version for name, version in desks.versions_of(desk).items() if name in refusal.parts}
    sheet = replace(sheet, collided=refusal.parts, versions={**sheet.versions, **versions})
    messages.warning(request, refusal.message)
    return show(request, desk, sheet, other=refusal.standing, status=409)


def show(request, desk: Desk, sheet: Sheet, *, faults=(), other=None, status=200):
    context = {
        "question": desk.question,
        "screen": screen_of(desk, sheet, faults, other),
        "overview": overview_of(request.user, desk),
        "trail": trail_to(desk.question.code),
    }
    return render(request, "questionnaires/question.html", context, status=422 if faults else status)


def address_of(row: Question, shown: list[str]) -> str:
    query = QueryDict(mutable=True)
    query.setlist("language", shown)
    return f"{reverse('questionnaires:question', args=[row.code])}?{query.urlencode()}"
