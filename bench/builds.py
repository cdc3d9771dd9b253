"""Builds and checks, measured as whole commands. Each step skips what is kept already."""

from __future__ import annotations

import re
from pathlib import Path

from measure import Site, weigh
from projects import Projects
from results import OURS, Run
from tools import Edit, Failed, PageByPage, Tool

_STAGE = re.compile(r"\bstage (\S+) ([0-9.]+) s\b")
_CLAIMS = re.compile(r"([0-9,]+) claims?:")


def pair(projects: Projects, work: str, size: int, other: PageByPage, turn: int) -> None:
    """A build of ours and, right after it, one of another tool: their ratio is of one moment of the machine."""
    ours, theirs = Run(work, size, OURS, turn, other.name), Run(work, size, other.name, turn, OURS)
    if not (projects.results.has(ours) and projects.results.has(theirs)):
        _build(projects, projects.ours, ours)
        _build(projects, other, theirs)


def alone(projects: Projects, work: str, size: int, tool: Tool, turn: int) -> None:
    """A build of one tool, compared with none."""
    wanted = Run(work, size, tool.name, turn)
    if not projects.results.has(wanted):
        _build(projects, tool, wanted)


def _build(projects: Projects, tool: Tool, wanted: Run) -> None:
    """`full` is from nothing, `nothing` after no change, `one-…` after one. An empty site is always from nothing."""
    project, empty = projects.project(wanted.size, tool.name), tool.name == "empty"
    edit = None
    try:
        if wanted.work == "full" or empty:
            tool.clean(project)
        elif project not in projects.built:
            projects.must(tool, wanted.size, tool.build(), "before")
        if wanted.work.startswith("one-") and not empty:
            edit = projects.edit(tool, wanted.size, wanted.work)
            edit.make()
        cost = projects.must(tool, wanted.size, tool.build(), wanted.work)
        site = weigh(project / tool.output)
        _verify(tool, 2 if empty else projects.expected.get(wanted.size, site.pages), project, site, edit)
    except Failed as failed:
        projects.built.discard(project)
        projects.keep(wanted.failed(str(failed)))
        return
    projects.built.add(project)
    projects.keep(wanted.costing(cost, site))


def _verify(tool: Tool, expected: int, project: Path, site: Site, edit: Edit | None) -> None:
    """The tool wrote all pages, and the changed page has the change; raises Failed."""
    if site.pages != expected or not site.pages:
        raise Failed(f"{tool.label} wrote {site.pages:,} HTML pages, not {expected:,}")
    if edit:
        page = project / tool.output / edit.address / "index.html"
        if not page.exists() or edit.mark not in page.read_text(encoding="utf-8"):
            raise Failed(f"{tool.label} did not write the change into /{edit.address}")


def told(projects: Projects, size: int) -> None:
    """One build that tells its stages, each as `stage <name> <seconds> s`; without such lines only it is kept."""
    wanted = Run("told", size, OURS, 1)
    if projects.results.has(wanted):
        return
    projects.ours.clean(projects.project(size))
    try:
        cost = projects.must(projects.ours, size, projects.ours.build_told(), "told")
    except Failed as failed:
        projects.keep(wanted.failed(str(failed)))
        return
    projects.keep(wanted.costing(cost))
    said = projects.log(size, OURS, "told").read_text(encoding="utf-8", errors="replace")
    for name, seconds in stages_in(said).items():
        projects.keep(Run(f"stage-{name}", size, OURS, 1, wall=seconds))


def stages_in(said: str) -> dict[str, float]:
    """The seconds of each stage that a build told: "stage search 1.25 s"."""
    return {name: float(seconds) for name, seconds in _STAGE.findall(said)}


def check(projects: Projects, pages: int, turns: int) -> None:
    """`python hooks check`, first with nothing remembered, then again; the claims are counted as its pages."""
    wanted = [Run(work, pages, OURS, turn) for turn in range(1, turns + 1) for work in ("check-cold", "check-warm")]
    if all(projects.results.has(one) for one in wanted):
        return
    projects.prepare_ours(pages)
    for one in wanted:
        if one.work == "check-cold":
            projects.ours.clean(projects.project(pages))
        try:
            cost = projects.must(projects.ours, pages, projects.ours.check(), one.work)
            claims = claims_in(projects.log(pages, OURS, one.work).read_text(encoding="utf-8"))
            projects.keep(one.costing(cost, Site(claims, 0, 0)))
        except Failed as failed:
            projects.keep(one.failed(str(failed)))


def claims_in(said: str) -> int:
    """The claims that a check counted: "120 entries, 5,040 claims: no problems" has 5,040."""
    found = _CLAIMS.search(said)
    return int(found[1].replace(",", "")) if found else 0
