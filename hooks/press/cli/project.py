"""The settings of a project, read from mkdocs.yml as the build reads them: inherited files and `!ENV` included.
https://www.mkdocs.org/user-guide/configuration/"""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from ..content.settings_file import locate_setting
from ..problem import Problem
from ..site.host_settings import MISPLACED, check_host_settings
from ..site.placeholders import check_placeholders
from ..site.settings import Settings, read_settings
from ..site.wording import check_theme_language, read_words

NAMES = ("mkdocs.yml", "mkdocs.yaml")
"""The files that MkDocs looks for."""


class UnreadableProject(Exception):
    """The file of the settings cannot be read. The text says why."""


@dataclass(frozen=True)
class Project:
    """What the commands need to know about a project."""

    root: Path
    """Its folder, where mkdocs.yml is."""
    folder: str
    """The folder of the YAML files, relative to `root`."""
    docs: Path
    """The folder of the hand-written pages."""
    trusts_docs: bool
    """Whether hand-written pages may hold any HTML."""
    problems: list[Problem]
    """What is wrong in the settings and words; nothing without a file of settings."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the options that name a project."""
    parser.add_argument("-f", "--config-file", type=Path, metavar="FILE", help="the settings (default: mkdocs.yml)")
    line = "the folder of the YAML files (default: as in the settings)"
    parser.add_argument("--briefings", default="", metavar="FOLDER", help=line)


def read_project(options: argparse.Namespace, docs: str = "", is_published: bool = False) -> Project:
    """The project that the options name, or the one in the current folder; `docs` is the folder of the hand-written
    pages if not that of the settings. Raises UnreadableProject. With `is_published`, settings that are still those of
    an example are problems."""
    file: Path | None = options.config_file or next((path for path in map(Path, NAMES) if path.is_file()), None)
    root = Path(os.path.abspath(file)).parent if file else Path.cwd()
    values = _load(file) if file else {}
    settings_file = root / (file.name if file else NAMES[0])
    settings, problems = _read_settings(values, settings_file) if file else (None, [])
    if is_published:
        problems += check_placeholders(values, partial(locate_setting, settings_file))
    folder = options.briefings or (settings.folder if settings else "") or "briefings"
    pages = root / (docs or str(values.get("docs_dir") or "docs"))
    return Project(root, folder, pages, bool(settings and settings.trust_docs), problems)


def _load(file: Path) -> dict[str, Any]:
    """The values in a file and in those that it inherits from. Raises UnreadableProject."""
    try:
        with file.open("rb") as source:
            values = _import_reader().yaml_load(source)
    except Exception as error:  # tags may call any code
        lines = str(error).splitlines()
        raise UnreadableProject(f"{file} cannot be read: {' '.join(line.strip() for line in lines)}") from None
    if not isinstance(values, dict):
        raise UnreadableProject(f"{file} cannot be read: expected settings, one on each line, like 'site_name: A name'")
    return values


def _import_reader() -> Any:
    """MkDocs' module that reads such files, or that of its successor if only that is installed."""
    try:
        from mkdocs.utils import yaml
    except ModuleNotFoundError:
        from properdocs.utils import yaml  # type: ignore[import-not-found,no-redef]
    return yaml


def _read_settings(values: dict[str, Any], file: Path) -> tuple[Settings | None, list[Problem]]:
    extra, theme, locate = values.get("extra"), values.get("theme"), partial(locate_setting, file)
    settings, problems = read_settings(extra.get("briefing") if isinstance(extra, dict) else None, file)
    if MISPLACED in values:
        problems = []
    words, more = read_words(file.parent)
    language = theme.get("language") if isinstance(theme, dict) else None
    more += check_host_settings(values, locate)
    return settings, problems + more + check_theme_language(words, str(language or "en"), locate)
