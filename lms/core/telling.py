"""What a view does with a change that the rules may refuse: say what came of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from lms.core.errors import Refused


def told(request: HttpRequest, change: Callable[[], Any]) -> bool:
    """Make the change and say the words that it answers, or why it was refused; whether it was made."""
    try:
        words = change()
    except Refused as refusal:
        messages.warning(request, refusal.message)
        return False
    messages.success(request, words)
    return True


def accepted(form: BaseForm, change: Callable[[], Any]) -> bool:
    """Make the change of a form without faults; why it was refused stands at the form's head."""
    try:
        change()
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return False
    return True
