"""The long series of the test suite, which are marked `prove`, and how much each of them tried."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class SeriesResult:
    """What the series did in total."""

    tests: int = 0
    failed: int = 0
    tried: dict[str, int] = field(default_factory=dict)
    """What was tried -> how often: `builds after random edits` -> 1,200."""


def run_series(folder: Path, processes: int) -> SeriesResult:
    """Runs the tests marked `prove` and prints pytest's output. The report is written to `folder`."""
    report = folder / "series.xml"
    command = [sys.executable, "-m", "pytest", "-m", "prove", f"--numprocesses={processes}", f"--junitxml={report}"]
    subprocess.run(command, cwd=ROOT, check=False)
    return read_report(report)


def read_report(report: Path) -> SeriesResult:
    """Adds up the properties that the tests recorded, see https://docs.pytest.org/en/stable/how-to/output.html."""
    cases = list(ElementTree.parse(report).iter("testcase"))
    tried: Counter[str] = Counter()
    for case in cases:
        for found in case.iter("property"):
            tried[found.attrib["name"]] += int(found.attrib["value"])
    failed = sum(case.find("failure") is not None or case.find("error") is not None for case in cases)
    return SeriesResult(len(cases), failed, dict(sorted(tried.items())))
