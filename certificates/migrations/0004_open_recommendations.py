from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificates", "0003_carry_states")]

    operations = [
        migrations.RemoveField(model_name="recommendation", name="is_closed"),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['closed', 'withdrawn']), _negated=True), fields=('enrolment',), name='one_open_recommendation_per_enrolment'),
        ),
    ]
