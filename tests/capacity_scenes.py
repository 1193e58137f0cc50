"""Trained people with an outlook, without a follow-up behind them: each function makes what its name says."""

from datetime import timedelta
from itertools import count

import numpy as np
from django.utils import timezone

from lms.alumni import actions
from lms.alumni.models import Campaign, Case
from lms.alumni.queries.capacity import Everybody, Trained, outlook
from lms.alumni.tenure import MONTHS, Tail, Tenure

TODAY = timezone.localdate()
MONTH = timedelta(days=30)
_numbers = count(1)


def people(number, country="KH", *, office="Police", province="Kampot", years=3, has_left=False, **fields):
    """So many of one unit, trained so many years ago and confirmed then."""
    day = TODAY - timedelta(days=int(years * 365.25))
    facts = {
        "country": country,
        "organisation": hash(office) if office else None,
        "organisation_name": office,
        "province": province,
        "sex": "female",
        "trained_on": day,
        "confirmed_on": day,
        "has_left": has_left,
        **fields,
    }
    return [Trained(person=next(_numbers), **facts) for _number in range(number)]


def curve(*, scale=60.0, end=60.0, draws=6):
    """Everybody leaves at one rate; the draws differ a little."""
    months = np.arange(MONTHS)
    shares = np.array([np.exp(-months / each) for each in [scale, *(scale * np.linspace(0.9, 1.1, draws))]])
    return Tenure(shares, end, Tail(1.0, scale), Tail(1.0, scale), 100, 30)


def everybody(*groups, tenures=None):
    found = [one for group in groups for one in group]
    return Everybody(found, outlook(found, tenures or {"": curve()}))


def follow_up(campaign, *, left, by):
    """Close a campaign in which everybody answered today, the first `left` that they left two months ago."""
    cases = list(Case.objects.filter(campaign=campaign).order_by("pk"))
    for number, case in enumerate(cases):
        case.disposition, case.answered_at = Case.Disposition.COMPLETE, timezone.now()
        case.status = Case.Status.LEFT_GOVT if number < left else Case.Status.SAME
        case.known_in, case.known_out = (TODAY - 3 * MONTH, TODAY - 2 * MONTH) if number < left else (TODAY, None)
    Case.objects.bulk_update(cases, ["disposition", "answered_at", "status", "known_in", "known_out"])
    actions.close(campaign=Campaign.objects.get(pk=campaign.pk), by=by)
