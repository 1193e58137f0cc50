"""Written agreements with ministries, for administrators: list, add, end."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.alumni.actions import data_agreements as actions
from lms.alumni.forms.data_agreements import DataAgreementForm, EndForm
from lms.alumni.models import DataAgreement
from lms.alumni.permissions import can_run_campaigns
from lms.alumni.queries import bases
from lms.core.access import found_if
from lms.core.paging import page_of
from lms.core.telling import accepted


@login_required
def agreements(request):
    found_if(can_run_campaigns(request.user))
    page = page_of(DataAgreement.objects.select_related("organisation", "recorded_by"), request)
    context = {
        "page": page,
        "today": timezone.localdate(),
        "in_force": bases.agreements_in_force().count(),
        "trail": [(reverse("alumni:register"), _("Register")), ("", _("Agreements with ministries"))],
    }
    return render(request, "alumni/agreements.html", context)


@login_required
def add(request):
    found_if(can_run_campaigns(request.user))
    form = DataAgreementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.record_agreement(agreement=form.instance, by=request.user)
        messages.success(request, _("Agreement recorded"))
        return redirect("alumni:agreements")
    trail = trail_to(_("Record an agreement"))
    return render(request, "alumni/agreement_add.html", {"form": form, "trail": trail})


@login_required
def end(request, pk):
    found_if(can_run_campaigns(request.user))
    agreement = get_object_or_404(DataAgreement.objects.select_related("organisation"), pk=pk)
    form = EndForm(request.POST or None, signed_on=agreement.signed_on, initial={"ends_on": agreement.ends_on})

    def end_it():
        actions.end_agreement(agreement=agreement, ends_on=form.cleaned_data["ends_on"], by=request.user)

    if request.method == "POST" and form.is_valid() and accepted(form, end_it):
        messages.success(request, _("The last day is recorded"))
        return redirect("alumni:agreements")
    context = {"agreement": agreement, "form": form, "trail": trail_to(_("End an agreement"))}
    return render(request, "alumni/agreement_end.html", context)


def trail_to(words: str) -> list[tuple[str, str]]:
    return [
        (reverse("alumni:register"), _("Register")),
        (reverse("alumni:agreements"), _("Agreements with ministries")),
        ("", words),
    ]
