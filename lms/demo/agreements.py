"""The demo's written agreements: colleagues and staff lists of Cambodia, and of one organisation of Lao PDR."""

from datetime import date

from lms.alumni.actions.data_agreements import record_agreement
from lms.alumni.models import DataAgreement
from lms.people.models import Organisation, User


def seed_agreements(*, admin: User) -> None:
    """Both exclude any use for personnel decisions; documents and numbers are invented."""
    unit = Organisation.objects.filter(country="LA").order_by("pk").first()
    for country, organisation, reference, signed_on in (
        ("KH", None, "DEMO/KH/2024/07", date(2024, 7, 1)),
        ("LA", unit, "DEMO/LA/2025/03", date(2025, 3, 10)),
    ):
        agreement = DataAgreement(
            country=country,
            organisation=organisation,
            reference=reference,
            signed_on=signed_on,
            excludes_personnel_use=True,
        )
        record_agreement(agreement=agreement, by=admin)
