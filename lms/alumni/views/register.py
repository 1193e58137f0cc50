"""The register, for task forces (their country) and administrators."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from certificates.models import Certificate
from lms.alumni.permissions import can_open_register
from lms.alumni.queries import register
from lms.core.access import found_if
from lms.core.languages import Country
from lms.core.paging import page_of


@login_required
def people(request):
    found_if(can_open_register(request.user))
    words, country = request.GET.get("q", "")[:100], request.GET.get("country", "")
    page = page_of(register.found(request.user, words, country), request)
    context = {
        "page": page,
        "q": words,
        "country": country,
        "countries": Country.choices if request.user.is_administrator else [],
        "trail": [("", _("Register"))],
    }
    return render(request, "alumni/register.html", context)


@login_required
def person(request, pk):
    found_if(can_open_register(request.user))
    found = get_object_or_404(register.listed(request.user), pk=pk)
    context = {
        "person": found,
        "posts": register.posts_of(found),
        "completed": register.completed().filter(person=found),
        "certificates": Certificate.objects.visible_to(request.user).filter(person=found),
        "trail": [(reverse("alumni:register"), _("Register")), ("", found.full_name)],
    }
    return render(request, "alumni/person.html", context)
