"""One page of a long list, by the `page` in the address; `components/pagination.html` shows the way on."""

from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

ROWS = 50


def page_of(rows: QuerySet | Sequence, request: HttpRequest, *, size: int = ROWS) -> Page:
    """The page asked for; the first where that says nothing, the last where there are fewer."""
    return Paginator(rows, size).get_page(request.GET.get("page"))
