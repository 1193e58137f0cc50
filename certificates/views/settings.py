"""What each country's certificates carry, and how its Task Force decides: for administrators."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from certificates import queries, samples
from certificates.actions import task_forces
from certificates.forms import SignatoryForm, TaskForceForm
from certificates.models import Picture, Signatory
from certificates.permissions import can_set_up
from lms.core.access import found_if
from lms.core.languages import Country
from lms.core.telling import accepted


@login_required
def countries(request):
    """The six countries with what is set up."""
    found_if(can_set_up(request.user))
    return render(request, "certificates/settings_list.html", {"rows": queries.task_forces(), "trail": trail()})


@login_required
def country(request, country):
    """One country's rule, emblem and signatures; a change counts for certificates issued later."""
    row = task_force_found(request, country)
    form = TaskForceForm(request.POST or None, request.FILES or None, initial={"needs_two": row.needs_two})
    if request.method == "POST" and form.is_valid():
        save(request, country, form.cleaned_data)
        messages.success(request, _("Saved. The change counts for certificates issued from now on."))
        return redirect("certificates:country_settings", country=country)
    context = {"row": row, "form": form, "signatories": queries.signatories(row), "trail": trail(country)}
    return render(request, "certificates/settings_country.html", context)


def save(request, country: str, given: dict) -> None:
    if given["remove_emblem"]:
        task_forces.remove_emblem(country=country, by=request.user)
    emblem = None if given["remove_emblem"] else given["emblem"]
    task_forces.set_up(country=country, needs_two=given["needs_two"], emblem=emblem, by=request.user)


@login_required
def new_signatory(request, country):
    task_force_found(request, country)
    form = SignatoryForm(request.POST or None, request.FILES or None)

    def add():
        task_forces.add_signatory(country=country, **form.cleaned_data, by=request.user)

    if request.method == "POST" and form.is_valid() and accepted(form, add):
        messages.success(request, _("The signature is added. Look at the sample certificate."))
        return redirect("certificates:country_settings", country=country)
    context = {"country": country, "form": form, "trail": [*trail(country), ("", _("Add a signature"))]}
    return render(request, "certificates/settings_signatory.html", context)


@login_required
@require_POST
def end_signatory(request, pk):
    found_if(can_set_up(request.user))
    signatory = get_object_or_404(Signatory.objects.select_related("task_force"), pk=pk)
    task_forces.end_signatory(signatory=signatory, by=request.user)
    messages.success(request, _("Later certificates no longer carry this signature."))
    return redirect("certificates:country_settings", country=signatory.task_force.country)


@login_required
def sample(request, country):
    """What a certificate would look like now."""
    task_force_found(request, country)
    response = HttpResponse(samples.sample(country), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="sample-{country}.pdf"'
    return response


@login_required
def picture(request, sha256):
    found_if(can_set_up(request.user))
    return HttpResponse(bytes(get_object_or_404(Picture, pk=sha256).png), content_type="image/png")


def task_force_found(request, country: str):
    found_if(can_set_up(request.user) and country in Country.values)
    return queries.task_force(country)


def trail(country: str = "") -> list[tuple[str, str]]:
    rows = [(reverse("certificates:settings"), _("Task Forces and their certificates"))]
    if country:
        rows.append((reverse("certificates:country_settings", args=[country]), str(Country(country).label)))
    return rows
