"""Packs how sure people were in sittings that were handed in before the column stood, for the reports."""

from django.db import migrations

from lms.assessments.packing import pack_ratings

AT_ONCE = 500


def pack(apps, schema_editor):
    attempts = apps.get_model("assessments", "Attempt").objects.filter(max_points__isnull=False)
    places = apps.get_model("assessments", "FormQuestion").objects.order_by("form", "position")
    rated = apps.get_model("assessments", "Answer").objects.filter(confidence__isnull=False)
    questions: dict[int, list[int]] = {}
    for form_id, question_id in places.values_list("form_id", "question_id"):
        questions.setdefault(form_id, []).append(question_id)
    waiting = []
    for attempt in attempts.filter(pk__in=rated.values("attempt")).only("form_id").iterator(AT_ONCE):
        ratings = dict(rated.filter(attempt=attempt).values_list("question_id", "confidence"))
        attempt.item_confidence = pack_ratings(ratings.get(pk) for pk in questions.get(attempt.form_id, []))
        waiting.append(attempt)
    attempts.model.objects.bulk_update(waiting, ["item_confidence"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0006_item_confidence"),
    ]

    operations = [
        migrations.RunPython(pack, migrations.RunPython.noop),
    ]
