"""From a saved file to the page in a tool's server, and how long the server takes to start."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from projects import Projects
from results import OURS, Run
from serving import NotShown, Server, has_words, is_answered, is_missing, lacks_words, run_server
from tools import Edit, Tool

ENOUGH = 60.0
"""After this many seconds, one kind of change is not tried again."""
_REST = 0.5
"""Minimum seconds between two changes, or as long as the last one took, so that the rest of a build does not count
toward the next."""
_LONGEST_REST = 20.0
_TRIES = (5.0, 10.0, 20.0, 40.0, 80.0)
"""Seconds to wait for a first change before making it again: a server may answer before it watches."""

Step = tuple[str, Callable[[], float]]
"""The name of a work, and a function that does it once and returns its seconds."""


def measure_our_server(projects: Projects, size: int, times: int) -> None:
    """Measures the start with and without a cache, then every kind of change."""
    last = Run("serve-done", size, OURS, 1)
    if projects.results.is_measured(last):
        return
    project = projects.project(size)
    projects.ours.clean(project)
    try:
        with _run_server(projects, projects.ours, size, "serve-start-cold"):
            pass
        with _run_server(projects, projects.ours, size, "serve-start-warm") as server:
            _wait_until_watching(projects, server, size, projects.ours)
            for work in ("serve-edit", "serve-edit-summary"):
                _repeat_steps(
                    projects,
                    size,
                    OURS,
                    times,
                    [(work, partial(_time_edit, projects, server, size, projects.ours, work))],
                )
            _repeat_steps(projects, size, OURS, times, _company_steps(projects, server, size))
            _repeat_steps(projects, size, OURS, times, _breaking_steps(projects, server, size))
        projects.store(last)
    except NotShown as unseen:
        projects.store(last.with_problem(str(unseen)))
    finally:
        projects.built.discard(project)
        projects.prepare_ours(size)


def measure_other_server(projects: Projects, size: int, tool: Tool) -> None:
    """Measures a few edits of one page."""
    first = Run("serve-edit", size, tool.name, 1)
    if projects.results.is_measured(first) or not tool.serve(0):
        return
    project = projects.project(size, tool.name)
    tool.clean(project)
    try:
        with _run_server(projects, tool, size, "serve-start-cold") as server:
            _wait_until_watching(projects, server, size, tool)
            once = partial(_time_edit, projects, server, size, tool, "serve-edit")
            _repeat_steps(projects, size, tool.name, 3, [("serve-edit", once)])
    except NotShown as unseen:
        projects.store(first.with_problem(str(unseen)))
    finally:
        projects.built.discard(project)


@contextmanager
def _run_server(projects: Projects, tool: Tool, size: int, work: str) -> Iterator[Server]:
    """Runs a server; its start ends when the home page is answered."""
    begun = time.perf_counter()
    log = projects.log(size, tool.name, work)
    with run_server(tool.serve, projects.project(size, tool.name), log, tool.mount) as server:
        projects.store(Run(work, size, tool.name, 1, wall=server.wait_until("", is_answered, begun)))
        time.sleep(2 * _REST)
        yield server


def _repeat_steps(projects: Projects, size: int, tool: str, times: int, steps: Sequence[Step]) -> None:
    """Runs all steps in turn, up to `times` times, less often if they are slow."""
    spent = 0.0
    for turn in range(1, times + 1):
        for work, once in steps:
            seconds = once()
            spent += seconds
            projects.store(Run(work, size, tool, turn, wall=seconds))
            time.sleep(_REST + min(seconds, _LONGEST_REST))
        if spent > ENOUGH:
            return


def _wait_until_watching(projects: Projects, server: Server, size: int, tool: Tool) -> None:
    """Makes a change, unmeasured, until the server shows it; raises NotShown."""
    for patience in _TRIES:
        edit = projects.edit(tool, size, "serve-edit")
        edit.make()
        try:
            seconds = server.wait_until(edit.address, has_words(edit.mark), time.perf_counter(), patience)
        except NotShown:
            continue
        time.sleep(_REST + min(seconds, _LONGEST_REST))
        return
    raise NotShown(f"{tool.label} shows no change")


def _time_edit(projects: Projects, server: Server, size: int, tool: Tool, work: str) -> float:
    edit = projects.edit(tool, size, work)
    return _time_change(server, edit.make, edit.address, edit.mark)


def _time_change(server: Server, change: Callable[[], object], address: str, mark: str) -> float:
    """Seconds from before the change to the first page with the words."""
    begun = time.perf_counter()
    change()
    return server.wait_until(address, has_words(mark), begun)


def _company_steps(projects: Projects, server: Server, size: int) -> list[Step]:
    """A company's file is added, renamed and deleted."""
    project = projects.project(size)
    here: list[Edit] = []

    def add() -> float:
        here.append(projects.ours.add_company(project, "Benchmark Works", projects.mark()))
        return _time_change(server, here[-1].make, here[-1].address, here[-1].mark)

    def rename() -> float:
        old, new = here[-1], projects.ours.rename_company(here[-1])
        here.append(new)
        seconds = _time_change(server, partial(old.file.rename, new.file), new.address, new.mark)
        server.wait_until(old.address, is_missing, time.perf_counter())
        return seconds

    def delete() -> float:
        begun = time.perf_counter()
        here[-1].file.unlink()
        return server.wait_until(here[-1].address, is_missing, begun)

    return [("serve-add", add), ("serve-rename", rename), ("serve-delete", delete)]


def _breaking_steps(projects: Projects, server: Server, size: int) -> list[Step]:
    """A file that is not YAML: the page shows where. Then it is fixed."""
    edit = projects.ours.break_company(projects.project(size))

    def fix() -> float:
        begun = time.perf_counter()
        edit.undo()
        return server.wait_until(edit.address, lacks_words(edit.mark), begun)

    return [
        ("serve-broken", lambda: _time_change(server, edit.make, edit.address, edit.mark)),
        ("serve-mend", fix),
    ]
