"""Packs the marks of sittings that were handed in before the two packed columns stood, for the reports."""

from django.db import migrations

from lms.assessments.packing import OMITTED, SEVERAL, pack_points

AT_ONCE = 500


def pack(apps, schema_editor):
    attempts = apps.get_model("assessments", "Attempt").objects.filter(item_points="", max_points__isnull=False)
    places = apps.get_model("assessments", "FormQuestion").objects.order_by("form", "position")
    codes: dict[int, list[str]] = {}
    for form_id, code in places.values_list("form_id", "question__code"):
        codes.setdefault(form_id, []).append(code)
    waiting = []
    for attempt in attempts.only("form_id", "packed_answers").iterator(AT_ONCE):
        answers = attempt.packed_answers.get("answers", {})
        marks = [answers.get(code, ["", 0]) for code in codes.get(attempt.form_id, [])]
        if not answers or not marks:
            continue
        attempt.item_points = pack_points(mark[1] for mark in marks)
        attempt.item_choices = "".join(sign_of(mark[0]) for mark in marks)
        waiting.append(attempt)
    attempts.model.objects.bulk_update(waiting, ["item_points", "item_choices"], batch_size=AT_ONCE)


def sign_of(answer):
    """As packing.pack_choices; the first versions wrote null for an omitted answer."""
    return (answer if len(answer) == 1 else SEVERAL) if answer else OMITTED


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0003_granted_tries"),
    ]

    operations = [
        migrations.RunPython(pack, migrations.RunPython.noop),
    ]
