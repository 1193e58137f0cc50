"""How often one address may ask for something that costs us work."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def is_within(request: HttpRequest, *, action: str, per_minute: int) -> bool:
    """Count this request; False once this address has had `per_minute` of them within a minute of the first."""
    key = f"limit:{action}:{get_adapter().get_client_ip(request)}"
    if cache.add(key, 1, timeout=60):
        return True
    try:
        return cache.incr(key) <= per_minute
    except ValueError:  # the minute ended between the two calls
        return True
