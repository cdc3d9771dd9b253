"""The bars (limits), and how each is measured; the last lines of the command's output, for machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from results import Results, cpu, cpu_a_page, peak, wall

SMALL, LARGE, HUGE = 1_000, 10_000, 100_000

Measured = Callable[[Results], float | None]
"""The number to compare with the bar; None if these results do not have it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """`most` is the maximum that is allowed, as it is printed."""

    name: str
    most: str
    measured: Measured

    def line(self, results: Results) -> str:
        """`BENCH <name> <measured> <bar> ok|short`; empty if it was not measured."""
        value = self.measured(results)
        if value is None:
            return ""
        return f"BENCH {self.name} {figure(value)} {self.most} {'ok' if value <= float(self.most) else 'short'}"


def figure(value: float) -> str:
    """A number with three significant digits, never in scientific notation."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.3g}"


def lines(results: Results) -> Iterator[str]:
    """One line for each bar that was measured."""
    for bar in BARS:
        if line := bar.line(results):
            yield line


def _full_wall_to_hugo(results: Results) -> float | None:
    """Without the search index, which Hugo lacks, if its time is known."""
    search = results.median(wall, "stage-search", LARGE)
    return results.ratio(wall, "full", LARGE, "hugo", less=search or 0.0)


def _growth(results: Results) -> float | None:
    small, large = results.median(wall, "full", SMALL), results.median(wall, "full", LARGE)
    return large / small if small and large else None


def _worse(results: Results, *works: str) -> float | None:
    """The worst of some works, each compared with an empty site, at the largest size at which all were measured."""
    for size in reversed(results.sizes(works[0])):
        found = [results.ratio(wall, work, size, "empty") for work in works]
        if None not in found:
            return max(ratio for ratio in found if ratio is not None)
    return None


def _serve_edit(results: Results, size: int) -> float | None:
    """Milliseconds; the slower of an edited claim and an edited summary."""
    found = [results.median(wall, work, size) for work in ("serve-edit", "serve-edit-summary")]
    known = [seconds for seconds in found if seconds is not None]
    return max(known) * 1000 if len(known) == len(found) else None


def _serve_ratio(results: Results) -> float | None:
    small, large = _serve_edit(results, SMALL), _serve_edit(results, LARGE)
    return large / small if small and large else None


def _largest(work: str, times: float = 1.0) -> Measured:
    """The median seconds of a work at the largest measured size, multiplied by `times`."""

    def measured(results: Results) -> float | None:
        sizes = results.sizes(work)
        seconds = results.median(wall, work, sizes[-1]) if sizes else None
        return None if seconds is None else seconds * times

    return measured


def _search_to_rest(results: Results) -> float | None:
    """The ratio within one build that prints its stages."""
    for size in reversed(results.sizes("stage-search")):
        search, whole = results.median(wall, "stage-search", size), results.median(wall, "verbose", size)
        if search is not None and whole is not None and whole > search:
            return search / (whole - search)
    return None


def _huge_memory(results: Results) -> float | None:
    found = results.median(peak, "full", HUGE)
    return None if found is None else found / 1e6


BARS = (
    Bar("full-wall-to-hugo", "0.6", _full_wall_to_hugo),
    Bar("full-cpu-to-material", "0.10", lambda results: results.ratio(cpu, "full", LARGE, "material")),
    Bar("full-cpu-to-zensical", "0.10", lambda results: results.ratio(cpu, "full", LARGE, "zensical")),
    Bar("memory-to-hugo", "0.1", lambda results: results.ratio(peak, "full", LARGE, "hugo")),
    Bar("growth-1k-10k-wall", "8", _growth),
    Bar("nothing-changed-to-empty", "1.6", lambda results: _worse(results, "nothing")),
    Bar("one-changed-to-empty", "2", lambda results: _worse(results, "one-claim", "one-summary")),
    Bar("serve-edit-ms-1000", "50", lambda results: _serve_edit(results, SMALL)),
    Bar("serve-edit-ms-10000", "50", lambda results: _serve_edit(results, LARGE)),
    Bar("serve-edit-ratio", "1.2", _serve_ratio),
    Bar("serve-rename-ms", "50", _largest("serve-rename", 1000)),
    Bar("serve-add-ms", "50", _largest("serve-add", 1000)),
    Bar("serve-delete-ms", "50", _largest("serve-delete", 1000)),
    Bar("serve-broken-ms", "50", _largest("serve-broken", 1000)),
    Bar("serve-start-warm-s", "2", _largest("serve-start-warm")),
    Bar("check-cold-s", "2", _largest("check-cold")),
    Bar("check-warm-s", "0.5", _largest("check-warm")),
    Bar("search-index-to-rest", "1.5", _search_to_rest),
    Bar("memory-100000-mb", "2000", _huge_memory),
    Bar("cold-cpu-ms-a-page", "2.0", lambda results: results.median(cpu_a_page, "full", LARGE)),
)
