"""Builds and checks, measured as whole commands. Each step skips what is already stored."""

from __future__ import annotations

import re
from pathlib import Path

from measure import Site, count_files
from projects import Projects
from results import OURS, Run
from tools import Edit, Failed, PageByPage, Tool

_STAGE = re.compile(r"\bstage (\S+) ([0-9.]+) s\b")
_CLAIMS = re.compile(r"([0-9,]+) claims?:")


def measure_pair(projects: Projects, work: str, size: int, other: PageByPage, turn: int) -> None:
    """One of our builds and, right after it, one of another tool, so that both run under the same conditions."""
    ours, theirs = Run(work, size, OURS, turn, other.name), Run(work, size, other.name, turn, OURS)
    if not (projects.results.is_measured(ours) and projects.results.is_measured(theirs)):
        _measure_build(projects, projects.ours, ours)
        _measure_build(projects, other, theirs)


def measure_alone(projects: Projects, work: str, size: int, tool: Tool, turn: int) -> None:
    """A build of one tool, without a comparison."""
    wanted = Run(work, size, tool.name, turn)
    if not projects.results.is_measured(wanted):
        _measure_build(projects, tool, wanted)


def _measure_build(projects: Projects, tool: Tool, wanted: Run) -> None:
    """`full` is a build from scratch, `nothing` one after no change, `one-…` one after one change. An empty site is
    always built from scratch."""
    project, empty = projects.project(wanted.size, tool.name), tool.name == "empty"
    edit = None
    try:
        if wanted.work == "full" or empty:
            tool.clean(project)
        elif project not in projects.built:
            projects.run_or_fail(tool, wanted.size, tool.build(), "before")
        if wanted.work.startswith("one-") and not empty:
            edit = projects.edit(tool, wanted.size, wanted.work)
            edit.make()
        cost = projects.run_or_fail(tool, wanted.size, tool.build(), wanted.work)
        site = count_files(project / tool.output)
        _verify_site(tool, 2 if empty else projects.expected.get(wanted.size, site.pages), project, site, edit)
    except Failed as failed:
        projects.built.discard(project)
        projects.store(wanted.with_problem(str(failed)))
        return
    projects.built.add(project)
    projects.store(wanted.with_cost(cost, site))


def _verify_site(tool: Tool, expected: int, project: Path, site: Site, edit: Edit | None) -> None:
    """Raises Failed unless the tool wrote all pages and the changed page has the change."""
    if site.pages != expected or not site.pages:
        raise Failed(f"{tool.label} wrote {site.pages:,} HTML pages, not {expected:,}")
    if edit:
        page = project / tool.output / edit.address / "index.html"
        if not page.exists() or edit.mark not in page.read_text(encoding="utf-8"):
            raise Failed(f"{tool.label} did not write the change into /{edit.address}")


def measure_stages(projects: Projects, size: int) -> None:
    """One build with `--verbose`, which prints each stage as `stage <name> <seconds> s`; its stages are stored too."""
    wanted = Run("verbose", size, OURS, 1)
    if projects.results.is_measured(wanted):
        return
    projects.ours.clean(projects.project(size))
    try:
        cost = projects.run_or_fail(projects.ours, size, projects.ours.build_verbosely(), "verbose")
    except Failed as failed:
        projects.store(wanted.with_problem(str(failed)))
        return
    projects.store(wanted.with_cost(cost))
    output = projects.log(size, OURS, "verbose").read_text(encoding="utf-8", errors="replace")
    for name, seconds in parse_stages(output).items():
        projects.store(Run(f"stage-{name}", size, OURS, 1, wall=seconds))


def parse_stages(said: str) -> dict[str, float]:
    """The seconds of each stage in a build's output: "stage search 1.25 s"."""
    return {name: float(seconds) for name, seconds in _STAGE.findall(said)}


def check(projects: Projects, pages: int, turns: int) -> None:
    """`python hooks check`, first without a cache, then again; claims are counted as its pages."""
    wanted = [Run(work, pages, OURS, turn) for turn in range(1, turns + 1) for work in ("check-cold", "check-warm")]
    if all(projects.results.is_measured(one) for one in wanted):
        return
    projects.prepare_ours(pages)
    for one in wanted:
        if one.work == "check-cold":
            projects.ours.clean(projects.project(pages))
        try:
            cost = projects.run_or_fail(projects.ours, pages, projects.ours.check(), one.work)
            claims = parse_claim_count(projects.log(pages, OURS, one.work).read_text(encoding="utf-8"))
            projects.store(one.with_cost(cost, Site(claims, 0, 0)))
        except Failed as failed:
            projects.store(one.with_problem(str(failed)))


def parse_claim_count(said: str) -> int:
    """The claims that a check counted: "120 entries, 5,040 claims: no problems" has 5,040."""
    found = _CLAIMS.search(said)
    return int(found[1].replace(",", "")) if found else 0
