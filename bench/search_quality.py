"""Compares search engines: `python bench/search_quality.py [--claims 20000] [--site DIR]`. Needs Node and npm.

Our own search, MiniSearch and Pagefind get everything that the search of an invented briefing has, and answer two sets
of 300 questions. Only one of them is used for tuning. Writes the tables of `docs/experience.md`, unless `--site` names
a built site.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from hosting import CHECKOUT, browser_path, build_invented_site
from html_tables import write_table
from measured import replace_measured, shorten
from search_questions import COUNTS, SETS, Corpus, as_data, make_questions

PACKAGES = ("minisearch@7.2.0", "pagefind@1.6.0")
TOOLS = CHECKOUT / ".bench" / "search"
SCRIPTS = CHECKOUT / "hooks" / "theme" / "scripts"
PAGE = CHECKOUT / "docs" / "experience.md"
MARKS = ("<!-- searched: begin -->", "<!-- searched: end -->")
FIGURES = ("Index, KB", "Code, KB", "Ready, ms", "Answer, ms", "Slow answer, ms")
SHARES = ("First, %", "In three, %", "Unseen: first, %", "Unseen: in three, %", "False, of 50")

Rows = dict[str, dict[str, Any]]
"""Engine -> its figures, and `judged`: set -> kind of question -> how many were asked, found first, found in three, and
how many results there were."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns 2 without Node."""
    parser = argparse.ArgumentParser(description="Compare search engines.")
    parser.add_argument("--claims", type=int, default=20_000, help="claims of the invented briefing (default 20000)")
    parser.add_argument("--site", type=Path, help="a built site that is searched instead; writes nothing")
    parser.add_argument("--without-pagefind", action="store_true", help="which takes minutes to index a large briefing")
    options = parser.parse_args(arguments)
    if not shutil.which("npm"):
        parser.error("Node and npm are needed")
    install()
    if options.site:
        print_rows(compare(options.site, not options.without_pagefind))
    else:
        with build_invented_site(options.claims) as site:
            rows = compare(site.folder, not options.without_pagefind)
            corpus = Corpus(site.folder)
        print_rows(rows)
        replace_measured(PAGE, describe(rows, corpus), MARKS)
    return 0


