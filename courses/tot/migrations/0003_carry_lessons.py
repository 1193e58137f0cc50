"""Each observed lesson becomes a practice session of its candidate; two observers of one lesson share it."""

from django.db import migrations


def carry(apps, schema_editor):
    observations = apps.get_model("tot", "Observation")
    sessions = apps.get_model("tot", "PracticeSession")
    for row in observations.objects.filter(session=None).order_by("pk"):
        session, _is_new = sessions.objects.get_or_create(
            enrolment_id=row.enrolment_id,
            kind="delivered",
            title=row.lesson_title,
            taught_on=row.taught_on,
            defaults={"created_by_id": row.observer_id},
        )
        observations.objects.filter(pk=row.pk).update(session=session)


class Migration(migrations.Migration):
    dependencies = [("tot", "0002_practicum")]

    operations = [migrations.RunPython(carry, migrations.RunPython.noop)]
