"""The stored figures of the proof, and the documentation page that shows them."""

from __future__ import annotations

import html
import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

import yaml
from mutants import Mutant
from series import SeriesResult
from workshop import ROOT, STAGES, SURVIVED, TIMED_OUT

from html_tables import write_table
from measured import replace_measured

PAGE = ROOT / "docs" / "proof.md"
EQUIVALENTS = Path(__file__).with_name("equivalents.yml")


@dataclass
class Proof:
    """Everything that is known about the current code and tests."""

    version: str
    """A digest of code and tests."""
    series: SeriesResult | None = None
    sites: int = 0
    """How many tracked reads there are."""
    outcomes: dict[str, str] = field(default_factory=dict)
    """Name of a mutant -> what caught it, or that it survived."""
    lines: dict[str, int] = field(default_factory=dict)
    """Name of a mutant -> its line."""

    def note(self, mutant: Mutant, outcome: str) -> None:
        """Records the outcome of a mutant."""
        self.outcomes[mutant.name] = outcome
        self.lines[mutant.name] = mutant.place.line

    def save(self, path: Path) -> None:
        """Saves everything, so that an interrupted proof can continue."""
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")


def load_proof(path: Path, version: str) -> Proof:
    """What an earlier run saved for the same code and tests, else nothing."""
    if path.is_file():
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["version"] == version:
            series = SeriesResult(**kept["series"]) if kept["series"] else None
            return Proof(**{**kept, "series": series})
    return Proof(version)


def read_equivalents() -> dict[str, str]:
    """Name of a mutant that cannot be distinguished from the original generator -> why."""
    items = yaml.safe_load(EQUIVALENTS.read_text(encoding="utf-8")) or []
    return {item["read"]: item["why"] for item in items}


def list_survivors(proof: Proof) -> list[str]:
    """The mutants that survived and are not known to be equivalent, as `file:line function: expression`."""
    known = read_equivalents()
    return [
        name.replace(" ", f":{proof.lines[name]} ", 1)
        for name, outcome in sorted(proof.outcomes.items())
        if outcome == SURVIVED and name not in known
    ]


def write_proof(proof: Proof) -> None:
    """Writes what is known into the page."""
    parts = {}
    if proof.outcomes:
        parts["Reads that record nothing"] = _write_mutations(proof)
    if proof.series is not None:
        parts["Long series"] = _write_series(proof.series)
    replace_measured(PAGE, parts)


def _write_mutations(proof: Proof) -> str:
    known = read_equivalents()
    counts = Counter(proof.outcomes.values())
    equivalent = [name for name in sorted(known) if proof.outcomes.get(name) == SURVIVED]
    rows = [["caught by " + stage.name, str(counts[stage.name])] for stage in STAGES]
    rows += [["took too long", str(counts[TIMED_OUT])]] if counts[TIMED_OUT] else []
    rows += [
        ["equivalent", str(len(equivalent))],
        ["survived", str(counts[SURVIVED] - len(equivalent))],
        ["together", str(len(proof.outcomes))],
    ]
    words = f"Tried: {len(proof.outcomes)} of {proof.sites} tracked reads."
    lists = [
        _write_list("Survived:", [f"<code>{html.escape(name)}</code>" for name in list_survivors(proof)]),
        _write_list(
            "Equivalent:",
            [f"<code>{html.escape(name)}</code>: {html.escape(known[name])}" for name in equivalent],
        ),
    ]
    table = write_table("Reads that record nothing", ("mutants", "number"), rows)
    return "\n\n".join(part for part in (words, table, *lists) if part)


def _write_list(title: str, items: list[str]) -> str:
    return f"{title}\n\n" + "\n".join(f"- {item}" for item in items) if items else ""


def _write_series(series: SeriesResult) -> str:
    rows = [[html.escape(what), f"{count:,}"] for what, count in series.tried.items()]
    table = write_table("Long series", ("tried", "number"), rows)
    return f"Tests: {series.tests:,}. Failed: {series.failed:,}.\n\n{table}"
