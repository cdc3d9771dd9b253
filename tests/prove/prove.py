"""Tests the tests: `python tests/prove/prove.py [--only series,mutations] [--sample 60] [--seed 1] [--processes 2]`.

Runs the long series of the test suite. Then breaks the generator in many small ways, one at a time, and counts what the
suite catches. Writes the figures to docs/proof.md. Exits with 1 if a series fails, or if a mutant survives that is not
listed as equivalent. An interrupted run continues where it stopped, as long as neither code nor tests change.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from mutants import Mutant, Place, list_mutants
from series import run_series
from workshop import QUICK, ROOT, SURVIVED, try_mutants

sys.path.append(str(ROOT / "bench"))

from proof_page import Proof, list_survivors, load_proof, read_equivalents, write_proof

HERE = Path(__file__).resolve().parent
KEPT = ROOT / ".prove" / "proof.json"
PARTS = ("series", "mutations")
READERS = ("-m", QUICK, "--ignore", "tests/publication", "-p", "no:xdist")
"""The tests during which tracked reads are recorded."""


def digest_project() -> str:
    """A digest of the code and the tests."""
    found = hashlib.blake2b(digest_size=12)
    for top in ("hooks", "tests"):
        for file in sorted((ROOT / top).rglob("*")):
            if file.suffix in (".py", ".html", ".yml", ".md") and file.is_file() and HERE not in file.parents:
                found.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return found.hexdigest()


def find_mutants(version: str) -> list[Mutant]:
    """A mutant for each tracked read that happens in the tests, which are run if no list of this version of the project
    is kept. Raises RuntimeError if they fail."""
    sites = KEPT.with_name(f"reads-{version}.json")
    if not sites.is_file():
        _note_reads(sites)
    places = [Place(*place) for place in json.loads(sites.read_text(encoding="utf-8"))]
    mutants, missed = list_mutants(ROOT / "hooks" / "press", places)
    if missed:
        raise RuntimeError(f"there is no expression at {missed}")
    return mutants


def _note_reads(sites: Path) -> None:
    """Runs the tests and writes the places of all tracked reads to a file."""
    sites.parent.mkdir(exist_ok=True)
    noted = sites.with_suffix(".part")
    environment = {**os.environ, "READ_SITES": str(noted), "PYTHONPATH": str(HERE)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "read_sites", *READERS]
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        raise RuntimeError("the tests fail before anything is broken")
    noted.replace(sites)


def prove_mutations(proof: Proof, folder: Path, sample: int | None, seed: int, processes: int) -> None:
    """Tries all mutants, or a sample of them; earlier results count."""
    mutants = find_mutants(proof.version)
    proof.sites = len(mutants)
    names = {mutant.name for mutant in mutants}
    if gone := sorted(read_equivalents().keys() - names):
        raise RuntimeError(f"listed as equivalent, but there is no such read: {', '.join(gone)}")
    chosen = random.Random(seed).sample(mutants, min(sample, len(mutants))) if sample else mutants
    waiting = [mutant for mutant in chosen if mutant.name not in proof.outcomes]

    def report(mutant: Mutant, outcome: str) -> None:
        proof.note(mutant, outcome)
        proof.save(KEPT)
        print(f"{len(proof.outcomes)} of {len(chosen)}: {mutant.place.file}:{mutant.place.line}", end=" ")
        print(f"{mutant.function}: {mutant.expression}: {outcome}", flush=True)

    if waiting:
        try_mutants(waiting, folder, processes, report)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns 1 if the proof fails."""
    parser = argparse.ArgumentParser(description="Test the tests, and write the figures into docs/proof.md.")
    parser.add_argument("--only", default=",".join(PARTS), help=f"some of {', '.join(PARTS)}, with a comma between")
    parser.add_argument("--sample", type=int, help="try so many mutants, chosen at random, in place of all")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another choice (default 1)")
    parser.add_argument("--processes", type=int, default=2, help="how many tests or mutants run at once (default 2)")
    chosen = parser.parse_args(arguments)
    parts = chosen.only.split(",")
    if unknown := sorted(set(parts) - set(PARTS)):
        parser.error(f"unknown part: {', '.join(unknown)}")
    proof = load_proof(KEPT, digest_project())
    with tempfile.TemporaryDirectory(prefix="prove-") as folder:
        if "series" in parts:
            proof.series = run_series(Path(folder), chosen.processes)
            proof.save(KEPT)
        if "mutations" in parts:
            prove_mutations(proof, Path(folder), chosen.sample, chosen.seed, chosen.processes)
    write_proof(proof)
    for line in list_survivors(proof):
        print(f"{SURVIVED}: {line}")
    return 1 if list_survivors(proof) or (proof.series and proof.series.failed) else 0


if __name__ == "__main__":
    sys.exit(main())
