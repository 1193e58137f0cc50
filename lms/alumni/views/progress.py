"""The response dashboard of one campaign."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.alumni.queries import response as queries
from lms.alumni.report import progress as report
from lms.alumni.views.campaigns import trail_below, visible_campaign


@login_required
def progress(request, code):
    found = visible_campaign(request, code)
    people, strata = queries.people_asked(found), list(queries.strata_of(found))
    context = {
        "campaign": found,
        "asked": len(people),
        "known": sum(one.known_on is not None for one in people),
        "chapters": report.sections(found, people, strata, today=timezone.localdate()),
        "trail": trail_below(found, _("Progress")),
    }
    return render(request, "alumni/progress.html", context)
