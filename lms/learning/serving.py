"""The fast way from an address to a page, with Wagtail's own serving and all its hooks at the end."""

from copy import copy

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from lms.core import languages
from lms.learning import contents
from lms.learning.versions import Version, VersionedStore, content_version

_responses = VersionedStore(at_most=1500)
_pages = VersionedStore(at_most=1500)


def answer(request: HttpRequest, address: str) -> HttpResponse:
    """The page at this address below the current language, or 404.

    A visitor without a session gets the whole response from this process's store, which hangs on the content
    version, the language and the address; nothing of a person is in it.
    """
    request.content_version = content_version()
    if not is_anonymous_reading(request):
        return serve_page(request, address)
    key = (languages.current(), address)
    content = _responses.get(request.content_version, key)
    if content is None:
        response = serve_page(request, address)
        if response.status_code != 200:
            return response
        content = response.render().content
        _responses.put(request.content_version, key, content)
    return HttpResponse(content)


def is_anonymous_reading(request: HttpRequest) -> bool:
    """No session, no waiting message, no query string: nothing that could make two answers differ."""
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and not request.META.get("QUERY_STRING")
    )


def serve_page(request: HttpRequest, address: str) -> HttpResponse:
    """Wagtail's router is told the answer beforehand, so that it asks no query of its own."""
    version = request.content_version
    page = page_at(address, version)
    if page is None:
        raise Http404
    page.known_version = version
    request._wagtail_site = contents.site(version)
    request._wagtail_route_for_request = RouteResult(page)
    return serve(request, address)


def page_at(address: str, version: Version) -> Page | None:
    """The page's row, read once a version; whoever serves it gets a copy.

    The long text is not held with the row: Django reads it again in the rare case that it is asked for.
    """
    model, pk = contents.outline(languages.current(), version).pages.get(address) or (None, None)
    held = _pages.get(version, pk)
    if held:
        return copy(held)
    page = model and model.objects.live().filter(pk=pk).first()
    if page:
        held = copy(page)
        held.__dict__.pop("body", None)
        _pages.put(version, pk, held)
    return page


def has_restrictions(version: Version) -> bool:
    return contents.outline(languages.current(), version).has_restrictions


def url_parts(page: Page) -> tuple[int, str, str] | None:
    """What Wagtail asks a page for: `(site id, root address, path)`; the path is ours, under the language."""
    if page.url_path.count("/") < 2 or page.depth < 2:
        return None
    site = contents.site()
    language = contents.language_of(page.locale_id)
    return site.pk, site.root_url, contents.url_of(language, contents.address_below_language(page.url_path))
