"""Signing in by a code card, and opening an invitation."""

from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url, perform_login
from allauth.core import ratelimit
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from lms.core.errors import Refused
from lms.people import actions, queries
from lms.people.forms import CardForm, ConsentsForm, InvitationForm


@sensitive_post_parameters("code")
@never_cache
def card(request):
    """One answer for unknown, replaced and closed codes; wrong tries are counted per address."""
    if request.user.is_authenticated:
        return redirect("dashboards:my")
    if not may_try(request):
        return ratelimit.respond_429(request)
    form = CardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = queries.person_with_code(form.cleaned_data["code"])
        if person:
            return sign_in_by_card(request, person)
        ratelimit.consume(request, action="card_failed")
        form.add_error("code", _("This code does not open an account. Check it, or ask your trainer for a new card."))
    context = {"form": form, "next": get_next_redirect_url(request) or ""}
    return render(request, "people/card.html", context)


def may_try(request) -> bool:
    """Whether this address may try a code now: after too many wrong ones even a right one waits."""
    return ratelimit.consume(request, action="card") and ratelimit.consume(request, action="card_failed", dry_run=True)


def sign_in_by_card(request, person):
    """Through allauth's own door, so that the second factor applies; a card needs no e-mail."""
    record_authentication(request, person, method="card")
    return perform_login(
        request,
        person,
        email_verification=EmailVerificationMethod.NONE,
        redirect_url=get_next_redirect_url(request),
    )


@sensitive_post_parameters("password")
@never_cache
def invitation(request, token):
    """Opening the page uses nothing up; only choosing a password does."""
    found = queries.invitation_with(token)
    if found is None or not found.is_open:
        return render(request, "people/invitation_ended.html", status=404 if found is None else 410)
    form = InvitationForm(request.POST or None, person=found.person)
    consents_form = ConsentsForm(request.POST or None, answers=queries.answers_of(found.person))
    if request.method == "POST" and form.is_valid() and consents_form.is_valid():
        password, consents = form.cleaned_data["password"], consents_form.said_after_the_course
        try:
            person = actions.accept_invitation(invitation=found, password=password, consents=consents, by=found.person)
        except Refused:
            return render(request, "people/invitation_ended.html", status=410)
        record_authentication(request, person, method="invitation")
        return perform_login(request, person, email=person.email)
    context = {"form": form, "consents_form": consents_form, "person": found.person}
    return render(request, "people/invitation.html", context)
