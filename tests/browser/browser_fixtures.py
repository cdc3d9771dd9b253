"""What tests in a real browser share: Chromium, a page of the site, and a record of what goes wrong there.

Every test that opens a page also checks three things: no request to another host, no error in the console, and no
failed request. A test that causes one on purpose clears that list of `watch` itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from served_site import Site, Visit, Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page
    from readers import Reader

CHROMIUM = (
    "--disable-gpu",  # there is none, and its imitation takes a process of its own
    "--renderer-process-limit=1",  # a process for each page costs more than most tests
    "--no-sandbox",  # Chromium's sandbox refuses to run as root
    "--disable-dev-shm-usage",  # /dev/shm is tiny in containers
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no other host exists
)
DESKTOP = {"viewport": {"width": 1280, "height": 800}}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks every test that uses a browser."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, started once. Without one, the tests fail instead of being skipped silently."""
    from find_browser import find_browser
    from playwright.sync_api import sync_playwright

    executable = find_browser()
    if executable is None:
        pytest.fail("no Chromium found: `make test` fetches one, -m 'not browser' does without", pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What went wrong on the pages of this test; must be empty at the end."""
    seen = Watch()
    yield seen
    if faults := seen.list_faults():
        pytest.fail("\n".join(faults), pytrace=False)


@pytest.fixture
def visit(browser: Browser, site: Site, watch: Watch) -> Iterator[Visit]:
    """`visit(path, **options)`: opens a new page at a path of the site.

    The options are those of a browser context: `viewport`, `color_scheme`, `java_script_enabled`, `reduced_motion`,
    `has_touch`, `forced_colors`, ….
    """
    contexts: list[BrowserContext] = []

    def open_page(path: str = "", **options: Any) -> Page:
        context = browser.new_context(**{**DESKTOP, **options})
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


@pytest.fixture
def arrive(visit: Visit, site: Site) -> Any:
    """`arrive(**options)`: a reader on the home page, in a browser context with those options."""
    from readers import Reader

    def open_home(**options: Any) -> Reader:
        return Reader(visit(**options), site)

    return open_home


@pytest.fixture
def reader(arrive: Any) -> Reader:
    """A reader on the home page, on a desktop."""
    found: Reader = arrive()
    return found
