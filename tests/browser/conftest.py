"""The published site in a real browser: built for a sub-path, served, watched.

Every test here holds three bars without saying so: no request to another host, no error in the
console, no failed request. A test that means to cause one clears that list of `watch` itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from find_browser import find_browser
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from published import Site, Visit, Watch, build, served

ROOT = Path(__file__).resolve().parents[2]

CHROMIUM = (
    "--no-sandbox",  # Chromium's sandbox refuses to run as root
    "--disable-dev-shm-usage",  # /dev/shm is tiny in containers
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no other host exists
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The published briefing, built strictly for the address it is served at."""
    with served(tmp_path_factory.mktemp("published") / "site") as site:
        if wrong := build(ROOT, site):
            pytest.fail(wrong, pytrace=False)
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, started once. A machine without one fails the tests: nothing is skipped in silence."""
    executable = find_browser()
    if executable is None:
        pytest.fail("no Chromium found: `make test` fetches one, -m 'not browser' does without", pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What went wrong on the pages of this test; must be empty at its end."""
    seen = Watch()
    yield seen
    if lines := seen.lines():
        pytest.fail("\n".join(lines), pytrace=False)


@pytest.fixture
def visit(browser: Browser, site: Site, watch: Watch) -> Iterator[Visit]:
    """`visit(path, **options)`: a fresh page at a path of the site.

    The options are those of a browser context: `viewport`, `color_scheme`, `java_script_enabled`,
    `reduced_motion`, `has_touch`, `forced_colors`, ….
    """
    contexts: list[BrowserContext] = []

    def open_page(path: str = "", **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        watch.observe(context, site.host)
        page = context.new_page()
        page.goto(site.at(path))
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(visit: Visit) -> Page:
    """The home page at desktop width."""
    return visit()
