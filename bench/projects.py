"""The folders of a benchmark: a project for each tool at each size, and the output of their runs."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from export import Export, write_export
from measure import PATIENCE, Cost, clean_environment, run
from project import has_git, make_project, restore_entries
from results import OURS, Results, Run
from tools import Edit, Failed, Ours, PageByPage, Tool

SEED = 1
_MADE = ".made"
_MARK = "look %05d"


@dataclass(slots=True)
class Projects:
    """Projects are created once and reused; `say` is called with a line for every measurement."""

    work: Path
    ours: Ours
    results: Results
    say: Callable[[str], None]
    expected: dict[int, int] = field(default_factory=dict)
    """The number of our HTML pages at each size: every other tool has to write as many."""
    built: set[Path] = field(default_factory=set)
    """Projects with a finished build from this run of the benchmark."""
    _edits: dict[tuple[Path, str], Edit] = field(default_factory=dict)
    _looks: int = 0

    def project(self, size: int, tool: str = OURS) -> Path:
        return self.work / str(size) / tool

    def log(self, size: int, tool: str, work: str) -> Path:
        """Where the output of a command goes."""
        folder = self.work / "logs"
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{size}-{tool}-{work}.log"

    def prepare_ours(self, size: int) -> None:
        """One of our projects with the invented briefing; an existing one is reused after its changes are undone."""
        project = self.project(size)
        if (project / _MADE).exists() and has_git():
            restore_entries(project)
            return
        _empty(project)
        make_project(project, size, SEED)
        (project / _MADE).touch()

    def export(self, size: int) -> Export:
        """The pages of our built site, which is built for this, unmeasured, if necessary."""
        project, folder = self.project(size), self.work / str(size) / "export"
        if not (folder / _MADE).exists():
            self.ours.clean(project)
            self.run_or_fail(self.ours, size, self.ours.build(), "export")
            write_export(project / self.ours.output, folder)
            (folder / _MADE).touch()
        export = Export(folder)
        self.expected[size] = len(export.addresses()) + 1
        return export

    def prepare_other(self, tool: PageByPage, size: int, export: Export) -> None:
        """Installs the tool and writes its project; raises Failed."""
        tool.install()
        project = self.project(size, tool.name)
        if not (project / _MADE).exists():
            _empty(project)
            tool.prepare(project, export)
            (project / _MADE).touch()

    def run_or_fail(self, tool: Tool, size: int, command: Sequence[str], work: str) -> Cost:
        """Runs a command in the tool's project; raises Failed unless it succeeds."""
        log = self.log(size, tool.name, work)
        cost = run(command, self.project(size, tool.name), log, clean_environment())
        if cost.status:
            said = " ".join(log.read_text(encoding="utf-8", errors="replace").split())[-300:]
            late = f"stopped after {PATIENCE:.0f} s; " if cost.wall >= PATIENCE else ""
            raise Failed(f"{late}status {cost.status} of {tool.label}: {said}")
        return cost

    def edit(self, tool: Tool, size: int, work: str) -> Edit:
        """The same change as before but with new words, so that each run has something to write; not applied yet."""
        key = (self.project(size, tool.name), work)
        if key not in self._edits:
            change = self.ours.edit_summary if work.endswith("-summary") and tool is self.ours else tool.edit
            self._edits[key] = change(key[0], self.mark())
        return self._edits[key].with_mark(self.mark())

    def mark(self) -> str:
        """Words that no page has yet."""
        self._looks += 1
        return _MARK % self._looks

    def store_missing(self, tool: Tool, size: int, problem: str) -> None:
        """Records a tool that could not be prepared."""
        self.store(Run("full", size, tool.name, 1, OURS).with_problem(problem))

    def store(self, one: Run) -> None:
        """Stores a measurement and prints it in one line."""
        self.results.add(one)
        beside = f" beside {one.beside}" if one.beside else ""
        self.say(f"{one.size:,} {one.tool} {one.work} {one.round}{beside}: {_describe_run(one)}")


def _describe_run(one: Run) -> str:
    if one.problem:
        return f"FAILED: {one.problem}"
    if not one.cpu:
        return f"{one.wall * 1000:.1f} ms"
    return f"{one.wall:.3f} s, CPU {one.cpu:.2f} s, {one.peak / 1e6:.0f} MB"


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
