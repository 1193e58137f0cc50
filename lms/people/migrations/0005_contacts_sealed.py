"""Every phone and private address into the table of their own, sealed; and back."""

from django.db import migrations

NAMES = ("phone", "personal_email", "personal_phone")
BATCH = 1000


def seal(apps, schema_editor):
    people, details = apps.get_model("people", "User"), apps.get_model("people", "ContactDetails")
    filled = people.objects.exclude(**dict.fromkeys(NAMES, "")).order_by("pk").values_list("pk", *NAMES)
    rows = (details(person_id=pk, **dict(zip(NAMES, values))) for pk, *values in filled.iterator())
    details.objects.bulk_create(rows, batch_size=BATCH)


def unseal(apps, schema_editor):
    people, details = apps.get_model("people", "User"), apps.get_model("people", "ContactDetails")
    for row in details.objects.iterator():
        people.objects.filter(pk=row.person_id).update(**{name: getattr(row, name) for name in NAMES})
    details.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("people", "0004_contact_details")]

    operations = [migrations.RunPython(seal, unseal)]
