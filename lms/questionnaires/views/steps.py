"""The steps of a question, sign-offs and copies: one POST each."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lms.core.access import found_if
from lms.core.errors import Refused
from lms.core.telling import told
from lms.questionnaires import standing
from lms.questionnaires.actions import steps, wordings, writing
from lms.questionnaires.lifecycle import STEPS
from lms.questionnaires.overview import may_take
from lms.questionnaires.permissions import can_sign_off, can_write
from lms.questionnaires.views.authoring import question_of

TAKE = {
    "content_review": lambda row, post, by: steps.review_content(question=row, seen=post.get("seen", ""), by=by),
    "harm_review": lambda row, post, by: steps.review_harm(question=row, seen=post.get("seen", ""), by=by),
    "mark_piloted": lambda row, post, by: steps.mark_piloted(question=row, by=by),
    "put_live": lambda row, post, by: steps.put_live(question=row, by=by),
    "retire": lambda row, post, by: steps.retire(question=row, reason=post.get("reason", ""), by=by),
    "bring_back": lambda row, post, by: steps.bring_back(question=row, by=by),
}


@login_required
@require_POST
def step(request, code, step):
    row = question_of(request, code)
    if step not in STEPS:
        raise Http404
    found_if(may_take(request.user, row, STEPS[step], standing.writers_of(row)))

    def take():
        TAKE[step](row, request.POST, request.user)
        return _("Saved")

    told(request, take)
    return redirect("questionnaires:question", code=code)


@login_required
@require_POST
def sign_off(request, code, language):
    row = question_of(request, code)
    wording = get_object_or_404(row.wordings, language=language)
    found_if(can_sign_off(request.user, wording, standing.languages_written_by(request.user, row)))

    def sign():
        wordings.sign_off(wording=wording, seen=request.POST.get("seen", ""), by=request.user)
        return _("The words are signed off.")

    told(request, sign)
    return redirect("questionnaires:question", code=code)


@login_required
@require_POST
def copy(request, code):
    row = question_of(request, code)
    found_if(can_write(request.user))
    try:
        new = writing.copy_question(question=row, by=request.user)
    except Refused as refusal:
        messages.warning(request, refusal.message)
        return redirect("questionnaires:question", code=code)
    messages.success(request, _("This is a new draft with the same words. Change what is to be different."))
    return redirect("questionnaires:question", code=new.code)
