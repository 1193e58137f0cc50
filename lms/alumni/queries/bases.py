"""On what basis somebody else may be asked about a person: their own consent, or an agreement that holds."""

from collections.abc import Iterable
from datetime import date

from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from lms.alumni.frame import Trained
from lms.alumni.models import Case, DataAgreement
from lms.people.models import Consent, Organisation
from lms.people.queries import newest_answer


def agreements_in_force(day: date | None = None) -> QuerySet[DataAgreement]:
    """Signed by `day` (today) and not ended before it."""
    day = day or timezone.localdate()
    return DataAgreement.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), signed_on__lte=day)


def basis(
    purpose: str, *, person: str = "person", country: str = "stratum__country", organisation: str = "organisation"
) -> Coalesce:
    """True where `purpose` (PROXY or RECORDS) has a basis; usable in `filter`, `annotate` and `Count(filter=…)`.

    The newest answer of the person decides, so that a refusal always wins; who never answered is covered by an
    agreement in force with the country, or with the organisation or one of the two levels above it. The three paths
    are those of the queryset; as they stand, of cases.
    """
    whole_country = Q(organisation=None, country=OuterRef(country))
    own_unit = Q(organisation=OuterRef(f"{organisation}_id"))
    above = Q(organisation=OuterRef(f"{organisation}__parent_id")) | Q(
        organisation=OuterRef(f"{organisation}__parent__parent_id")
    )
    covered = Exists(agreements_in_force().filter(whole_country | own_unit | above))
    return Coalesce(newest_answer(purpose, person=person), covered, output_field=BooleanField())


def may_be_asked_about(cases: QuerySet[Case], purpose: str) -> QuerySet[Case]:
    """Those of `cases` whose person may be asked about for `purpose`: PROXY (colleagues) or RECORDS (staff lists)."""
    return cases.filter(basis(purpose))


def people_asked_about(people: Iterable[Trained], purpose: str) -> set[int]:
    """Ids of those of a frame who may be asked about for `purpose`, by the same rule; three queries."""
    answers = dict(
        Consent.objects.filter(purpose=purpose).order_by("answered_at", "id").values_list("person", "is_given")
    )
    covered = set(agreements_in_force().values_list("organisation", "country"))
    countries = {country for organisation, country in covered if organisation is None}
    units = units_below({organisation for organisation, _country in covered} - {None})
    return {
        one.person_id
        for one in people
        if answers.get(one.person_id, one.country in countries or one.organisation_id in units)
    }


def units_below(organisations: set[int]) -> set[int]:
    """These organisations and the two levels under them."""
    below = Q(pk__in=organisations) | Q(parent__in=organisations) | Q(parent__parent__in=organisations)
    return set(Organisation.objects.filter(below).values_list("pk", flat=True))
