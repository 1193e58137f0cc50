"""What is not yours does not exist."""

from django.http import Http404


def found_if(is_allowed: bool) -> None:
    """404 unless allowed: the page says no more than that it cannot be found."""
    if not is_allowed:
        raise Http404
