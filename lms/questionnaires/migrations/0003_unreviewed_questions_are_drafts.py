from django.db import migrations


def to_drafts(apps, schema_editor):
    """Until now a question went live when its file was loaded: nobody had reviewed it."""
    question = apps.get_model("questionnaires", "Question")
    question.objects.filter(state__in=["reviewed", "live"]).update(state="draft")


def to_live(apps, schema_editor):
    apps.get_model("questionnaires", "Question").objects.filter(state="draft").update(state="live")


class Migration(migrations.Migration):

    dependencies = [
        ('questionnaires', '0002_kinds_reviews_and_tasks'),
    ]

    operations = [
        migrations.RunPython(to_drafts, to_live),
    ]
