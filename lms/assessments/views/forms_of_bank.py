"""The forms of each programme: what stands, draw new ones, look at them, freeze them."""

from secrets import randbelow
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms.assessments import drafts, drawing, form_facts
from lms.assessments.actions import freezing
from lms.assessments.draw_form import FORMS_AT_LEAST, DrawForm, PlanForm
from lms.assessments.models import Form
from lms.core import programmes
from lms.core.access import found_if
from lms.core.errors import Refused
from lms.questionnaires.permissions import can_write


@login_required
@require_GET
def forms(request):
    found_if(can_write(request.user))
    versions = form_facts.versions_of(settings.PROGRAMMES)
    rows = [
        (programme, most_forms(programme), versions.get(programme.code, []))
        for programme in programmes.all_programmes()
    ]
    return render(request, "assessments/form_list.html", {"rows": rows, "trail": trail()})


@login_required
@require_GET
def form(request, pk):
    found_if(can_write(request.user))
    shown = get_object_or_404(Form, pk=pk)
    programme = programme_of(shown.programme_code)
    places = shown.places.order_by("position").values_list("question__code", "is_anchor")
    rows = form_facts.place_rows(
        programme, [code for code, _anchor in places], {code for code, is_anchor in places if is_anchor}
    )
    context = {
        "programme": programme,
        "row": form_facts.form_row(shown),
        "places": rows,
        "cells": form_facts.cells_of_form(programme, rows),
        "trail": trail(title_of(shown)),
    }
    return render(request, "assessments/form_detail.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def form_draw(request, programme):
    """Choose, then draw: a new seed each time; nothing is written before the forms are frozen."""
    found_if(can_write(request.user))
    chosen = programme_of(programme)
    most = most_forms(chosen)
    form = DrawForm(request.POST or None, programme_code=programme, most=most)
    if request.method == "POST" and form.is_valid():
        return redirect(preview_address(form.plan(randbelow(drafts.SEED_BELOW))))
    context = {
        "form": form,
        "programme": chosen,
        "most": most,
        "cells": form_facts.cells_of_bank(chosen, forms=max(most, FORMS_AT_LEAST)),
        "forms_shown": max(most, FORMS_AT_LEAST),
        "trail": trail(_("Draw new forms")),
    }
    return render(request, "assessments/form_draw.html", context)


@login_required
@require_GET
def form_preview(request, programme):
    """The forms of one seed, not frozen yet: the same each time until the bank changes."""
    found_if(can_write(request.user))
    chosen, plan = programme_of(programme), plan_of(request.GET, programme).made()
    draw_address = reverse("assessments:form_draw", args=[programme])
    try:
        draft = drafts.draft_of(plan)
    except Refused as refusal:
        messages.warning(request, refusal.message)
        return redirect(draw_address)
    context = {
        "programme": chosen,
        "draft": draft,
        "letters": [
            (letter, form_facts.place_rows(chosen, codes, draft.anchors.get(letter, set())))
            for letter, codes in draft.letters.items()
        ],
        "trail": trail(_("Drawn forms"), (draw_address, _("Draw new forms"))),
    }
    return render(request, "assessments/form_preview.html", context)


@login_required
@require_POST
def form_freeze(request, programme):
    found_if(can_write(request.user))
    programme_of(programme)
    form = plan_of(request.POST, programme)
    plan = form.made()
    try:
        made = freezing.freeze_draft(plan=plan, digest=form.cleaned_data["digest"], by=request.user)
    except Refused as refusal:
        messages.warning(request, refusal.message)
        return redirect("assessments:form_draw", programme)
    words = ngettext("%(count)s form is frozen.", "%(count)s forms are frozen.", len(made))
    messages.success(request, words % {"count": len(made)})
    return redirect("assessments:forms")


def plan_of(data, programme):
    """The choices in an address or a sent form; what nobody could have chosen does not exist."""
    form = PlanForm(data, programme_code=programme, most=len(drawing.LETTERS))
    if not form.is_valid():
        raise Http404
    return form


def programme_of(code):
    if code not in settings.PROGRAMMES:
        raise Http404
    return programmes.get(code)


def most_forms(programme):
    return drawing.most_forms(programme.blueprint, drafts.candidates(programme.code))


def preview_address(plan):
    query = [("number", plan.forms), ("seed", plan.seed), *(("extras", code) for code in plan.extras)]
    return f"{reverse('assessments:form_preview', args=[plan.programme_code])}?{urlencode(query)}"


def title_of(form):
    return _("Form %(letter)s, version %(version)s") % {"letter": form.letter, "version": form.version}


def trail(title="", *between):
    """From the bank to this page."""
    steps = [(reverse("questionnaires:bank"), _("Question bank")), (reverse("assessments:forms"), _("Forms"))]
    return [*steps, *between, ("", title)] if title else [*steps[:1], ("", _("Forms"))]
