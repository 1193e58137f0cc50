"""A table of their own for phones and private addresses."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import lms.people.encryption


class Migration(migrations.Migration):
    dependencies = [("people", "0003_follow_up_in_full")]

    operations = [
        migrations.CreateModel(
            name="ContactDetails",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "phone",
                    lms.people.encryption.EncryptedField(blank=True, default="", verbose_name="work phone"),
                ),
                (
                    "personal_email",
                    lms.people.encryption.EncryptedField(blank=True, default="", verbose_name="personal e-mail"),
                ),
                (
                    "personal_phone",
                    lms.people.encryption.EncryptedField(blank=True, default="", verbose_name="personal phone"),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contact_details",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
