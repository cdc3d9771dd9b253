"""Templates that a project overrides beside its mkdocs.yml: `overrides/templates/`."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing_files import write_files
from project_factory import build_from_nothing, build_project, hash_files, replace_text

pytestmark = pytest.mark.slow
OWN = "overrides/templates/"
CORRECTIONS = {f"{OWN}corrections.html": '{% include "original/corrections.html" %}\n<p>Written by the fork.</p>\n'}


def test_a_template_of_the_project_takes_the_place_of_ours(project: Path, tmp_path: Path) -> None:
    page, other = project / "site/corrections/index.html", project / "site/timeline/index.html"
    before, unchanged = page.read_text(encoding="utf-8"), other.read_bytes()
    write_files(project, CORRECTIONS)
    done = build_project(project, "--strict")
    assert done.returncode == 0, done.stdout
    after = page.read_text(encoding="utf-8")
    assert "<p>Written by the fork.</p>" in after
    assert len(after) > len(before), "ours is included"
    assert other.read_bytes() == unchanged
    replace_text(project / f"{OWN}corrections.html", "Written", "Changed")
    assert build_project(project, "--strict").returncode == 0
    assert "<p>Changed by the fork.</p>" in page.read_text(encoding="utf-8")
    assert hash_files(project / "site") == build_from_nothing(project, tmp_path / "cold")


def test_a_macro_of_the_project_is_used_by_our_templates(project: Path) -> None:
    ours = (project / "hooks/press/templates/macros/footer.html").read_text(encoding="utf-8")
    write_files(project, {f"{OWN}macros/footer.html": ours.replace("page-foot", "own-foot")})
    assert build_project(project, "--strict").returncode == 0
    assert "own-foot" in (project / "site/companies/lantern/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("<p>\n{% if %}\n", "2:1: Expected an expression, got 'end of statement block'"),
        ("<p>\n\n{{ v.no_such_thing }}\n", "3:1: "),
        ('{% include "nothing.html" %}', "1:1: "),
    ],
)
def test_a_template_that_is_broken_says_where(project: Path, template: str, reason: str) -> None:
    before = hash_files(project / "site")
    write_files(project, {f"{OWN}corrections.html": template})
    done = build_project(project)
    assert done.returncode == 1
    assert f"ERROR   -  {OWN}corrections.html:{reason}" in done.stdout, done.stdout
    assert "Traceback" not in done.stdout
    assert hash_files(project / "site") == before, "the old site is kept"
