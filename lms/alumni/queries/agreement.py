"""The panel of those who answered and about whom a colleague is asked too, without being told the answer."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, QuerySet

from lms.alumni.endpoints import is_in
from lms.alumni.estimators.agreement import Agreement
from lms.alumni.models import Campaign, Case, Report
from lms.alumni.panel import is_in_panel
from lms.alumni.queries.bases import may_be_asked_about
from lms.people.models import Consent


def panel(campaign: Campaign) -> QuerySet[Case]:
    """Who said where they are, may be asked about, and was chosen by the seed."""
    answered = campaign.cases.filter(disposition=Case.Disposition.COMPLETE)
    people = may_be_asked_about(answered, Consent.Purpose.PROXY).order_by().values_list("pk", "person_id")
    chosen = [pk for pk, person in people if is_in_panel(campaign.seed, person)]
    return campaign.cases.filter(pk__in=chosen).select_related("person", "stratum").order_by("pk")


def to_ask(campaign: Campaign) -> QuerySet[Case]:
    """Those of the panel about whom nobody was asked yet."""
    asked = Report.objects.filter(case=OuterRef("pk"), is_blind=True)
    return panel(campaign).filter(~Exists(asked))


def agreement(campaign: Campaign) -> Agreement:
    """Pairs of what the person said first and what the first colleague said, as in or out by the endpoint."""
    said = defaultdict(dict)
    rows = Report.objects.filter(case__campaign=campaign).order_by("-reported_at", "-pk")
    for case, source, is_blind, status in rows.values_list("case_id", "source", "is_blind", "status"):
        if is_blind or source == Report.Source.SELF:
            said[case][is_blind] = is_in(status, campaign.endpoint)
    pairs = [(one.get(False), one[True]) for one in said.values() if True in one]
    return Agreement(
        both_in=pairs.count((True, True)),
        first_only=pairs.count((True, False)),
        second_only=pairs.count((False, True)),
        both_out=pairs.count((False, False)),
    )
