"""Every kind of page that a demo role can reach, on a phone and at a desk, in four languages.

Nothing is wider than the screen, no script or file is refused, no other host is asked; axe finds nothing serious.
"""

import re
from urllib.parse import urlsplit

import pytest
from browser.screens import DESK, PHONE
from django.urls import resolve
from django.urls.exceptions import Resolver404
from django.utils import translation

ROLES = {
    "": ["", "courses/", "accounts/login/", "verify/", "styleguide/"],
    "learner.kh": ["my/"],
    "learner.la": ["my/"],
    "trainer.kh": ["my/"],
    "observer.kh": ["my/"],
    "taskforce.kh": ["my/"],
    "admin": ["my/"],
    "editor": ["my/"],
}
LINKS = "header nav a[href], header .menu a:not([hreflang]), main a[href]"
NOT_OURS = re.compile(r"^/(admin|c|i18n|static|dev|documents)/|\.xlsx$|/logout/")


def route_of(path):
    """One kind of page: its view, and for lessons how deep in the tree it stands; nothing where it is no page of ours."""
    if NOT_OURS.search(path):
        return None
    try:
        with translation.override(path.split("/")[1]):
            view = resolve(path).view_name
    except Resolver404:
        return None
    return (view, path.count("/")) if view == "learning:page" else view


def walk(person, start):
    """Open one page of each kind that can be reached by links, and yield its name."""
    waiting, seen = [f"/{person.language}/{path}" for path in start], set()
    while waiting:
        path = waiting.pop(0)
        route = route_of(urlsplit(path).path)
        if route is None or route in seen:
            continue
        seen.add(route)
        person.open(person.site.address + path)
        yield re.sub(r"\W+", "-", path.split("/", 2)[2]).strip("-")[:60] or "home"
        hrefs = person.page.eval_on_selector_all(LINKS, "links => links.map(link => link.href)")
        waiting += [urlsplit(href)._replace(scheme="", netloc="", fragment="").geturl() for href in hrefs]


def arrive(visitor, role, language):
    person = visitor(language, album=f"pages/{role or 'anybody'}-{language}")
    if role:
        person.sign_in(f"{role}@demo.example")
    return person


@pytest.mark.parametrize("role", ROLES)
def test_pages_in_english(visitor, role):
    person = arrive(visitor, role, "en")
    for name in walk(person, ROLES[role]):
        person.look(f"{name}-360")
        person.check_access()
        person.page.set_viewport_size(DESK)
        person.look(f"{name}-1280")
        person.page.set_viewport_size(PHONE)


@pytest.mark.parametrize("language", ["km", "my", "zh-hans"])
@pytest.mark.parametrize("role", ["", "learner.kh", "trainer.kh", "taskforce.kh", "admin"])
def test_pages_in_other_scripts(visitor, role, language):
    person = arrive(visitor, role, language)
    for name in walk(person, ROLES[role]):
        person.look(f"{name}-360")
        person.page.set_viewport_size(DESK)
        person.look(f"{name}-1280")
        person.page.set_viewport_size(PHONE)
