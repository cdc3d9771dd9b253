"""What was measured, stored in a file as it arrives, and its medians and ratios."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import median

from measure import Cost, Site

OURS = "ours"


@dataclass(frozen=True, slots=True)
class Run:
    """One measurement. `work` is what was done, `size` its pages, `beside` the tool that it alternated with.

    Times are in seconds, sizes in bytes; for what a server did, only `wall` is known. A run with a `problem` does not
    count.
    """

    work: str
    size: int
    tool: str
    round: int
    beside: str = ""
    wall: float = 0.0
    cpu: float = 0.0
    system: float = 0.0
    peak: int = 0
    pages: int = 0
    files: int = 0
    written: int = 0
    page_bytes: int = 0
    problem: str = ""

    @property
    def key(self) -> tuple[str, int, str, int, str]:
        return (self.work, self.size, self.tool, self.round, self.beside)

    def with_cost(self, cost: Cost, site: Site | None = None) -> Run:
        """This run with what it cost and wrote."""
        made = site or Site(self.pages, self.files, self.written, self.page_bytes)
        return replace(
            self,
            wall=cost.wall,
            cpu=cost.cpu,
            system=cost.system,
            peak=cost.peak,
            pages=made.pages,
            files=made.files,
            written=made.size,
            page_bytes=made.page_size,
        )

    def with_problem(self, problem: str) -> Run:
        """This run, marked as failed."""
        return replace(self, problem=problem)


Figure = Callable[[Run], float]
"""One number of a run: its wall time, its CPU time, its memory."""


@dataclass(slots=True)
class Results:
    """All runs; with a path, they are saved there after each one."""

    path: Path | None = None
    about: dict[str, str] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)

    @classmethod
    def kept(cls, path: Path) -> Results:
        """What an earlier command saved; nothing if there is no file."""
        if not path.exists():
            return cls(path)
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(path, data["about"], [Run(**fields) for fields in data["runs"]])

    def add(self, run: Run) -> None:
        self.runs = [other for other in self.runs if other.key != run.key] + [run]
        self.save()

    def save(self) -> None:
        if self.path is None:
            return
        data = {"about": self.about, "runs": [asdict(run) for run in self.runs]}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        written = self.path.with_suffix(".new")
        written.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        os.replace(written, self.path)

    def is_measured(self, run: Run) -> bool:
        """Whether it was measured successfully: what failed is tried again."""
        return any(other.key == run.key and not other.problem for other in self.runs)

    def of(self, work: str, size: int, tool: str = OURS, beside: str | None = None) -> list[Run]:
        """The successful runs, in the order of their rounds; `beside` None means any."""
        found = [run for run in self.runs if (run.work, run.size, run.tool) == (work, size, tool) and not run.problem]
        return sorted((r for r in found if beside is None or r.beside == beside), key=lambda r: r.round)

    def median(self, figure: Figure, work: str, size: int, tool: str = OURS) -> float | None:
        return _median(figure(run) for run in self.of(work, size, tool))

    def ratio(self, figure: Figure, work: str, size: int, other: str, less: float = 0.0) -> float | None:
        """Ours to another tool: the median of the rounds' ratios. `less` is first subtracted from ours."""
        theirs = {run.round: figure(run) for run in self.of(work, size, other, OURS)}
        pairs = [
            (figure(run) - less, theirs[run.round]) for run in self.of(work, size, OURS, other) if run.round in theirs
        ]
        return _median(ours / their for ours, their in pairs if their)

    def sizes(self, work: str = "full") -> list[int]:
        """The sizes at which ours was measured, smallest first."""
        return sorted({run.size for run in self.runs if run.work == work and run.tool == OURS and not run.problem})


def wall(run: Run) -> float:
    return run.wall


def cpu(run: Run) -> float:
    return run.cpu


def peak(run: Run) -> float:
    return float(run.peak)


def cpu_a_page(run: Run) -> float:
    """Milliseconds."""
    return run.cpu * 1000 / run.pages if run.pages else 0.0


def _median(numbers: Iterable[float]) -> float | None:
    found = list(numbers)
    return median(found) if found else None
