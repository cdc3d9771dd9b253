"""What Lighthouse says about a page. It is installed from npm into a folder outside the project."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

VERSION = "12.8.2"
"""The last version that runs on Node 20."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def install(folder: Path) -> Path:
    """The path of the command, installed if necessary. Raises LookupError without npm."""
    command = folder / "node_modules" / ".bin" / "lighthouse"
    if not command.exists():
        if not shutil.which("npm"):
            raise LookupError("Lighthouse needs Node and npm")
        folder.mkdir(parents=True, exist_ok=True)
        quiet = ("--no-audit", "--no-fund", "--silent", "--no-save", f"--prefix={folder}")
        subprocess.run(["npm", "install", *quiet, f"lighthouse@{VERSION}"], check=True)
    return command


def run_lighthouse(command: Path, browser: str, address: str, desktop: bool) -> tuple[list[int], list[str]]:
    """The four scores of a page out of 100, and the audits that it does not fully pass."""
    flags = "--headless=new --no-sandbox --disable-dev-shm-usage"
    arguments: list[str | Path] = [command, address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    arguments += [f"--only-categories={','.join(CATEGORIES)}", *(["--preset=desktop"] if desktop else [])]
    found = _run_once(arguments, {**os.environ, "CHROME_PATH": browser})
    points = [round(100 * (found["categories"][name]["score"] or 0)) for name in CATEGORIES]
    short = [
        f"{audit['id']}: {audit['title']} {audit.get('displayValue', '')}".strip()
        for name in CATEGORIES
        for reference in found["categories"][name]["auditRefs"]
        if reference["weight"]
        and (audit := found["audits"][reference["id"]])["score"] is not None
        and audit["score"] < 0.9
    ]
    return points, short


def _run_once(arguments: Sequence[str | Path], env: Mapping[str, str]) -> Any:
    """Lighthouse's output; if the browser did not start in time, it is tried once more."""
    done = subprocess.run(arguments, env=env, capture_output=True, text=True)
    if done.returncode:
        done = subprocess.run(arguments, env=env, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)
