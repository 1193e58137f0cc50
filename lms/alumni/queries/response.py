"""Reads about the asking: two queries for the dashboard, however many people are asked."""

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils import timezone

from lms.alumni.models import Campaign, Case, Contact, Report, Stratum
from lms.alumni.response import Asked

WRITTEN = {Contact.Mode.MAIL: Contact.Mode.WEB, Contact.Mode.SMS: Contact.Mode.WEB}  # both lead to the same page
FACTS = (
    *("stratum_id", "stratum__country", "organisation_id", "sector", "sex", "trained_on", "base_weight"),
    *("disposition", "last_mode", "first_said_at", "first_said_by"),
)


def people_asked(campaign: Campaign) -> list[Asked]:
    """Everybody asked, spare people only if released; known from the first report that says where they are."""
    told = Report.objects.filter(case=OuterRef("pk"), is_blind=False).exclude(status=Case.Status.UNKNOWN)
    first = told.order_by("reported_at", "id")
    last = Contact.objects.filter(case=OuterRef("pk")).order_by("-made_at", "-id")
    rows = campaign.cases.asked().annotate(
        last_mode=Subquery(last.values("mode")[:1]),
        first_said_at=Subquery(first.values("reported_at")[:1]),
        first_said_by=Subquery(first.values("mode")[:1]),
    )
    return [asked(*row) for row in rows.order_by("id").values_list(*FACTS)]


def asked(stratum, country, organisation, sector, sex, trained_on, weight, disposition, mode, at, by) -> Asked:
    known_on = timezone.localtime(at).date() if at else None
    return Asked(
        *(stratum, country, organisation, sector, sex, str(trained_on.year), weight),
        *(disposition, mode or "", known_on, str(WRITTEN.get(by, by or ""))),
    )


def strata_of(campaign: Campaign) -> QuerySet[Stratum]:
    """The cells of the frame with the names of their ministries."""
    return campaign.strata.select_related("organisation")


def dispositions(campaign: Campaign) -> dict[str, int]:
    """`{disposition: people asked}`."""
    rows = campaign.cases.asked().order_by().values("disposition").annotate(people=Count("id"))
    return {row["disposition"]: row["people"] for row in rows}
