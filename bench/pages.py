"""Measures what readers get: `python bench/pages.py [--claims 20000] [--lighthouse] [--only home,claim]`.

Opens the heaviest page of each type as on a slow phone, and the heaviest pages of an invented briefing. Writes the
tables of `docs/experience.md`, unless only some pages are requested. Exits with 0 even if a bar is missed: a benchmark
reports, it does not judge.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

import lab
import lighthouse
from hosting import CHECKOUT, Site, browser_path, build_invented_site, compress_file, host_site
from measured import Row, replace_measured, short_lines, table

PAGE = CHECKOUT / "docs" / "experience.md"
KEPT = CHECKOUT / ".bench" / "experience.json"
TYPES = {
    "Home": "index.html",
    "Organisation": "companies/*/index.html",
    "Person": "people/*/index.html",
    "Claim": "claims/*/*/index.html",
    "Source": "articles/*/index.html",
    "Term": "glossary/*/index.html",
    "Topic": "topics/*/index.html",
    "Edition": "editions/*/index.html",
    "Timeline": "timeline/index.html",
    "Sources that differ": "differences/index.html",
    "What changed": "changes/index.html",
    "Numbers": "figures/index.html",
    "Due for review": "freshness/index.html",
    "Corrections": "corrections/index.html",
    "Hand-written page": "how-to-read-a-claim/index.html",
}
SEARCH, MISSING = "Search, opened", "No page here"
OF_LIGHTHOUSE = ("Home", "Organisation", "Claim", "Timeline", "Edition")
COSTS = ("First paint, ms", "Largest paint, ms", "Shift", "Blocked, ms", "HTML, KB", "CSS, KB", "JS, KB", "All, KB")
COST_BARS = ("≤ 1,800", "≤ 2,500", "≤ 0.1", "≤ 200", "≤ 30", "≤ 30", "≤ 60", "≤ 160")
COST_LIMITS = (1800, 2500, 0.1, 200, 30, 30, 60, 160)
HEAVY_BARS = (*COST_BARS[:4], "≤ 100", "≤ 30", "≤ 60", "≤ 500")
HEAVY_LIMITS = (1800, 2500, 0.1, 200, 100, 30, 60, 500)
SOUND = ("Other hosts", "Errors", "Sideways at 320 px", "Words without scripts, %", "axe")
SOUND_BARS = ("0", "0", "0", "≥ 95", "0")
SOUND_LIMITS = (0, 0, 0, -95, 0)
SEARCHED = ("Names", "Facts", "Index, KB", "First answer, ms", "Answer to a key, ms")
SEARCH_BARS = ("", "", "≤ 1,000", "", "≤ 300")
SEARCH_LIMITS = (float("inf"), float("inf"), 1000, float("inf"), 300)
SCORES = ("Performance", "Accessibility", "Best practices", "Search engines")

Part = dict[str, Any]
"""One measured table, as it is stored between runs: its rows, and when and on what machine they were measured."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command."""
    options = _options(arguments)
    parts: dict[str, Part] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        measured = _measured(browser, options)
        for name, rows in measured:
            parts[name] = {"rows": rows, "on": _on(browser)}
            for line in _print_progress(name, parts[name])[1]:
                print(f"{name}: {line}", flush=True)
            if not options.only:
                _write(parts)
        browser.close()
    return 0


def _write(parts: Mapping[str, Part]) -> None:
    """Writes the tables; earlier results stay until they are measured again."""
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(parts, indent=1, ensure_ascii=False), encoding="utf-8")
    replace_measured(PAGE, {name: _print_progress(name, parts[name])[0] for name in HEADINGS if name in parts})


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure what readers of the site get.")
    parser.add_argument("--claims", type=int, default=20_000, help="claims of the invented briefing; 0 leaves it out")
    parser.add_argument("--runs", type=int, default=3, help="visits of each page; the median counts (default 3)")
    parser.add_argument("--only", default="", help="some types of page, by name, commas between; writes nothing")
    parser.add_argument("--lighthouse", action="store_true", help="Lighthouse too, fetched with npm")
    return parser.parse_args(arguments)


def _on(browser: Browser) -> str:
    return f"{dt.date.today():%-d %B %Y}, Chromium {browser.version.split('.')[0]}, {os.cpu_count()} processors"


# What is measured

PAGES_COST, PAGES_SOUND = "What a page costs", "Whether a page is sound"
HEAVY_COST, HEAVY_SOUND = "The heaviest pages of a large briefing", "Whether they are sound"
SEARCHES, SCORED = "Search", "Lighthouse"
HEADINGS = (PAGES_COST, PAGES_SOUND, HEAVY_COST, HEAVY_SOUND, SEARCHES, SCORED)


