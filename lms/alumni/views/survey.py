"""The survey behind a personal link: no sign-in, no name, nothing written before the answers are sent."""

from functools import wraps

from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lms.alumni import actions
from lms.alumni.errors import AnsweredAlready, LinkEnded
from lms.alumni.forms.answers import AnswersForm
from lms.alumni.permissions import can_answer
from lms.alumni.queries import campaigns as queries
from lms.core import languages


def discreet(view):
    """Neither search engines nor other sites learn the address, and nothing of the page is kept.

    The page itself asks for `strict-origin` in a meta tag: under `no-referrer` a browser sends `Origin: null`
    with the answers, and Django's check against forged requests would refuse them.
    """

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped


@discreet
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, token):
    case = queries.case_with(token)
    language = language_of(request, case)
    with translation.override(language):
        response = answer_in(request, case, language)
    response["Content-Language"] = languages.HTML[language]
    return response


def language_of(request, case):
    """The language chosen on the page, else the person's, else the browser's."""
    chosen = request.GET.get("language")
    if chosen in languages.CODES:
        return chosen
    return case.person.language if case else languages.current()


def answer_in(request, case, language):
    if case is None:
        return said(request, _("We cannot find this page"), _("Please check that the address is complete."), 404)
    if request.method == "POST":
        return take(request, case, language)
    if case.answered_at:
        return said(request, _("Thank you"), _("Your answers are saved. You can close this page."), 200)
    if not can_answer(case):
        return ended(request)
    return questions(request, form_for(case))


def take(request, case, language):
    if not can_answer(case):
        return answered_before(request) if case.answered_at else ended(request)
    form = form_for(case, request.POST)
    if not form.is_valid():
        return questions(request, form)
    try:
        actions.answer(case=case, answers=form.answers(), language=language, by=None)
    except AnsweredAlready:
        return answered_before(request)
    except LinkEnded:
        return ended(request)
    return redirect(request.get_full_path())


def form_for(case, data=None):
    return AnswersForm(data, earliest=queries.earliest_change(case), modes=case.campaign.modes)


def questions(request, form):
    return render(request, "alumni/survey.html", {"form": form, "survey_languages": languages.OWN_NAMES})


def answered_before(request):
    return said(request, _("Already answered"), AnsweredAlready().message, 409)


def ended(request):
    words = _("The time for answers is over. Thank you for your interest; you need not do anything.")
    return said(request, _("This link is no longer open"), words, 410)


def said(request, heading, words, status):
    context = {"heading": heading, "words": words, "survey_languages": languages.OWN_NAMES}
    return render(request, "alumni/survey_message.html", context, status=status)
