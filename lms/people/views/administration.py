"""Lists for administrators: people, their roles, organisations."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lms.core.access import found_if
from lms.core.languages import Country
from lms.core.paging import page_of
from lms.core.telling import accepted
from lms.people import actions, queries
from lms.people.forms import OrganisationForm, RoleForm
from lms.people.models import Organisation, Role, User
from lms.people.permissions import can_grant_roles, can_grant_to, can_manage_organisations, can_manage_people


@login_required
def people(request):
    found_if(can_manage_people(request.user))
    words = request.GET.get("q", "")[:100]
    page = page_of(queries.people_found(request.user, words), request)
    context = {"page": page, "q": words, "trail": [("", _("People"))]}
    return render(request, "people/people.html", context)


@login_required
def roles(request, pk):
    found_if(can_grant_roles(request.user))
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = RoleForm(request.POST or None)

    def grant():
        actions.grant_role(person=person, by=request.user, **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and accepted(form, grant):
        messages.success(request, _("Role granted"))
        return redirect("people:roles", pk=pk)
    trail = [(reverse("people:people"), _("People")), ("", person.full_name)]
    context = {
        "person": person,
        "form": form,
        "may_grant": can_grant_to(request.user, person),
        "roles": queries.roles_of(person),
        "trail": trail,
    }
    return render(request, "people/roles.html", context)


@login_required
@require_POST
def role_end(request, pk, role_pk):
    found_if(can_grant_roles(request.user))
    role = get_object_or_404(Role.objects.select_related("person"), pk=role_pk, person_id=pk)
    actions.end_role(role=role, by=request.user)
    messages.success(request, _("Role ended"))
    return redirect("people:roles", pk=pk)


@login_required
def organisations(request):
    found_if(can_manage_organisations(request.user))
    words, country = request.GET.get("q", "")[:100], request.GET.get("country", "")
    page = page_of(queries.organisations_found(words, country), request)
    context = {
        "page": page,
        "q": words,
        "country": country,
        "countries": Country.choices,
        "trail": [("", _("Organisations"))],
    }
    return render(request, "people/organisations.html", context)


@login_required
def organisation_new(request):
    found_if(can_manage_organisations(request.user))
    return organisation_form(request, Organisation(), _("Add organisation"))


@login_required
def organisation_edit(request, pk):
    found_if(can_manage_organisations(request.user))
    return organisation_form(request, get_object_or_404(Organisation, pk=pk), _("Change organisation"))


def organisation_form(request, organisation, heading):
    form = OrganisationForm(request.POST or None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        actions.save_organisation(organisation=form.instance, by=request.user)
        messages.success(request, _("Saved"))
        return redirect("people:organisations")
    trail = [(reverse("people:organisations"), _("Organisations")), ("", heading)]
    return render(request, "people/organisation_form.html", {"form": form, "heading": heading, "trail": trail})
