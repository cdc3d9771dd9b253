"""Builds that find the cache of the previous build, compared with builds from scratch."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from markupsafe import escape

from golden_site import compare_files, read_files
from press.problem import select_errors
from press.publish.cache import CACHE
from press.publish.dead_links import Document
from press.publish.publication import Publication
from press.publish.staging import Staging
from press.site.render import Shell, Slots
from press.site.settings import Settings
from press.site.urls import ROOT
from press.site.wording import read_words

WORDS, _ = read_words()
SETTINGS = Settings(schema_version=1, repository="https://forge.example/golden")
VERSION = "1"
"""The key for code, theme, packages and settings: the same in all builds."""


@dataclass(frozen=True)
class Outcome:
    """The result of one build."""

    problems: list[str]
    """The lines that the check prints, including warnings."""
    refused: bool
    """Whether there were errors, so that nothing was published."""
    publication: Publication
    """The site in memory, and the cache that was found."""

    @property
    def warm(self) -> bool:
        """Whether it found a usable cache."""
        return self.publication.store is not None


def fill_small_theme(slots: Slots) -> str:
    """A page of a theme that fills every slot, with the title and the description escaped."""
    title, description = escape(slots.title), escape(slots.description)
    return (
        f"<html><head><title>{title}</title><meta name=description content='{description}'>"
        f"<link href='{slots.canonical}'>{slots.head}</head><body class='{slots.section}'>{slots.content}</body></html>"
    )


def build_once(project: Path, site: Path, document: str = "By hand.") -> Outcome:
    """Builds the site as a new process would, with `document` as the only hand-written page, and saves the cache."""
    publication = Publication(project, SETTINGS, WORDS, "A Briefing", "https://example.org/b/", {}, VERSION)
    problems = publication.read()
    lines = [str(problem) for problem in problems]
    if select_errors(problems):
        return Outcome(lines, refused=True, publication=publication)
    staging = Staging(site)
    staging.open()
    (staging.folder / "about").mkdir()
    page = publication.link("docs/about.md", document).replace(f'="{ROOT}', '="../')
    (staging.folder / "about/index.html").write_text(page, encoding="utf-8")
    documents = {"about/": Document("docs/about.md", document)}
    report, found = publication.write(Shell(fill_small_theme, policy=False), VERSION, documents, staging)
    lines += [str(problem) for problem in found]
    if select_errors(found):
        staging.close()
        return Outcome(lines, refused=True, publication=publication)
    publication.publish(report, staging, project / "docs", 0)
    return Outcome(lines, refused=False, publication=publication)


class WarmProject:
    """A project that is edited and built repeatedly; each build uses its cache."""

    def __init__(self, folder: Path, briefings: Path) -> None:
        """Copies the briefing to the new `folder`, which also contains the sites and saved copies."""
        self.project, self.site = folder / "project", folder / "site"
        self._cold_site, self._aside = folder / "cold", folder / "aside"
        shutil.copytree(briefings, self.project / "briefings")
        (self.project / "docs").mkdir()

    @property
    def briefings(self) -> Path:
        """The folder of the YAML files."""
        return self.project / "briefings"

    def save_briefing(self) -> None:
        """Saves the current briefing for `restore_briefing`."""
        shutil.rmtree(self._aside, ignore_errors=True)
        shutil.copytree(self.briefings, self._aside, copy_function=shutil.copy2)

    def restore_briefing(self) -> None:
        """Restores the saved briefing, including times of change."""
        shutil.rmtree(self.briefings)
        shutil.copytree(self._aside, self.briefings, copy_function=shutil.copy2)

    def build(self, document: str = "By hand.") -> Outcome:
        """A build that uses the cache."""
        return build_once(self.project, self.site, document)

    def build_cold(self, document: str = "By hand.") -> Outcome:
        """A build from scratch into a separate folder; the cache of the other builds is not touched."""
        cache, kept = self.project / CACHE, self._cold_site.with_name("cache")
        cache.rename(kept)
        try:
            return build_once(self.project, self._cold_site, document)
        finally:
            shutil.rmtree(cache, ignore_errors=True)
            kept.rename(cache)

    def compare_with_cold(self, warm: Outcome) -> str:
        """How a build that used the cache differs from one from scratch, for a person to read; empty if not at all."""
        cold = self.build_cold()
        if warm.problems != cold.problems:
            return f"problems {warm.problems} in place of {cold.problems}"
        return "" if warm.refused else compare_files(read_files(self.site), read_files(self._cold_site))
