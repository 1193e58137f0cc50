"""Correcting the key of a question that people have met."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from lms.assessments import permissions, rekeying
from lms.assessments.actions import rekeying as actions
from lms.assessments.decision_forms import RekeyForm
from lms.assessments.views.trails import bank_trail
from lms.core.access import found_if
from lms.core.languages import Language
from lms.core.telling import told
from lms.questionnaires import drafts, rules, typed
from lms.questionnaires.models import ChoiceWording, Question

WITH_A_KEY = {
    drafts.SINGLE_BEST: "one",
    drafts.TRUE_FALSE: "one",
    drafts.MULTIPLE: "several",
    drafts.SITUATIONAL: "worth",
    drafts.ORDERING: "order",
    drafts.MATCHING: "pairs",
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rekey(request, code):
    """First the marks, then what they would change, then the change."""
    found_if(permissions.can_rekey(request.user))
    question = get_object_or_404(Question, code=code, kind__in=WITH_A_KEY)
    standing = rekeying.marks_of(question)
    if request.method != "POST":
        return page(request, question, standing, RekeyForm(initial={"key_version": question.key_version}))
    marks = tuple(typed.mark_typed(request.POST, question.kind, mark.letter) for mark in standing)
    form = RekeyForm(request.POST)
    faults = rules.MARK_RULES[question.kind](marks)
    if faults or not form.is_valid():
        return page(request, question, marks, form, faults=faults)
    if "confirm" not in request.POST:
        is_same = marks == standing
        effect = None if is_same else rekeying.effect_of(question, marks)
        return page(request, question, marks, form, effect=effect, is_same=is_same)
    return confirmed(request, question, marks, form)


def confirmed(request, question, marks, form):
    def rekey():
        effect = actions.rekey(question=question, marks=marks, by=request.user, **form.cleaned_data)
        count = effect.rise + effect.fall
        words = ngettext(
            "The key is corrected. %(count)s test has a new score.",
            "The key is corrected. %(count)s tests have a new score.",
            count,
        )
        return words % {"count": count}

    told(request, rekey)
    return redirect("assessments:rekey", code=question.code)


def page(request, question, marks, form, **more):
    texts = ChoiceWording.objects.filter(choice__question=question, language=Language.ENGLISH)
    texts = dict(texts.values_list("choice__letter", "text"))
    targets = [(mark.letter, texts.get(mark.letter, "")) for mark in marks if mark.letter not in drafts.PROMPTS]
    context = {
        "question": question,
        "wording": question.wordings.filter(language=Language.ENGLISH).first(),
        "options": [(mark, texts.get(mark.letter, "")) for mark in marks],
        "targets": targets,
        "places": range(1, len(marks) + 1),
        "part": WITH_A_KEY[question.kind],
        "form": form,
        "is_met": bool(rekeying.forms_with(question)),
        "trail": bank_trail(question, _("Correct the key")),
        **more,
    }
    return render(request, "assessments/rekey.html", context)
