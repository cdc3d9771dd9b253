"""The measurements as tables, and the documentation page that shows them."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from pathlib import Path

from bars import BARS, figure
from html_tables import write_table
from results import OURS, Results, Run, cpu, cpu_a_page, peak, wall
from tools import OTHERS, Ours

BEGIN, END = "<!-- measured: `make bench FULL=1` writes from here -->", "<!-- to here -->"
_LABELS = {OURS: Ours.label, **{name: tool.label for name, tool in OTHERS.items()}}
_SERVE = {
    "serve-start-cold": "start, nothing remembered",
    "serve-start-warm": "start, after an earlier run",
    "serve-edit": "a claim's text changed",
    "serve-edit-summary": "a company's summary changed",
    "serve-add": "an entry added",
    "serve-rename": "an entry's file renamed",
    "serve-delete": "an entry deleted",
    "serve-broken": "a file broken: the page shows the message",
    "serve-mend": "the file fixed",
}
_WRITTEN = ("what was written", "HTML pages", "files", "MB", "KB a page")
_CHANGES = {"nothing": "nothing changed", "one-claim": "one claim changed", "one-summary": "one summary changed"}


def report(results: Results) -> str:
    """All tables that have at least one row."""
    parts = [_about(results)]
    parts += [_full(results, size) for size in results.sizes()]
    parts += [_changes(results), _others(results), _serve(results), _check(results), _failures(results), _bars(results)]
    return "\n\n".join(part for part in parts if part) + "\n"


def write_report(page: Path, results: Results) -> None:
    """Writes the tables between the two marks of a hand-written page; raises ValueError if it has none."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page} has no marks to write between")
    page.write_text(f"{before}{begin}\n\n{report(results)}\n{end}{after}", encoding="utf-8")


def table(label: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """An HTML table; empty without rows."""
    return write_table(label, head, [list(map(html.escape, cells)) for cells in rows]) if rows else ""


def _titled(title: str, text: str) -> str:
    return f"## {title}\n\n{text}" if text else ""


def _about(results: Results) -> str:
    return "\n".join(f"- {name}: {value}" for name, value in sorted(results.about.items()))


def _number(value: float | None, times: float = 1.0) -> str:
    return "–" if value is None else figure(value * times)


def _full(results: Results, size: int) -> str:
    """What a build from scratch took, and what it wrote."""
    head = ("tool", "wall s", "CPU s", "CPU ms a page", "peak MB", "ours to it: wall", "ours to it: CPU", "runs")
    found = {name: runs for name in _LABELS if (runs := results.of("full", size, name))}
    took = [[_LABELS[name], *_costs(results, size, name), str(len(runs))] for name, runs in found.items()]
    wrote = [[_LABELS[name], *_written(runs[-1])] for name, runs in found.items()]
    tables = (
        table(f"Builds of {size:,} pages", head, took),
        table(f"What builds of {size:,} pages wrote", _WRITTEN, wrote),
    )
    return _titled(f"{size:,} pages, built from nothing", "\n\n".join(part for part in tables if part))


def _costs(results: Results, size: int, name: str) -> Iterator[str]:
    for count, times in ((wall, 1.0), (cpu, 1.0), (cpu_a_page, 1.0), (peak, 1e-6)):
        yield _number(results.median(count, "full", size, name), times)
    for count in (wall, cpu):
        yield _number(None if name == OURS else results.ratio(count, "full", size, name))


def _written(last: Run) -> Iterator[str]:
    yield f"{last.pages:,}"
    yield f"{last.files:,}"
    yield figure(last.written / 1e6)
    yield figure(last.page_bytes / 1e3 / last.pages) if last.pages else "–"


def _changes(results: Results) -> str:
    rows = []
    for size in results.sizes("nothing"):
        for work, label in _CHANGES.items():
            empty = results.median(wall, work, size, "empty")
            ratio = results.ratio(wall, work, size, "empty")
            rows.append(
                [f"{size:,} pages, {label}", _number(results.median(wall, work, size)), _number(empty), _number(ratio)]
            )
    return _titled("Built again", table("Built again", ("this project", "wall s", "an empty site s", "ratio"), rows))


def _others(results: Results) -> str:
    head = ("tool", "nothing changed s", "one page changed s", "server's start s", "edit to page ms")
    rows = []
    for size in results.sizes():
        for name in OTHERS:
            works = ("nothing", "one-claim", "serve-start-cold", "serve-edit")
            found = [results.median(wall, work, size, name) for work in works]
            if name != "empty" and any(value is not None for value in found):
                cells = [
                    _number(value, 1000 if work == "serve-edit" else 1)
                    for work, value in zip(works, found, strict=True)
                ]
                rows.append([f"{_LABELS[name]}, {size:,} pages", *cells])
    return _titled("The other tools after a change", table("The other tools after a change", head, rows))


def _serve(results: Results) -> str:
    sizes = results.sizes("serve-start-cold")
    rows = []
    for work, label in _SERVE.items():
        found = [results.median(wall, work, size) for size in sizes]
        if any(value is not None for value in found):
            rows.append([label, *(_number(value, 1000) for value in found)])
    head = ("change", *(f"{size:,} pages, ms" for size in sizes))
    return _titled("In `mkdocs serve`, until the page shows it", table("Time until a change shows", head, rows))


def _check(results: Results) -> str:
    rows = [
        [
            f"{label}, {results.of(work, size)[0].pages:,} claims",
            *(_number(results.median(c, work, size)) for c in (wall, cpu)),
        ]
        for work, label in (("check-cold", "nothing remembered"), ("check-warm", "again"))
        for size in results.sizes(work)
    ]
    return _titled("`python hooks check`", table("Checks", ("check", "wall s", "CPU s"), rows))


def _failures(results: Results) -> str:
    failed = [
        f"- {run.size:,} pages, {_LABELS[run.tool]}, {run.work}: {run.problem}" for run in results.runs if run.problem
    ]
    return _titled("Not measured", "\n".join(failed))


def _bars(results: Results) -> str:
    rows = [[bar.name, _number(bar.measured(results)), bar.most] for bar in BARS]
    return _titled("Against the bars", table("Bars", ("bar", "measured", "at most"), rows))
