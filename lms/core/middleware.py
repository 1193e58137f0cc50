"""What every answer gets: private pages stay private, refusals are said plainly."""

from csp.constants import UNSAFE_INLINE
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render

from lms.core.errors import Refused


def bounds(get_response):
    """What no view could answer is refused before it costs anything: a NUL sign in the question, a huge body."""

    def middleware(request):
        if "%00" in request.META.get("QUERY_STRING", "") or "\0" in request.path_info:
            raise BadRequest("A NUL sign in the address.")
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return HttpResponse("The file is too large.", status=413, content_type="text/plain")
        return get_response(request)

    return middleware


def private_pages(get_response):
    """Nothing that a signed-in person saw is kept by a browser or proxy, nor by the page itself after sign-out."""

    def middleware(request):
        was_signed_in = request.user.is_authenticated
        response = get_response(request)
        if was_signed_in or request.user.is_authenticated:
            response["Cache-Control"] = "no-store, private"
        if was_signed_in and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"storage"'
        return response

    return middleware


class refusals:  # noqa: N801 (named as the other middleware, which are functions)
    """A refusal that no view caught becomes a page that says why."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Refused):
            return render(request, "refused.html", {"message": exception.message}, status=409)
        return None


def editors_policy(get_response):
    """Wagtail's admin needs a few inline scripts and styles; our own pages get none."""

    def middleware(request):
        response = get_response(request)
        if request.path.startswith("/admin/"):
            response._csp_update = {"script-src": ["'self'", UNSAFE_INLINE], "style-src": ["'self'", UNSAFE_INLINE]}
            response._csp_replace = {"frame-ancestors": ["'self'"]}  # the preview beside the text
        return response

    return middleware
