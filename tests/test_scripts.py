"""The script of the theme: the unit tests of its modules in tests/js, run by Node. Without Node they are skipped."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from press.site.assets import join_scripts

TESTS = Path(__file__).parent
THEME = TESTS.parent / "hooks" / "theme"
OLDEST = 20
"""The oldest major version of Node that is used."""


def find_node() -> str | None:
    """The path of Node, None if there is none or only an older one."""
    path = shutil.which("node")
    if path is None:
        return None
    version = subprocess.run([path, "--version"], capture_output=True, text=True).stdout
    found = re.match(r"v(\d+)\.", version)
    return path if found and int(found[1]) >= OLDEST else None


NODE = find_node()
if NODE is None:
    pytest.skip(f"no Node {OLDEST} or newer: the script's unit tests are not run", allow_module_level=True)


def run_node(*arguments: str) -> str:
    """What Node prints; nothing if everything passes."""
    assert NODE is not None
    done = subprocess.run([NODE, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.stdout if done.returncode else ""


def test_the_modules() -> None:
    files = sorted(map(str, (TESTS / "js").glob("*.test.mjs")))
    assert len(files) > 3
    assert run_node("--test", *files) == ""


def test_the_joined_script_can_be_parsed(tmp_path: Path) -> None:
    (tmp_path / "briefing.js").write_text(join_scripts(THEME), encoding="utf-8")
    assert run_node("--check", str(tmp_path / "briefing.js")) == ""
