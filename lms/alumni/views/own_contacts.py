"""Each person's own wish: erase my telephone numbers and my personal e-mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lms.people import contacts
from lms.people.models import User


@login_required
def erase(request):
    person = User.objects.get(pk=request.user.pk)
    if request.method == "POST":
        contacts.erase_contacts(person=person, by=request.user)
        messages.success(request, _("Your telephone numbers and your personal e-mail are erased"))
        return redirect("people:profile")
    trail = [(reverse("people:profile"), _("My details")), ("", _("Erase my contact details"))]
    return render(request, "alumni/contacts_erase.html", {"person": person, "trail": trail})
