"""What a page costs its reader, and whether it works correctly, in a real browser."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from hosting import Site, Watch, compress_file

LATENCY_MS, BYTES_A_SECOND, CPU_SLOWER = 150, 1_600_000 // 8, 4
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
QUIET_MS = 1500

_OBSERVE = """
window.seen = { fcp: 0, lcp: 0, cls: 0, tasks: [] };
const watch = (type, note) => new PerformanceObserver(list => list.getEntries().forEach(note))
    .observe({ type, buffered: true });
watch('paint', e => { if (e.name === 'first-contentful-paint') seen.fcp = e.startTime; });
watch('largest-contentful-paint', e => { seen.lcp = e.startTime; });
watch('layout-shift', e => { if (!e.hadRecentInput) seen.cls += e.value; });
watch('longtask', e => seen.tasks.push([e.startTime, e.duration]));
"""

Act = Callable[[Page], None]
"""What is done on a page before it is checked; for most pages, nothing."""


@dataclass(frozen=True)
class Cost:
    """Milliseconds, the share of the screen that shifted, and KB as sent."""

    fcp: float
    lcp: float
    cls: float
    tbt: float
    html: float
    css: float
    js: float
    all: float


@dataclass(frozen=True)
class Soundness:
    """How many faults a page has, and the percentage of its words that are visible without scripts."""

    outside: int
    errors: int
    sideways: int
    words: int
    axe: int


def cost(browser: Browser, site: Site, path: str, runs: int, act: Act | None = None) -> Cost:
    """The median of several first visits on a slow phone."""
    visits = [asdict(_visit(browser, site.at(path), act)) for _ in range(runs)]
    return Cost(**{key: median(visit[key] for visit in visits) for key in visits[0]})


def _visit(browser: Browser, address: str, act: Act | None) -> Cost:
    with _context(browser, PHONE) as context:
        context.add_init_script(_OBSERVE)
        page = context.new_page()
        session = slow(context, page)
        weights = _sum_weights(session)
        page.goto(address, timeout=120_000)
        if act:
            act(page)
        page.wait_for_timeout(QUIET_MS)
        seen = page.evaluate("seen")
    blocked = sum(max(0, took - 50) for begun, took in seen["tasks"] if begun + took > seen["fcp"])
    kinds = {"html": "Document", "css": "Stylesheet", "js": "Script"}
    sizes = {key: weights.get(kind, 0) / 1000 for key, kind in kinds.items()}
    return Cost(seen["fcp"], seen["lcp"], seen["cls"], blocked, **sizes, all=sum(weights.values()) / 1000)


def slow(context: BrowserContext, page: Page) -> CDPSession:
    """Makes the network and the processor as slow as those of a slow phone."""
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"offline": False, "latency": LATENCY_MS}
    line |= {"downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND // 2}
    session.send("Network.emulateNetworkConditions", line)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWER})
    return session


def _sum_weights(session: CDPSession) -> dict[str, int]:
    """Bytes of the response bodies as received, by type of resource; filled while the page loads."""
    begun: dict[str, tuple[str, int]] = {}
    weights: dict[str, int] = {}

    def begin(event: dict[str, Any]) -> None:
        begun[event["requestId"]] = (event["type"], int(event["response"]["encodedDataLength"]))

    def end(event: dict[str, Any]) -> None:
        kind, head = begun.get(event["requestId"], ("Other", 0))
        weights[kind] = weights.get(kind, 0) + int(event["encodedDataLength"]) - head

    session.on("Network.responseReceived", begin)
    session.on("Network.loadingFinished", end)
    return weights


def measure_soundness(
    browser: Browser, site: Site, path: str, act: Act | None = None, missing: bool = False
) -> Soundness:
    """`missing` is for the page at a missing address, whose own status 404 does not count as an error."""
    watch = Watch()
    axe = 0
    for look in ({**DESKTOP, "color_scheme": "light"}, {**PHONE, "color_scheme": "dark"}):
        with _open_page(browser, site, path, look, act, watch) as page:
            axe += len(Axe().run(page, options=RULES).response["violations"])
    with _open_page(browser, site, path, {"viewport": {"width": 320, "height": 800}}, act, watch) as page:
        sideways = page.evaluate("document.documentElement.scrollWidth") - 320
        page.evaluate("document.querySelectorAll('.js-only').forEach(e => e.remove())")
        whole = _words(page)
    with _open_page(browser, site, path, {**DESKTOP, "java_script_enabled": False}, None, watch) as page:
        without = _words(page)
    failed = [line for line in watch.failed if not missing or not line.startswith("404 ")]
    share = min(100, round(100 * without / whole)) if whole else 100
    return Soundness(len(watch.outside), len(watch.errors) + len(failed), max(0, sideways), share, axe)


def _words(page: Page) -> int:
    return len(page.locator(".page").inner_text().split())


@contextmanager
def _open_page(
    browser: Browser, site: Site, path: str, look: dict[str, Any], act: Act | None, watch: Watch
) -> Iterator[Page]:
    with _context(browser, look) as context:
        watch.observe(context, site.host)
        page = context.new_page()
        page.goto(site.at(path))
        if act:
            act(page)
        yield page


@contextmanager
def _context(browser: Browser, look: dict[str, Any]) -> Iterator[BrowserContext]:
    context = browser.new_context(**look)
    try:
        yield context
    finally:
        context.close()


@dataclass(frozen=True)
class Search:
    """How many entries and claims the search covers, the size of its index in KB as sent, and how fast it answers in
    milliseconds: when first opened on a slow connection, and after a key press once it is loaded."""

    entries: int
    claims: int
    index: float
    opened: float
    key: float


_ANSWERED = """words => new Promise(done => {
    const input = document.querySelector('dialog.search input');
    const begun = performance.now();
    const look = () => input.dataset.answered === words ? done(performance.now() - begun) : setTimeout(look, 2);
    input.value = words;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    look();
})"""


def open_search(page: Page) -> None:
    """Opens the search and types a few letters."""
    page.keyboard.press("/")
    page.locator("dialog.search input").fill("an")
    page.locator("dialog.search input[data-shown='an']").wait_for(timeout=120_000)


def search(browser: Browser, site: Site, runs: int) -> Search:
    """Types a different name each time, whole and in part."""
    files = [site.folder / "search" / name for name in ("names.json", "text.json", "pages.json")]
    names, claims, _ = (json.loads(file.read_text(encoding="utf-8"))["items"] for file in files)
    first, keys = [], []
    for _ in range(runs):
        with _context(browser, PHONE) as context:
            page = context.new_page()
            slow(context, page)
            page.goto(site.address, timeout=120_000)
            page.wait_for_timeout(QUIET_MS)
            page.keyboard.press("/")
            page.set_default_timeout(120_000)
            first.append(page.evaluate(_ANSWERED, names[0]["n"]))
            for item in names[:: max(1, len(names) // 10)]:
                keys += [page.evaluate(_ANSWERED, item["n"]), page.evaluate(_ANSWERED, item["n"][:3])]
    size = sum(len(compress_file(file)) for file in files) / 1000
    return Search(len(names), len(claims), size, median(first), median(keys))


def note(line: str) -> None:
    """Prints what is being done, for the person who is waiting."""
    print(line, file=sys.stderr, flush=True)
