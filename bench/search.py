"""Compares ways to search names: `python bench/search.py [--claims 20000] [--site DIR]`. Needs Node and npm.

Our own search, Lunr as Material uses it, MiniSearch, uFuzzy and Pagefind get the names of the same briefing: those of a
built site, or of an invented one with the given number of claims. Prints a table; writes nothing.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from hosting import CHECKOUT, build_invented_site

PACKAGES = ("lunr@2.3.9", "minisearch@7.2.0", "@leeoniya/ufuzzy@1.0.19", "pagefind@1.6.0")
TOOLS = CHECKOUT / ".bench" / "search"
COLUMNS = (
    "engine",
    "names",
    "index KB",
    "code KB",
    "ready ms",
    "answer ms",
    "exact first %",
    "typo in 3 %",
    "half in 3 %",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns 2 without Node."""
    parser = argparse.ArgumentParser(description="Compare ways to search names.")
    parser.add_argument("--claims", type=int, default=20_000, help="claims of the invented briefing (default 20000)")
    parser.add_argument("--site", type=Path, help="a built site whose names are searched instead")
    options = parser.parse_args(arguments)
    if not shutil.which("npm"):
        parser.error("Node and npm are needed")
    install()
    if options.site:
        report(options.site)
    else:
        with build_invented_site(options.claims) as site:
            report(site.folder)
    return 0


def install() -> None:
    """Installs the other engines into a folder outside the project."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    quiet = ("--no-audit", "--no-fund", "--silent", "--no-save", f"--prefix={TOOLS}")
    subprocess.run(["npm", "install", *quiet, *PACKAGES], check=True)


def report(site: Path) -> None:
    """One line for each engine."""
    script = CHECKOUT / "bench" / "search.mjs"
    own = CHECKOUT / "hooks" / "theme" / "scripts" / "names.mjs"
    command = ["node", str(script), str(TOOLS), str(own), str(site / "search" / "names.json")]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    print("  ".join(f"{column:>13}" for column in COLUMNS))
    for row in json.loads(done.stdout):
        print("  ".join(f"{_shown(row.get(column)):>13}" for column in COLUMNS), row.get("note", ""))


def _shown(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:,.1f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    sys.exit(main())
