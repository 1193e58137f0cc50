"""Crawl as one person, replay as another: the machinery of the isolation test."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.db import connection
from django.test import Client
from django.urls import resolve
from django.urls.exceptions import Resolver404

SKIPPED = re.compile(r"/logout|/static/|/admin/|/i18n/|/dev/mail|/styleguide|/documents/")
FOLLOWED = re.compile(r"/(?:en|c|s)/")  # one language: the seven answer alike
PER_ROUTE = 3  # how many addresses of one route a crawl follows
CANARY = re.compile(r"canary(\d+)x", re.IGNORECASE)
VOLATILE_TABLES = ("django_session", "cache_table", "sqlite_sequence")


@dataclass(frozen=True)
class Post:
    address: str
    fields: tuple[tuple[str, str], ...]


@dataclass
class Crawl:
    """What one person found: pages by address and the forms on them."""

    pages: dict[str, str] = field(default_factory=dict)
    forms: set[Post] = field(default_factory=set)


class LinksAndForms(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str, dict]] = []
        self._form: tuple[str, dict] | None = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        elif tag == "form":
            self._form = (given.get("action") or "", {}) if (given.get("method") or "").lower() == "post" else None
        elif self._form and given.get("name") and given["name"] != "csrfmiddlewaretoken":
            self._form[1].setdefault(given["name"], given.get("value") or "1")

    def handle_endtag(self, tag):
        if tag == "form" and self._form:
            self.forms.append(self._form)
            self._form = None


def route_of(address: str) -> str:
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return address
    return f"{match.view_name}:{sorted(match.kwargs)}"


def crawl(client: Client, start: list[str]) -> Crawl:
    """Follow every link from the start, at most a few addresses of each route."""
    found, waiting, seen, followed = Crawl(), list(start), set(start), defaultdict(int)
    while waiting:
        address = waiting.pop(0)
        response = client.get(address)
        if response.status_code in (301, 302):
            links = [response["Location"]]
        elif response.status_code == 200:
            links = read_page(found, address, response)
        else:
            links = []
        for link in links:
            target = urldefrag(urljoin(address, link)).url
            is_ours = FOLLOWED.match(target) and not SKIPPED.search(target)
            if is_ours and target not in seen and followed[route_of(target)] < PER_ROUTE:
                seen.add(target)
                followed[route_of(target)] += 1
                waiting.append(target)
    return found


def read_page(found: Crawl, address: str, response) -> list[str]:
    if "text/html" not in response.get("Content-Type", ""):
        found.pages[address] = ""
        return []
    text = response.content.decode()
    found.pages[address] = text
    parser = LinksAndForms()
    parser.feed(text)
    for action, fields in parser.forms:
        target = urljoin(address, action)
        if not SKIPPED.search(target):
            found.forms.add(Post(target, tuple(sorted(fields.items()))))
    return parser.links


def canaries_in(text: str) -> set[int]:
    """The ids of the people whose marked names stand in the text."""
    return {int(number) for number in CANARY.findall(text)}


def is_refused(response) -> bool:
    to_sign_in = response.status_code == 302 and "/accounts/login/" in response["Location"]
    return response.status_code in (403, 404, 405) or to_sign_in


def tables_digest() -> dict[str, tuple]:
    """`{table: (rows, sum of hashes)}` of every table that a request could change."""
    digest = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in VOLATILE_TABLES and "search" not in table and "fts" not in table:
                cursor.execute(f'SELECT * FROM "{table}"')
                rows = cursor.fetchall()
                digest[table] = (len(rows), sum(hash(repr(row)) for row in rows))
    return digest
