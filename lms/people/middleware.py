"""Administrators and task force members sign in with a second factor."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.shortcuts import redirect
from django.utils.translation import get_language_from_path

OPEN_PREFIXES = ("/accounts/", "/static/", "/healthz")


def require_second_factor(get_response):
    def middleware(request):
        if needs_second_factor(request):
            return redirect("mfa_activate_totp")
        return get_response(request)

    return middleware


def needs_second_factor(request) -> bool:
    """Whether this person may go no further before setting up a second factor."""
    if not settings.REQUIRE_SECOND_FACTOR or not request.user.is_authenticated:
        return False
    path = request.path_info
    language = get_language_from_path(path)
    if path.removeprefix(f"/{language}").startswith(OPEN_PREFIXES):
        return False
    is_privileged = request.user.is_administrator or request.user.is_task_force_member
    return is_privileged and not is_mfa_enabled(request.user)
