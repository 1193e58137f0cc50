"""One line in the audit log for every write that matters."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from wagtail.log_actions import get_active_log_context, log, registry
from wagtail.models import ModelLogEntry


def record(obj: models.Model, action: str, *, by: models.Model | None, **data: Any) -> None:
    """Write one audit line; each app names its actions in `wagtail_hooks.py`.

    The same line as Wagtail's own `log`, which first asks the database whether the person and the kind of row exist:
    two queries on every start of a test and every certificate.
    """
    if registry.get_log_model_for_instance(obj) is not ModelLogEntry:
        log(instance=obj, action=action, user=by, data=data)
        return
    context = get_active_log_context()
    line = ModelLogEntry(
        content_type=ContentType.objects.get_for_model(obj, for_concrete_model=False),
        object_id=str(obj.pk),
        label=ModelLogEntry.objects.get_instance_title(obj),
        action=action,
        data=data,
        timestamp=timezone.now(),
        user=by or context.user,
        uuid=context.uuid,
    )
    line.clean()
    ModelLogEntry.objects.bulk_create([line])


def forget_name(obj: models.Model, label: str) -> int:
    """Put `label` in the place of the name under which the lines about `obj` were written; how many there are."""
    kind = ContentType.objects.get_for_model(obj, for_concrete_model=False)
    return ModelLogEntry.objects.filter(content_type=kind, object_id=str(obj.pk)).update(label=label)
