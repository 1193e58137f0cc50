"""The person's own row holds no phone and no private address any more."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0005_contacts_sealed")]

    operations = [
        migrations.RemoveField(model_name="user", name="phone"),
        migrations.RemoveField(model_name="user", name="personal_email"),
        migrations.RemoveField(model_name="user", name="personal_phone"),
    ]
