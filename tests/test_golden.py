"""A small briefing and its whole site, compared byte by byte; `pytest --update` rewrites the site."""

from __future__ import annotations

import shutil
from pathlib import Path

from made import read
from press.site.render import Shell, Slots
from press.site.settings import Settings

GOLDEN = Path(__file__).parent / "golden"
ADDRESS = "https://example.org/golden/"


def frame(slots: Slots) -> str:
    """The smallest theme that fills every slot."""
    return (
        f"<!doctype html>\n<html lang=en>\n<head>\n<title>{slots.title}</title>\n"
        f'<meta name=description content="{slots.description}">\n<link rel=canonical href="{slots.canonical}">\n'
        f"{slots.head}\n</head>\n<body data-section='{slots.section}'>\n{slots.content}\n</body>\n</html>\n"
    )


def publish(folder: Path, project: Path) -> None:
    """The briefing of `project` (which has no history) as files below `folder`."""
    settings = Settings(schema_version=1, repository="https://forge.example/golden", contact="desk@example.org")
    made = read(project, settings, "The Golden Briefing", ADDRESS)
    assert [str(problem) for problem in made.warnings] == []
    made.write(Shell(frame, policy=False), folder)


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_golden_site(tmp_path: Path, update: bool) -> None:
    # Copied out of the repository: its own history would date the entries.
    shutil.copytree(GOLDEN / "project", tmp_path / "project")
    publish(tmp_path / "site", tmp_path / "project")
    if update:
        shutil.rmtree(GOLDEN / "site", ignore_errors=True)
        shutil.copytree(tmp_path / "site", GOLDEN / "site")
    found, expected = files_of(tmp_path / "site"), files_of(GOLDEN / "site")
    assert sorted(found) == sorted(expected)
    assert {name for name in found if found[name] != expected[name]} == set()
