"""Measures this project and other generators on the same pages: `python bench/compare.py [--full]`.

Prints one line per measurement, then the tables, then `BENCH <name> <measured> <bar> ok|short` for each bar that was
measured. Exits with 1 if a measurement failed, else 0: a benchmark reports, it does not judge.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import bars
from builds import check, measure_alone, measure_pair, measure_stages
from corpus import SMALLEST
from projects import Projects
from report import report, write_report
from results import Results, wall
from servers import measure_other_server, measure_our_server
from tools import OTHERS, VERSIONS, Failed, Ours, PageByPage

HOME = Path(__file__).resolve().parent.parent
PAGE = HOME / "docs" / "performance.md"
KEPT = HOME / ".bench" / "results.json"
SLOW = 120.0
"""A tool whose build takes this many seconds or more is measured only once."""
CHECKED = 8_400
"""The pages of the briefing that is checked: it has 5,040 claims."""
ROUNDS = 3
_NAV_MOST = 1_000
"""The maximum number of pages with which every page can be in the nav."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command."""
    options = _options(arguments)
    for ending in (signal.SIGINT, signal.SIGTERM):  # also when run in the background: no server is left behind
        signal.signal(ending, signal.default_int_handler)
    results = Results.kept(KEPT) if options.report or options.resume else Results(KEPT)
    if not options.report:
        results.about = _describe_machine()
        try:
            _measure(options, results)
        except KeyboardInterrupt:
            print("interrupted: --resume continues, --report prints what was measured", file=sys.stderr)
            return 130
    print(f"\n{report(results)}")
    for line in bars.lines(results):
        print(line)
    if options.full and options.whole:
        write_report(PAGE, results)
    return 1 if any(run.problem for run in results.runs) else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure this project and other generators on the same pages.")
    parser.add_argument(
        "--full", action="store_true", help="1,000 and 10,000 pages, and 100,000 of ours; under an hour"
    )
    parser.add_argument("--only", help=f"some tools, with commas: {', '.join(OTHERS)}; 'none' for ours alone")
    parser.add_argument("--sizes", help="numbers of pages, with commas (default 1000; with --full 1000,10000,100000)")
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, help=f"how often each build is measured (default {ROUNDS})"
    )
    parser.add_argument(
        "--work", type=Path, default=HOME / ".bench" / "work", metavar="DIR", help="where projects are made"
    )
    parser.add_argument("--resume", action="store_true", help="go on with what an interrupted run kept")
    parser.add_argument("--report", action="store_true", help="measure nothing, print what was measured")
    options = parser.parse_args(arguments)
    options.whole = options.only is None and options.sizes is None
    options.work = options.work.resolve()
    options.only = (
        list(OTHERS) if options.only is None else [name for name in options.only.split(",") if name != "none"]
    )
    if unknown := set(options.only) - set(OTHERS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(OTHERS)}")
    try:
        named = [int(size) for size in (options.sizes or "").split(",") if size]
    except ValueError:
        parser.error("--sizes wants numbers with commas between them")
    if named and min(named) < SMALLEST:
        parser.error(f"a briefing has at least {SMALLEST} pages")
    options.sizes = named or ([bars.SMALL, bars.LARGE, bars.HUGE] if options.full else [bars.SMALL])
    return options


def _describe_machine() -> dict[str, str]:
    return {
        "machine": f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        "versions": ", ".join(sorted(version.replace("==", " ") for version in VERSIONS.values())),
    }


def _measure(options: argparse.Namespace, results: Results) -> None:
    tools = HOME / ".bench" / "tools"
    projects = Projects(options.work, Ours(tools), results, lambda line: print(line, flush=True))
    others = [OTHERS[name](tools) for name in options.only]
    if not options.resume:
        for size in (*options.sizes, CHECKED):
            shutil.rmtree(options.work / str(size), ignore_errors=True)
    for size in options.sizes:
        if size >= bars.HUGE:
            _measure_huge(projects, size)
        else:
            _measure_size(projects, size, others, options.rounds, options.full)
    check(projects, CHECKED, options.rounds)


def _measure_size(projects: Projects, size: int, others: Sequence[PageByPage], rounds: int, full: bool) -> None:
    ready = _prepare_tools(projects, size, [tool for tool in others if _is_measured_at(tool, size, full)])
    empty = next((tool for tool in ready if tool.name == "empty"), None)
    compared = [tool for tool in ready if tool is not empty]
    for turn in range(1, rounds + 1):
        for tool in compared:
            if turn == 1 or (projects.results.median(wall, "full", size, tool.name) or 0.0) < SLOW:
                measure_pair(projects, "full", size, tool, turn)
        if not compared:
            measure_alone(projects, "full", size, projects.ours, turn)
        if empty:
            for work in ("nothing", "one-claim", "one-summary"):
                measure_pair(projects, work, size, empty, turn)
    measure_stages(projects, size)
    measure_our_server(projects, size, 5)
    if full and size <= _NAV_MOST:
        for tool in compared:
            if tool.name != "material-nav":
                _measure_after_change(projects, size, tool)


def _prepare_tools(projects: Projects, size: int, tools: Sequence[PageByPage]) -> list[PageByPage]:
    """Prepares our own tool and those that can be installed."""
    projects.say(f"{size:,} pages: preparing")
    projects.prepare_ours(size)
    export = projects.export(size)
    ready = []
    for tool in tools:
        try:
            projects.prepare_other(tool, size, export)
            ready.append(tool)
        except Failed as failed:
            projects.store_missing(tool, size, str(failed))
    return ready


def _is_measured_at(tool: PageByPage, size: int, full: bool) -> bool:
    """Whether to measure a tool at a size: having every page in the nav is slow, so only `--full` does, with few
    pages."""
    return tool.name != "material-nav" or (full and size <= _NAV_MOST)


def _measure_after_change(projects: Projects, size: int, tool: PageByPage) -> None:
    measure_alone(projects, "nothing", size, tool, 1)
    measure_alone(projects, "one-claim", size, tool, 1)
    measure_other_server(projects, size, tool)


def _measure_huge(projects: Projects, size: int) -> None:
    """Measures only ours, once: whether it finishes, and in how much memory."""
    projects.say(f"{size:,} pages: preparing")
    projects.prepare_ours(size)
    measure_alone(projects, "full", size, projects.ours, 1)


if __name__ == "__main__":
    sys.exit(main())
