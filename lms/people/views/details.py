"""What a person says about themselves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from lms.people import actions, queries
from lms.people.forms import ConsentsForm, DetailsForm
from lms.people.models import User


@login_required
def profile(request):
    person = User.objects.get(pk=request.user.pk)
    form = DetailsForm(request.POST or None, instance=person)
    consents_form = ConsentsForm(request.POST or None, initial=queries.consents_of(person))
    if request.method == "POST" and form.is_valid() and consents_form.is_valid():
        actions.change_details(
            person=person, details=form.cleaned_data, consents=consents_form.cleaned_data, by=request.user
        )
        with translation.override(person.language):
            messages.success(request, _("Saved"))
            return redirect("people:profile")
    trail = [(reverse("dashboards:my"), _("My learning")), ("", _("My details"))]
    context = {"person": request.user, "form": form, "consents_form": consents_form, "trail": trail}
    return render(request, "people/profile.html", context)
