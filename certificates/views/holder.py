"""A holder's own certificates: what they are worth today, and what keeps them alive."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from certificates import queries, renewals


@login_required
def mine(request):
    """Every certificate that this person was ever given, newest first."""
    papers = [renewals.Paper.of(row) for row in queries.certificates_of(request.user)]
    trail = [(reverse("dashboards:my"), _("My learning")), ("", _("My certificates"))]
    return render(request, "certificates/mine.html", {"papers": papers, "trail": trail})
