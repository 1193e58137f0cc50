"""The words of the invitation in each language, a look at them, and the page to which a test mail leads."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lms.alumni import wording
from lms.alumni.actions.planning import drop_text, save_text
from lms.alumni.forms.answers import OTHER_SOURCES, AnswersForm
from lms.alumni.forms.texts import TextForm
from lms.alumni.views.planning import of_draft, page, posted
from lms.alumni.views.survey import discreet, language_of, said
from lms.core import languages

EXAMPLE_DAYS = 30


@of_draft
def texts(request, found):
    lines = [(code, wording.invitation_words(found, code)[0], code in found.texts) for code in languages.CODES]
    return page(request, found, "texts", lines=lines)


@of_draft
def text(request, found, language):
    if language not in languages.CODES:
        raise Http404
    subject, body = wording.invitation_words(found, language)
    form = TextForm(posted(request), initial={"subject": subject, "body": body}, language=language)
    if form.is_valid():
        save_text(campaign=found, language=language, by=request.user, **form.texts())
        messages.success(request, _("Saved"))
        return redirect("alumni:plan_text", code=found.code, language=language)
    context = {"form": form, "language": language, "is_own": language in found.texts, **example_of(found, language)}
    return page(request, found, "texts", template="alumni/plan_text.html", **context)


def example_of(found, language):
    """The mail as a person would read it."""
    link = f"https://…{reverse('survey:answer', args=['x' * 8])}"
    last_day = min(max(timezone.localdate(), found.opens_on) + timedelta(days=EXAMPLE_DAYS), found.closes_on)
    subject, body = wording.invitation(found, language, link=link, last_day=last_day)
    return {"subject": subject, "body": body}


@require_POST
@of_draft
def house_words(request, found, language):
    if language not in languages.CODES:
        raise Http404
    drop_text(campaign=found, language=language, by=request.user)
    messages.success(request, _("The words of the house are used again."))
    return redirect("alumni:plan_text", code=found.code, language=language)


@discreet
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def trial(request):
    """The questions as people asked see them; whatever is sent is thrown away."""
    language = language_of(request, None)
    with translation.override(language):
        response = trial_in(request)
    response["Content-Language"] = languages.HTML[language]
    return response


def trial_in(request):
    form = AnswersForm(posted(request), earliest=None, modes=list(OTHER_SOURCES.values()))
    if form.is_valid():
        return said(request, _("This was a test"), _("Your answers were not saved. You can close this page."), 200)
    return render(request, "alumni/survey_trial.html", {"form": form, "survey_languages": languages.OWN_NAMES})