def _measured(browser: Browser, options: argparse.Namespace) -> Iterator[tuple[str, list[Row]]]:
    wanted = {name.strip().lower() for name in options.only.split(",") if name.strip()}
    searched: list[Row] = []
    with host_site(CHECKOUT) as site:
        chosen = {name: path for name, path in find_pages(site).items() if not wanted or name.lower() in wanted}
        yield PAGES_COST, [_cost(browser, site, name, path, options.runs) for name, path in chosen.items()]
        yield PAGES_SOUND, [_sound(browser, site, name, path) for name, path in chosen.items()]
        if options.lighthouse:
            yield SCORED, list(_score_pages(site, chosen))
        if not wanted:
            searched.append(("This briefing", astuple(lab.search(browser, site, options.runs))))
    if not wanted and options.claims:
        lab.note(f"an invented briefing of {options.claims:,} claims")
        with build_invented_site(options.claims) as site:
            heavy = find_heaviest(site)
            yield HEAVY_COST, [_cost(browser, site, path, path, options.runs) for path in heavy]
            yield HEAVY_SOUND, [_sound(browser, site, path, path) for path in heavy]
            searched.append(("An invented one", astuple(lab.search(browser, site, options.runs))))
    if searched:
        yield SEARCHES, searched


def find_pages(site: Site) -> dict[str, str]:
    """Type -> the heaviest page of that type, by its address inside the site."""
    found = {}
    for name, pattern in TYPES.items():
        if files := _of(site, pattern):
            found[name] = _address(site, max(files, key=lambda file: (file.stat().st_size, str(file))))
    return {**found, SEARCH: "", MISSING: "companies/no-such-name/"}


def _of(site: Site, pattern: str) -> list[Path]:
    """The pages of that form, without those that continue a list."""
    return [file for file in site.folder.glob(pattern) if "page" not in file.parts]


def find_heaviest(site: Site, count: int = 3) -> list[str]:
    """The heaviest pages of all, and the heaviest claim and timeline."""
    files = sorted(site.folder.rglob("*.html"), key=lambda file: file.stat().st_size, reverse=True)
    chosen = sorted(files[: 3 * count], key=lambda file: len(compress_file(file)), reverse=True)[:count]
    claims, years = (_of(site, pattern) for pattern in ("claims/*/*/index.html", "timeline/*/index.html"))
    others = [max(found, key=lambda file: file.stat().st_size) for found in (claims, years)]
    return list(dict.fromkeys(_address(site, file) for file in [*chosen, site.folder / "index.html", *others]))


def _address(site: Site, file: Path) -> str:
    return file.relative_to(site.folder).as_posix().removesuffix("index.html")


def _cost(browser: Browser, site: Site, name: str, path: str, runs: int) -> Row:
    lab.note(f"{name}: cost")
    act = lab.open_search if name == SEARCH else None
    return name or "Home", astuple(lab.cost(browser, site, path, runs, act))


def _sound(browser: Browser, site: Site, name: str, path: str) -> Row:
    lab.note(f"{name}: soundness")
    act = lab.open_search if name == SEARCH else None
    return name or "Home", astuple(lab.measure_soundness(browser, site, path, act, missing=name == MISSING))


def _score_pages(site: Site, chosen: Mapping[str, str]) -> Iterator[Row]:
    command, browser = lighthouse.install(KEPT.parent / "lighthouse"), browser_path()
    for name in (name for name in OF_LIGHTHOUSE if name in chosen):
        for desktop in (False, True):
            what = f"{name}, {'desktop' if desktop else 'telephone'}"
            lab.note(f"{what}: Lighthouse")
            points, short = lighthouse.run_lighthouse(command, browser, site.at(chosen[name]), desktop)
            for line in short:
                print(f"Lighthouse: {what}: {line}")
            yield what, points


# What is reported

_FORMS: dict[str, tuple[Sequence[str], Sequence[str], Sequence[float]]] = {
    PAGES_COST: (COSTS, COST_BARS, COST_LIMITS),
    HEAVY_COST: (COSTS, HEAVY_BARS, HEAVY_LIMITS),
    PAGES_SOUND: (SOUND, SOUND_BARS, SOUND_LIMITS),
    HEAVY_SOUND: (SOUND, SOUND_BARS, SOUND_LIMITS),
    SEARCHES: (SEARCHED, SEARCH_BARS, SEARCH_LIMITS),
    SCORED: (SCORES, ("≥ 95; desktop 100", "100", "100", "100"), (-95, -100, -100, -100)),
}


def _print_progress(name: str, part: Part) -> tuple[str, list[str]]:
    """Prints the table with the day it was measured, and what misses a bar."""
    columns, bars, limits = _FORMS[name]
    rows: list[Row] = [(what, figures) for what, figures in part["rows"]]
    words = f"Measured on {part['on']}."
    return f"{words}\n\n{table(name, columns, rows, bars, limits)}", short_lines(columns, rows, limits)


if __name__ == "__main__":
    sys.exit(main())
