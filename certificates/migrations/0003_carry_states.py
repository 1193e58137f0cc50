"""Closed recommendations, the level of every trainer's certificate so far, and the history that their rows tell."""

from datetime import UTC, datetime, time

from django.db import migrations


def carry(apps, schema_editor):
    recommendations = apps.get_model("certificates", "Recommendation")
    certificates = apps.get_model("certificates", "Certificate")
    recommendations.objects.filter(is_closed=True).update(state="closed")
    recommendations.objects.filter(level="").update(level="certified")
    certificates.objects.filter(kind="trainer", level="").update(level="certified")
    events = apps.get_model("certificates", "CertificateEvent")
    for row in certificates.objects.order_by("pk").iterator():
        if not events.objects.filter(certificate=row).exists():
            events.objects.bulk_create(history(events, row))


def history(events, row):
    issued_at = datetime.combine(row.issued_on, time(3), UTC)  # ten in the morning on the Mekong
    yield events(certificate=row, kind="issued", made_by_id=row.issued_by_id, made_at=issued_at)
    if row.state != "valid":
        yield events(
            certificate=row,
            kind=row.state,
            reason=row.state_reason,
            made_by_id=row.state_changed_by_id,
            made_at=row.state_changed_at,
        )


class Migration(migrations.Migration):
    dependencies = [("certificates", "0002_lifecycle")]

    operations = [migrations.RunPython(carry, migrations.RunPython.noop)]
