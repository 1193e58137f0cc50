"""A running site and visitors to it; without Chromium these tests are skipped."""

import shutil

import pytest
from browser.screens import PHONE
from browser.site import Site, free_port
from browser.visitor import Visitor
from playwright.sync_api import expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIETLY = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
PATIENCE_MS = 15_000


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(
                pytest.mark.skipif(CHROMIUM is None, reason="Chromium is missing: apt-get install chromium")
            )


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The site as `make run` serves it, with the demo's people, in a folder of its own."""
    running = Site(var_dir=tmp_path_factory.mktemp("site"), port=free_port())
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def chromium():
    """One browser a module: Playwright keeps an event loop, which tests with a database must not meet."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIETLY)
        yield browser
        browser.close()


@pytest.fixture
def visitor(site, chromium):
    """`visitor("km")` is a new person at a phone with an empty browser."""
    contexts = []

    def arrive(language="en", *, screen=PHONE, album="", **options) -> Visitor:
        context = chromium.new_context(viewport=screen, locale="en-GB", **options)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return Visitor(context.new_page(), site, language, album)

    yield arrive
    for context in contexts:
        context.close()
