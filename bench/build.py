"""Measures a full build from nothing: `python bench/build.py [--pages 10000]`.

The last line is `BENCH cold-cpu-ms-a-page <measured> <bar> ok|short`. Exits 1 if the build failed, else 0: a
benchmark reports, it does not judge.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from corpus import SMALLEST
from measure import Cost, Site, run, weigh
from project import has_git, make_project

BAR = 2.0
"""CPU milliseconds that one page of a full build may take."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    options = _options(arguments)
    top = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        return _measure(top, options.pages, options.seed, options.runs)
    finally:
        if options.keep:
            print(f"kept: {top}", file=sys.stderr)
        else:
            shutil.rmtree(top, ignore_errors=True)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure a full build of an invented briefing.")
    parser.add_argument("--pages", type=int, default=10_000, help="HTML pages, about (default 10000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another corpus (default 1)")
    parser.add_argument("--runs", type=int, default=3, help="builds from nothing; the median counts (default 3)")
    parser.add_argument("--keep", action="store_true", help="keep the project and its site; say where it is")
    options = parser.parse_args(arguments)
    if options.pages < SMALLEST:
        parser.error(f"a briefing has at least {SMALLEST} pages")
    return options


def _measure(top: Path, pages: int, seed: int, runs: int) -> int:
    project, log = top / "project", top / "build.log"
    project.mkdir()
    make_project(project, pages, seed)
    costs: list[Cost] = []
    for _ in range(max(1, runs)):
        shutil.rmtree(project / "site", ignore_errors=True)
        costs.append(run([sys.executable, "-m", "mkdocs", "build"], project, log, _environment()))
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        site = weigh(project / "site")
        if costs[-1].status or not site.pages:
            print("\n".join(lines[-25:]))
            print(f"the build failed with status {costs[-1].status}", file=sys.stderr)
            return 1
    _report(costs, site, [line for line in lines if line.startswith("WARNING")])
    return 0


def _environment() -> dict[str, str]:
    """The caller's, without what would make one machine's build unlike another's."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "GIT_"))}
    return kept | {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def _report(costs: Sequence[Cost], site: Site, warnings: Sequence[str]) -> None:
    for line in warnings[:5]:
        print(line)
    each = sorted(cost.cpu * 1000 / site.pages for cost in costs)
    a_page = median(each)
    rows = (
        ("HTML pages", f"{site.pages:,}"),
        ("files", f"{site.files:,}"),
        ("written", f"{site.size / 1e6:,.1f} MB"),
        ("wall", f"{median(cost.wall for cost in costs):.2f} s"),
        ("CPU", f"{median(cost.cpu for cost in costs):.2f} s"),
        ("of it system", f"{median(cost.system for cost in costs):.2f} s"),
        ("CPU a page", f"{a_page:.2f} ms"),
        ("least, most", f"{each[0]:.2f}, {each[-1]:.2f} ms"),
        ("peak memory", f"{max(cost.peak for cost in costs) / 1e6:,.0f} MB"),
        ("warnings", f"{len(warnings):,}"),
        ("git history", "one commit" if has_git() else "none: git is missing"),
    )
    for name, value in rows:
        print(f"{name:<12} {value:>14}")
    print(f"BENCH cold-cpu-ms-a-page {a_page:.2f} {BAR} {'ok' if a_page <= BAR else 'short'}")


if __name__ == "__main__":
    sys.exit(main())
