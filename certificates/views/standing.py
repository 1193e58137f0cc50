"""The Task Force's register: every certificate of the country, one certificate, and what may happen to it."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from certificates import queries
from certificates.actions import standing
from certificates.forms import ReinstatementForm, RevocationForm, SuspensionForm
from certificates.models import Certificate, RevocationProposal
from certificates.permissions import can_change_standing, can_confirm_revocation, can_recommend, can_reissue
from certificates.renewals import may_renew_now
from lms.core.access import found_if
from lms.core.errors import Refused
from lms.core.paging import page_of
from lms.core.telling import accepted


@login_required
def issued(request):
    """Every certificate of the own country, newest first; of all countries for an administrator."""
    found_if(request.user.is_task_force_member or request.user.is_administrator)
    page = page_of(queries.issued_in_country(request.user), request)
    return render(request, "certificates/certificate_list.html", {"page": page})


@login_required
def certificate(request, pk):
    """One certificate: what it says, what happened to it, what this person may do."""
    found = certificate_found(request, pk)
    asked = open_request(found)
    context = {
        "certificate": found,
        "history": found.events.select_related("made_by"),
        "requests": found.revocation_proposals.select_related("proposed_by", "closed_by"),
        "open_request": asked,
        "ways": ways(request.user, found, is_asked_for=bool(asked)),
        "trail": trail(),
    }
    return render(request, "certificates/certificate_page.html", context)


def ways(user, found: Certificate, *, is_asked_for: bool) -> list[tuple[str, str]]:
    """`[(address, words)]` of what may be done now; nothing new comes of it while its revocation is asked for."""
    is_valid, is_suspended = found.is_valid_now, found.state == Certificate.State.SUSPENDED
    may_change, may_reissue = can_change_standing(user, found), can_reissue(user, found) and not is_asked_for
    may_renew = may_renew_now(found) and can_recommend(user, found.enrolment) and not is_asked_for
    offered = [
        ("renew", found.enrolment_id, _("Recommend for renewal"), may_renew),
        ("suspend", found.pk, _("Suspend"), may_change and is_valid),
        ("reinstate", found.pk, _("Make valid again"), may_change and is_suspended),
        ("correct", found.pk, _("Correct the name"), may_reissue and is_valid),
        ("transfer", found.pk, _("Transfer to another country"), may_reissue and is_valid and found.kind == "trainer"),
        ("revoke", found.pk, _("Ask to revoke"), may_change and (is_valid or is_suspended) and not is_asked_for),
    ]
    return [(reverse(f"certificates:{name}", args=[key]), words) for name, key, words, may in offered if may]


@login_required
def suspend(request, pk):
    found = certificate_found(request, pk)
    found_if(can_change_standing(request.user, found))
    page = {
        "heading": _("Suspend a certificate"),
        "warning": _("The check page says at once that this certificate is suspended. You can make it valid again."),
        "button": _("Suspend this certificate"),
        "is_danger": True,
    }
    return changed(
        request, found, SuspensionForm, standing.suspend, done=_("Certificate %(number)s is suspended."), page=page
    )


@login_required
def reinstate(request, pk):
    found = certificate_found(request, pk)
    found_if(can_change_standing(request.user, found))
    page = {"heading": _("Make a certificate valid again"), "button": _("Make this certificate valid again")}
    return changed(
        request,
        found,
        ReinstatementForm,
        standing.reinstate,
        done=_("Certificate %(number)s is valid again."),
        page=page,
    )


@login_required
def revoke(request, pk):
    """Ask for the end of one certificate; once somebody has asked, another person answers here."""
    found = certificate_found(request, pk)
    proposal = open_request(found)
    if proposal:
        return answer_revocation(request, found, proposal)
    found_if(can_change_standing(request.user, found))
    page = {
        "heading": _("Ask to revoke a certificate"),
        "warning": _("A second member confirms. Then the certificate ends for good, and its check page says so."),
        "button": _("Ask a second member"),
        "is_danger": True,
    }
    done = _("Your request waits for a second member. Certificate %(number)s is still in force.")
    return changed(request, found, RevocationForm, standing.propose_revocation, done=done, page=page)


def answer_revocation(request, found: Certificate, proposal: RevocationProposal):
    may_confirm, is_own = can_confirm_revocation(request.user, proposal), proposal.proposed_by_id == request.user.pk
    found_if(may_confirm or is_own)
    refusal_words = ""
    if request.method == "POST":
        try:
            messages.success(request, answered(request, proposal))
        except Refused as refusal:
            refusal_words = refusal.message
        else:
            return redirect("certificates:certificate", pk=found.pk)
    context = {"certificate": found, "proposal": proposal, "may_confirm": may_confirm, "refusal": refusal_words}
    return render(request, "certificates/certificate_revoke.html", {**context, "trail": trail(found)})


def answered(request, proposal: RevocationProposal) -> str:
    if "confirm" in request.POST:
        standing.confirm_revocation(proposal=proposal, by=request.user)
        return _("Certificate %(number)s is revoked.") % {"number": proposal.certificate.number}
    standing.drop_revocation(proposal=proposal, by=request.user)
    return _("The request is dropped. Certificate %(number)s stays as it is.") % {"number": proposal.certificate.number}


def certificate_found(request, pk: int) -> Certificate:
    return get_object_or_404(queries.certificate_in_care(request.user), pk=pk)


def open_request(found: Certificate) -> RevocationProposal | None:
    proposals = found.revocation_proposals.filter(state=RevocationProposal.State.OPEN)
    return proposals.select_related("certificate", "proposed_by").first()


def changed(request, found: Certificate, form_class: Callable[..., Form], change: Callable, *, done: str, page: dict):
    """A form with its reason, then the change, then back to the certificate; `done` may name its `%(number)s`."""
    form = form_class(request.POST or None)

    def make():
        change(certificate=found, **form.cleaned_data, by=request.user)

    if request.method == "POST" and form.is_valid() and accepted(form, make):
        messages.success(request, done % {"number": found.number})
        return redirect("certificates:certificate", pk=found.pk)
    context = {"certificate": found, "form": form, "trail": [*trail(found), ("", page["heading"])], **page}
    return render(request, "certificates/certificate_change.html", context)


def trail(found: Certificate | None = None) -> list[tuple[str, str]]:
    rows = [(reverse("certificates:issued"), _("Certificates"))]
    return [*rows, (reverse("certificates:certificate", args=[found.pk]), found.number)] if found else rows
