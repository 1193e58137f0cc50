from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0005_first_scored_sittings"),
        ("cohorts", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="attempt",
            name="item_confidence",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                fields=["form", "phase", "enrolment", "item_confidence"],
                condition=Q(number=1, max_points__isnull=False) & ~Q(item_confidence=""),
                name="rated_sittings",
            ),
        ),
    ]