def install() -> None:
    """Installs the other engines into a folder outside the project."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    quiet = ("--no-audit", "--no-fund", "--silent", "--no-save", f"--prefix={TOOLS}")
    subprocess.run(["npm", "install", *quiet, *PACKAGES], check=True)


def compare(site: Path, with_pagefind: bool) -> Rows:
    """What each engine answers."""
    corpus = Corpus(site)
    sets = {name: as_data(make_questions(corpus, name)) for name in SETS}
    questions = TOOLS / "questions.json"
    questions.write_text(json.dumps(sets, ensure_ascii=False, indent=1), encoding="utf-8")
    given: dict[str, Any] = {"code": weigh_search()}
    if with_pagefind:
        given["pagefind"] = ask_pagefind(site, sets)
    (TOOLS / "answers.json").write_text(json.dumps(given), encoding="utf-8")
    command = ["node", str(CHECKOUT / "bench" / "search_quality.mjs"), *map(str, (TOOLS, SCRIPTS, site, questions))]
    rows: Rows = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return rows


def weigh_search() -> float:
    """The modules that only the search needs, in KB as sent, before they are joined with the rest."""
    names = ("finding", "marks", "names", "queries", "search", "search_page", "search_results", "spelling", "stemming")
    text = "".join((SCRIPTS / f"{name}.mjs").read_text(encoding="utf-8") for name in (*names, "texts", "written_dates"))
    return len(gzip.compress(text.encode(), mtime=0)) / 1000


# Pagefind, which runs in a browser only, and not under the policy of our pages: it needs wasm-unsafe-eval

_ASK = """async words => {
    const pagefind = await import('/pagefind.js');
    const begun = performance.now();
    const { results } = await pagefind.search(words);
    const time = performance.now() - begun;
    const data = await Promise.all(results.slice(0, 12).map(result => result.data()));
    return [time, data.map(each => each.url.replace(/^\\//, ''))];
}"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def _serve(folder: str) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def ask_pagefind(site: Path, sets: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    """Its figures, and its first twelve answers to each question of each set."""
    with tempfile.TemporaryDirectory(prefix="pagefind-") as folder:
        script = CHECKOUT / "bench" / "search_pagefind.mjs"
        subprocess.run(["node", str(script), str(TOOLS), str(site), folder], check=True)
        (Path(folder) / "index.html").write_text("<!doctype html><title>Pagefind</title>", encoding="utf-8")
        files = [path for path in Path(folder).rglob("*") if path.is_file()]
        code = [path for path in files if path.name in ("pagefind.js", "pagefind-worker.js", "wasm.en.pagefind")]
        data = [path for path in files if ".pf_" in path.name]
        times: list[float] = []
        answers: dict[str, list[list[str]]] = {}
        with _serve(folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(address)
            begun = time.perf_counter()
            page.evaluate(_ASK, "a")
            ready = (time.perf_counter() - begun) * 1000
            for name, questions in sets.items():
                answers[name] = []
                for question in questions:
                    taken, found = page.evaluate(_ASK, question["words"])
                    times.append(taken)
                    answers[name].append(found)
            browser.close()
        times.sort()
        return {
            "index": sum(path.stat().st_size for path in data) / 1000,
            "code": sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in code) / 1000,
            "ready": ready,
            "median": times[len(times) // 2],
            "slow": times[int(len(times) * 0.95)],
            "answers": answers,
        }


# What is reported


def _share(judged: Mapping[str, Mapping[str, int]], place: str, kinds: Sequence[str]) -> float:
    """The share of questions that found a right answer, in percent."""
    asked = sum(judged[kind]["asked"] for kind in kinds if kind in judged)
    return 100 * sum(judged[kind][place] for kind in kinds if kind in judged) / asked if asked else 0.0


def _shares(row: Mapping[str, Any]) -> list[float]:
    kinds = [kind for kind in COUNTS if kind != "nonsense"]
    shares = [_share(row["judged"][name], place, kinds) for name in SETS for place in ("first", "three")]
    return [*shares, sum(row["judged"][name].get("nonsense", {}).get("found", 0) for name in SETS)]


def print_rows(rows: Rows) -> None:
    """The figures of each engine, and of ours what each kind of question found."""
    for engine, row in rows.items():
        figures = [row[name] for name in ("index", "code", "ready", "median", "slow")]
        print(f"{engine:14}", *(f"{name} {shorten(value)};" for name, value in zip(FIGURES, figures, strict=True)))
        print(" " * 14, *(f"{name} {shorten(value)};" for name, value in zip(SHARES, _shares(row), strict=True)))
    for kind in COUNTS:
        print(f"{kind:26}", *(_cells(row, kind) for row in rows.values()), sep=" | ")


def _cells(row: Mapping[str, Any], kind: str) -> str:
    parts = [row["judged"][name].get(kind) for name in SETS]
    return "  ".join(f"{part['first']:3}/{part['three']:3} of {part['asked']:3}" if part else "-" for part in parts)


def describe(rows: Rows, corpus: Corpus) -> dict[str, str]:
    """The tables for the page."""
    held = f"{len(corpus.names):,} names, {len(corpus.facts):,} facts, {len(corpus.headlines):,} headlines"
    asked = sum(part["asked"] for part in rows["this project"]["judged"]["for tuning"].values())
    words = f"Measured on {dt.date.today():%-d %B %Y}, {os.cpu_count()} processors: {asked} questions a set; {held}."
    engines = [
        [name, *map(shorten, [*(row[key] for key in ("index", "code", "ready", "median", "slow")), *_shares(row)])]
        for name, row in rows.items()
    ]
    kinds = [
        [kind, *(shorten(_share(row["judged"]["unseen"], "three", [kind])) for row in rows.values())]
        for kind in COUNTS
        if kind != "nonsense" and kind in rows["this project"]["judged"]["unseen"]
    ]
    found, by_kind = "What the search finds", "What it finds in three, by kind of question"
    return {
        found: f"{words}\n\n{write_table(found, ('Engine', *FIGURES, *SHARES), engines)}",
        by_kind: write_table(by_kind, ("Unseen questions, %", *rows), kinds),
    }


if __name__ == "__main__":
    sys.exit(main())
