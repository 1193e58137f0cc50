import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tot", "0003_carry_lessons")]

    operations = [
        migrations.RemoveField(model_name="observation", name="lesson_title"),
        migrations.RemoveField(model_name="observation", name="taught_on"),
        migrations.AlterField(
            model_name="observation",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="observations", to="tot.practicesession"
            ),
        ),
    ]
