"""From a saved file to the page in a tool's server, and how long the server takes to start."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from projects import Projects
from results import OURS, Run
from serving import Server, Unseen, answers, gone, hides, serving, shows
from tools import Edit, Tool

ENOUGH = 60.0
"""Seconds of one kind of change after which it is not tried again."""
_REST = 0.5
"""Seconds between two changes, as long again as the last one took: the rest of a build is no part of the next."""
_LONGEST_REST = 20.0
_TRIES = (5.0, 10.0, 20.0, 40.0, 80.0)
"""Seconds that a first change is waited for, before it is made again: a server may answer before it watches."""

Step = tuple[str, Callable[[], float]]
"""The name of a work, and what does it once and gives its seconds."""


def serve_ours(projects: Projects, size: int, times: int) -> None:
    """The start with and without what an earlier run remembers, then every kind of change."""
    last = Run("serve-done", size, OURS, 1)
    if projects.results.has(last):
        return
    project = projects.project(size)
    projects.ours.clean(project)
    try:
        with _served(projects, projects.ours, size, "serve-start-cold"):
            pass
        with _served(projects, projects.ours, size, "serve-start-warm") as server:
            _wake(projects, server, size, projects.ours)
            for work in ("serve-edit", "serve-edit-summary"):
                _often(
                    projects,
                    size,
                    OURS,
                    times,
                    [(work, partial(_edit_once, projects, server, size, projects.ours, work))],
                )
            _often(projects, size, OURS, times, _company(projects, server, size))
            _often(projects, size, OURS, times, _breaking(projects, server, size))
        projects.keep(last)
    except Unseen as unseen:
        projects.keep(last.failed(str(unseen)))
    finally:
        projects.built.discard(project)
        projects.prepare_ours(size)


def serve_other(projects: Projects, size: int, tool: Tool) -> None:
    """A few edits of one page."""
    first = Run("serve-edit", size, tool.name, 1)
    if projects.results.has(first) or not tool.serve(0):
        return
    project = projects.project(size, tool.name)
    tool.clean(project)
    try:
        with _served(projects, tool, size, "serve-start-cold") as server:
            _wake(projects, server, size, tool)
            once = partial(_edit_once, projects, server, size, tool, "serve-edit")
            _often(projects, size, tool.name, 3, [("serve-edit", once)])
    except Unseen as unseen:
        projects.keep(first.failed(str(unseen)))
    finally:
        projects.built.discard(project)


@contextmanager
def _served(projects: Projects, tool: Tool, size: int, work: str) -> Iterator[Server]:
    """A running server; its start counts until the home page is answered."""
    begun = time.perf_counter()
    log = projects.log(size, tool.name, work)
    with serving(tool.serve, projects.project(size, tool.name), log, tool.mount) as server:
        projects.keep(Run(work, size, tool.name, 1, wall=server.until("", answers, begun)))
        time.sleep(2 * _REST)
        yield server


def _often(projects: Projects, size: int, tool: str, times: int, steps: Sequence[Step]) -> None:
    """All steps in turn, up to `times` times, less often where they are slow."""
    spent = 0.0
    for turn in range(1, times + 1):
        for work, once in steps:
            seconds = once()
            spent += seconds
            projects.keep(Run(work, size, tool, turn, wall=seconds))
            time.sleep(_REST + min(seconds, _LONGEST_REST))
        if spent > ENOUGH:
            return


def _wake(projects: Projects, server: Server, size: int, tool: Tool) -> None:
    """Makes a change, unmeasured, until the server is seen to watch; raises Unseen."""
    for patience in _TRIES:
        edit = projects.edit(tool, size, "serve-edit")
        edit.make()
        try:
            seconds = server.until(edit.address, shows(edit.mark), time.perf_counter(), patience)
        except Unseen:
            continue
        time.sleep(_REST + min(seconds, _LONGEST_REST))
        return
    raise Unseen(f"{tool.label} shows no change")


def _edit_once(projects: Projects, server: Server, size: int, tool: Tool, work: str) -> float:
    edit = projects.edit(tool, size, work)
    return _timed(server, edit.make, edit.address, edit.mark)


def _timed(server: Server, change: Callable[[], object], address: str, mark: str) -> float:
    """Seconds from before the change to the first page with the words."""
    begun = time.perf_counter()
    change()
    return server.until(address, shows(mark), begun)


def _company(projects: Projects, server: Server, size: int) -> list[Step]:
    """A company's file is added, gets another name, and is deleted."""
    project = projects.project(size)
    here: list[Edit] = []

    def add() -> float:
        here.append(projects.ours.added(project, "Benchmark Works", projects.mark()))
        return _timed(server, here[-1].make, here[-1].address, here[-1].mark)

    def rename() -> float:
        old, new = here[-1], projects.ours.renamed(here[-1])
        here.append(new)
        seconds = _timed(server, partial(old.file.rename, new.file), new.address, new.mark)
        server.until(old.address, gone, time.perf_counter())
        return seconds

    def delete() -> float:
        begun = time.perf_counter()
        here[-1].file.unlink()
        return server.until(here[-1].address, gone, begun)

    return [("serve-add", add), ("serve-rename", rename), ("serve-delete", delete)]


def _breaking(projects: Projects, server: Server, size: int) -> list[Step]:
    """A file that is no YAML: its place stands on the page. Then it is mended."""
    edit = projects.ours.broken(projects.project(size))

    def mend() -> float:
        begun = time.perf_counter()
        edit.undo()
        return server.until(edit.address, hides(edit.mark), begun)

    return [
        ("serve-broken", lambda: _timed(server, edit.make, edit.address, edit.mark)),
        ("serve-mend", mend),
    ]
