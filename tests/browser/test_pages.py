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
from playwright.sync_api import Error

ROLES = {
    "": ["", "courses/", "accounts/login/", "verify/", "styleguide/"],
    "learner.kh": ["my/"],
    "learner.la": ["my/"],
    "trainer.kh": ["my/"],
    "observer.kh": ["my/"],
    "taskforce.kh": ["my/"],
    "interviewer.kh": ["my/"],
    "admin": ["my/"],
    "editor": ["my/"],
}
LINKS = "header nav a[href], header .menu a:not([hreflang]), main a[href], footer a[href]"
NOT_OURS = re.compile(r"^/[a-z-]+/.*(\.xlsx|\.pdf|/import/sheet/|/logout/)$")  # files are tried where they are made
SAME_FOR_ALL = re.compile(r"^(learning:(home|help|privacy|courses|page)|account_|mfa_|certificates:verif)")


STAFF = ["trainer.kh", "observer.kh", "taskforce.kh", "interviewer.kh", "admin", "editor"]


def route_of(path):
    """One kind of page: its view, and for lessons how deep in the tree it stands; None where it is no page of ours."""
    if NOT_OURS.search(path):
        return None
    try:
        with translation.override(path.split("/")[1]):
            view = resolve(path).view_name
    except Resolver404:
        return None
    return f"{view}:{path.count('/')}" if view == "learning:page" else view


def walk(person, role):
    """Open one page of each kind that can be reached by links, and yield its name; staff skip what learners see too."""
    home, seen = f"/{person.language}/", set()
    waiting = [home + path for path in ROLES[role]]
    while waiting:
        path = waiting.pop(0)
        route = route_of(urlsplit(path).path) if path.startswith(home) else None
        if route is None or route in seen or (role in STAFF and SAME_FOR_ALL.match(str(route))):
            continue
        seen.add(route)
        if is_file(person, path):
            continue
        yield re.sub(r"\W+", "-", path.split("/", 2)[2]).strip("-")[:60] or "home"
        hrefs = person.page.eval_on_selector_all(LINKS, "links => links.map(link => link.href)")
        waiting += [urlsplit(href)._replace(scheme="", netloc="", fragment="").geturl() for href in hrefs]


def is_file(person, path) -> bool:
    """Open the page; an address that answers a file to keep is none."""
    try:
        person.open(person.site.address + path)
    except Error as error:
        if "Download is starting" in error.message:
            return True
        raise
    return False


def arrive(visitor, role, language):
    person = visitor(language, album=f"pages/{role or 'anybody'}-{language}")
    if role:
        person.sign_in(f"{role}@demo.example")
    return person


@pytest.mark.parametrize("role", ROLES)
def test_pages_in_english(visitor, role):
    person = arrive(visitor, role, "en")
    for name in walk(person, role):
        person.look(f"{name}-360")
        person.check_access()
        look_at_desk(person, name)


@pytest.mark.parametrize("role", ["learner.kh", "trainer.kh", "taskforce.kh"])
def test_pages_in_burmese(visitor, role):
    """The longest lines and the tallest letters."""
    person = arrive(visitor, role, "my")
    for name in walk(person, role):
        person.look(f"{name}-360")
        look_at_desk(person, name)


@pytest.mark.parametrize(
    ("role", "language"),
    [("", "km"), ("learner.kh", "km"), ("admin", "km"), ("", "zh-hans"), ("trainer.kh", "zh-hans")],
)
def test_pages_in_khmer_and_chinese(visitor, role, language):
    """Each role in one of the two; with the Burmese walk, every one has been seen in another script."""
    person = arrive(visitor, role, language)
    for name in walk(person, role):
        person.look(f"{name}-360")


def look_at_desk(person, name):
    person.page.set_viewport_size(DESK)
    person.look(f"{name}-1280")
    person.page.set_viewport_size(PHONE)
