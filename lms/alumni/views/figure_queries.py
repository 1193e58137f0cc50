"""Who looked at figures with which filter, for administrators."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lms.alumni.permissions import can_run_campaigns
from lms.alumni.queries import figure_log
from lms.core.access import found_if
from lms.core.paging import page_of


@login_required
def queries(request):
    found_if(can_run_campaigns(request.user))
    page = page_of(figure_log.looks(), request)
    trail = [(reverse("alumni:campaigns"), _("Follow-up")), ("", _("Who asked for which figures"))]
    return render(request, "alumni/queries.html", {"page": page, "looks": figure_log.in_words(page), "trail": trail})
