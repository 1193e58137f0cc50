"""Who was erased on request: a row without a name that is still counted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0006_contacts_apart")]

    operations = [
        migrations.AddField(
            model_name="user", name="erased_at", field=models.DateTimeField(blank=True, editable=False, null=True)
        ),
    ]
