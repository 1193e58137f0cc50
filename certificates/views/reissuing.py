"""A certificate issued again: with the right name, or by another country."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.utils.translation import gettext as _

from certificates.actions import reissuing
from certificates.corrections import differences
from certificates.forms import CorrectionForm, TransferForm
from certificates.permissions import can_reissue
from certificates.views.standing import certificate_found, changed
from lms.core.access import found_if


@login_required
def correct(request, pk):
    """What was printed beside what would be printed now; the person's own record is corrected first."""
    found = certificate_found(request, pk)
    found_if(can_reissue(request.user, found))
    page = {
        "heading": _("Correct a certificate"),
        "warning": _("A new certificate with a new number takes the place of this one. Both stay in the register."),
        "button": _("Issue the corrected certificate"),
        "differences": differences(found),
        "shows_differences": True,
    }
    done = _("Certificate %(number)s is replaced by a corrected one.")
    return changed(request, found, CorrectionForm, reissuing.correct, done=done, page=page)


@login_required
def transfer(request, pk):
    """Ask another country's Task Force to take the certificate over."""
    found = certificate_found(request, pk)
    found_if(can_reissue(request.user, found))
    page = {
        "heading": _("Transfer to another country"),
        "warning": _("The Task Force of the new country decides. Until then this certificate stays as it is."),
        "button": _("Ask the new country"),
    }
    done = _("The Task Force of the new country decides on certificate %(number)s.")
    form_class = partial(TransferForm, country=found.country)
    return changed(request, found, form_class, reissuing.ask_transfer, done=done, page=page)
