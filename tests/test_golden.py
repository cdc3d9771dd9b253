"""A small briefing and its whole site, compared byte by byte; `pytest --update` rewrites the site."""

from __future__ import annotations

import shutil
from pathlib import Path

from golden_site import (
    ADDRESS,
    MAX_FILES_SHOWN,
    MAX_LINES_SHOWN,
    SITE,
    compare_files,
    copy_golden_briefing,
    fill_smallest_theme,
    read_files,
)
from press.site.render import Shell
from press.site.settings import Settings
from site_factory import prepare_site


def test_the_golden_site(tmp_path: Path, update: bool) -> None:
    project, folder = copy_golden_briefing(tmp_path / "project"), tmp_path / "site"
    settings = Settings(schema_version=1, repository="https://forge.example/golden", contact="desk@example.org")
    site = prepare_site(project, settings, "The Golden Briefing", ADDRESS)
    assert [str(problem) for problem in site.warnings] == []
    site.write_site(Shell(fill_smallest_theme, policy=False), folder)
    if update:
        shutil.rmtree(SITE, ignore_errors=True)
        shutil.copytree(folder, SITE)
    difference = compare_files(read_files(folder), read_files(SITE))
    assert difference == "", f"the golden site has changed:\n{difference}"


def test_a_difference_is_shown_line_by_line() -> None:
    before = {"a.html": b"one\ntwo\nthree\n", "b.html": b"", "c.png": b"\xff\xd8", "d.html": b"same"}
    after = {"a.html": b"one\n2\nthree\n", "c.png": b"\xff\xd8\xff", "d.html": b"same", "e.html": b""}
    assert compare_files(before, before) == ""
    assert compare_files(after, before).splitlines() == [
        "missing: b.html",
        "not expected: e.html",
        "--- expected/a.html",
        "+++ found/a.html",
        "@@ -1,3 +1,3 @@",
        " one",
        "-two",
        "+2",
        " three",
        "c.png: 3 bytes in place of 2, not text",
    ]
    assert compare_files({"a": b"x\r\n"}, {"a": b"x\n"}) == "a: only the line ends differ"


def test_a_long_difference_is_cut_short() -> None:
    lines = MAX_LINES_SHOWN * 3
    before = {f"{name}.html": b"old\n" * lines for name in "abcde"}
    after = {f"{name}.html": b"new\n" * lines for name in "abcde"}
    shown = compare_files(after, before).splitlines()
    assert len(shown) == MAX_FILES_SHOWN * (MAX_LINES_SHOWN + 1) + 1
    assert shown[MAX_LINES_SHOWN] == f"{2 * lines + 3 - MAX_LINES_SHOWN} more lines of this difference"
    assert shown[-1] == "2 more files differ: d.html, e.html"
