"""What a person says about themselves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from lms.people import actions, queries
from lms.people.forms import ConsentsForm, DetailsForm, ProvinceForm
from lms.people.models import ContactDetails, User


@login_required
def profile(request):
    person = User.objects.get(pk=request.user.pk)
    form = DetailsForm(request.POST or None, instance=person)
    consents_form = ConsentsForm(request.POST or None, answers=queries.answers_of(person))
    post = queries.present_post(person)
    province_form = ProvinceForm(request.POST or None, initial={"province": post.province}) if post else None
    parts = {"form": form, "province_form": province_form, "consents_form": consents_form}
    if request.method == "POST" and all(part.is_valid() for part in parts.values() if part):
        consents = consents_form.cleaned_data
        actions.change_details(person=person, details=form.cleaned_data, consents=consents, by=request.user)
        if province_form:
            actions.name_province(post=post, province=province_form.cleaned_data["province"], by=request.user)
        with translation.override(person.language):
            messages.success(request, _("Saved"))
            return redirect("people:profile")
    trail = [(reverse("dashboards:my"), _("My learning")), ("", _("My details"))]
    has_contacts = any(getattr(person, name) for name in ContactDetails.NAMES)
    context = {"person": request.user, "has_contacts": has_contacts, **parts, "trail": trail}
    return render(request, "people/profile.html", context)
