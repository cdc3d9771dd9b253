"""Measures this checkout and another revision in pairs: `python bench/compare_revisions.py REVISION`.

Both build the same invented briefing. Each measurement of one is followed by the same measurement of the other (A B A
B). The ratio is computed within each pair, and the median of the ratios is printed: this checkout to REVISION, below 1
if this checkout is cheaper. Processor time is for all processes of a command, memory for the largest one. Nothing is
written outside `--work`.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from statistics import median

from measure import Cost, clean_environment, run
from project import CHECKOUT, make_project
from serving import Server, has_words, is_answered, run_server
from tools import Edit, Ours

SEED = 1
MARK = "look %05d"
EDITS = 5
"""Edits of one claim that each server has to show in one round."""
REST = 0.5
"""Seconds between two edits."""


@dataclass(slots=True)
class Side:
    """One of the two revisions: its project, and the edit that its measurements repeat."""

    name: str
    project: Path
    edit: Edit
    edits: int = 0

    def change(self) -> Edit:
        """Writes words that no page has yet into a claim."""
        self.edits += 1
        changed = self.edit.with_mark(MARK % self.edits)
        changed.make()
        self.edit = changed
        return changed


@dataclass(slots=True)
class Pairs:
    """What was measured -> its pairs: (this checkout, the other revision)."""

    ours: Ours
    sides: tuple[Side, Side]
    log: Path
    found: dict[str, list[tuple[float, float]]] = field(default_factory=dict)

    def add(self, work: str, measured: Sequence[float]) -> None:
        """Stores one pair and prints it."""
        new, old = measured
        self.found.setdefault(work, []).append((new, old))
        print(f"{work}: {new:.3f} {old:.3f} {new / old:.3f}", flush=True)

    def run_both(self, work: str, command: Sequence[str], before: Callable[[Side], object]) -> None:
        """Runs a command in both projects; stores its processor time in seconds and its memory in MB."""
        costs = []
        for side in self.sides:
            before(side)
            costs.append(self._run(side, command))
        self.add(f"{work} cpu s", [cost.cpu for cost in costs])
        self.add(f"{work} peak MB", [cost.peak / 1e6 for cost in costs])

    def _run(self, side: Side, command: Sequence[str]) -> Cost:
        cost = run(command, side.project, self.log, clean_environment())
        if cost.status:
            sys.exit(f"{side.name}: {' '.join(command)} ended with {cost.status}, see {self.log}")
        return cost

    def run_round(self) -> None:
        """Runs one round of every command."""
        ours = self.ours
        self.run_both("cold", ours.build(), lambda side: ours.clean(side.project))
        self.run_both("nothing changed", ours.build(), lambda side: None)
        self.run_both("one claim changed", ours.build(), Side.change)
        self.run_both("check cold", ours.check(), lambda side: ours.clean(side.project))
        self.run_both("check warm", ours.check(), lambda side: None)

    def serve_round(self) -> None:
        """Edits with both servers in turn: milliseconds from the saved file to the page."""
        with serve(self, self.sides[0]) as new, serve(self, self.sides[1]) as old:
            for number in range(EDITS + 1):
                seconds = [show_edit(server, side) for server, side in zip((new, old), self.sides, strict=True)]
                if number:  # the first edit may come before the server watches
                    self.add("serve, edit to page ms", [1000 * found for found in seconds])


@contextmanager
def serve(pairs: Pairs, side: Side) -> Iterator[Server]:
    """A running server of one side, once its home page answers."""
    log = pairs.log.with_suffix(f".{side.name}.log")
    with run_server(pairs.ours.serve, side.project, log, pairs.ours.mount) as server:
        server.wait_until("", is_answered, time.perf_counter())
        time.sleep(2 * REST)
        yield server


def show_edit(server: Server, side: Side) -> float:
    """Seconds from before a claim is changed to its page with the change."""
    begun = time.perf_counter()
    changed = side.change()
    seconds = server.wait_until(changed.address, has_words(changed.mark), begun)
    time.sleep(REST)
    return seconds


def extract_revision(revision: str, folder: Path) -> None:
    """Writes the files of a revision of this checkout to an empty folder."""
    archive = subprocess.run(["git", "archive", revision], cwd=CHECKOUT, capture_output=True, check=False)
    if archive.returncode:
        sys.exit(archive.stderr.decode(errors="replace").strip())
    with tarfile.open(fileobj=BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")


def prepare_sides(ours: Ours, revision: str, work: Path, pages: int) -> tuple[Side, Side]:
    """The same briefing in a project of this checkout and in one of the other revision."""
    shutil.rmtree(work, ignore_errors=True)
    extract_revision(revision, work / "revision")
    sides = []
    for name, checkout in (("new", CHECKOUT), ("old", work / "revision")):
        project = work / name
        project.mkdir(parents=True)
        make_project(project, pages, SEED, checkout)
        sides.append(Side(name, project, ours.edit(project, MARK % 0)))
    return sides[0], sides[1]


def summarize(found: dict[str, list[tuple[float, float]]]) -> Iterator[str]:
    """One line per measurement: the medians of both, the median of the ratios within pairs, and the number of pairs."""
    yield "| measured | this checkout | before | ratio | pairs |"
    yield "| --- | --: | --: | --: | --: |"
    for work, pairs in found.items():
        new, old = (median(values) for values in zip(*pairs, strict=True))
        ratio = median(a / b for a, b in pairs)
        yield f"| {work} | {new:.4g} | {old:.4g} | {ratio:.3f} | {len(pairs)} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command."""
    parser = argparse.ArgumentParser(description="Measure this checkout and another revision of it in pairs.")
    parser.add_argument("revision", help="a commit, tag or branch of this repository")
    parser.add_argument("--pages", type=int, default=1000, help="HTML pages of the invented briefing (default 1000)")
    parser.add_argument("--rounds", type=int, default=5, help="pairs of each measurement (default 5)")
    parser.add_argument("--work", type=Path, default=CHECKOUT / ".bench" / "revisions", help="where projects are made")
    options = parser.parse_args(arguments)
    ours, work = Ours(CHECKOUT / ".bench" / "tools"), options.work.resolve()
    sides = prepare_sides(ours, options.revision, work, options.pages)
    pairs = Pairs(ours, sides, work / "log")
    for _ in range(options.rounds):
        pairs.run_round()
    pairs.serve_round()
    print(f"\n{options.pages:,} pages, this checkout beside {options.revision}\n")
    print("\n".join(summarize(pairs.found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
