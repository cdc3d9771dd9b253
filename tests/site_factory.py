"""What press makes from the briefing that a test wrote."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from press.library.briefing import Briefing
from press.library.library import Library
from press.library.names import Names
from press.outputs import Outputs
from press.problem import Problem, select_errors
from press.publish.build import Builder
from press.publish.publication import QUERIES
from press.site.drawn_cards import PLAIN
from press.site.render import Shell
from press.site.settings import Settings
from press.site.views import VIEWS, Page, Site, pages
from press.site.wording import read_words
from project_factory import LINKED_PAGES


@dataclass(frozen=True)
class CheckedBriefing:
    """A library, the names in it, and all its problems, sorted."""

    library: Library
    names: Names
    problems: list[Problem]


def check_briefing(root: Path, folder: str = "briefings") -> CheckedBriefing:
    """Reads and checks the briefing in `root/folder`, whatever is wrong with it."""
    briefing = Briefing(root, folder)
    problems = briefing.check()
    return CheckedBriefing(briefing.library, briefing.names, problems)


@dataclass(frozen=True)
class SiteMaker:
    """A briefing that can be published; nothing is made until it is requested."""

    site: Site
    warnings: list[Problem]

    @cached_property
    def pages(self) -> list[Page]:
        return list(pages(self.site))

    def make_files(self) -> dict[str, bytes]:
        """Every file that is not a page."""
        site, outputs = self.site, Outputs(self.site)
        found: dict[str, bytes] = {}
        for name, view in VIEWS.items():
            for key in view.keys(site):
                found.update(file[:2] for file in outputs.write_beside(name, key, list(view.make(site, key))))
        for name in outputs.names:
            for key in outputs.keys(name):
                found.update(file[:2] for file in outputs.write(name, key))
        return found

    def write_site(self, shell: Shell, folder: Path) -> list[Problem]:
        """Writes the whole site; the problems are warnings about the theme."""
        builder = Builder(self.site)
        builder.set_shell(shell)
        _, problems = builder.build(folder, everything=True)
        return problems


def prepare_site(root: Path, settings: Settings, name: str, url: str) -> SiteMaker:
    """The briefing in `root`, which has no errors, with the words of that project and all hand-written pages."""
    words, problems = read_words(root)
    assert problems == []
    briefing = Briefing(root, settings.folder)
    found = briefing.refresh()
    assert [str(problem) for problem in select_errors(found)] == []
    site = Site(briefing, settings, words, name, url, QUERIES, {PLAIN: ""})
    addresses = [f"{name}/" for name in ("about", *LINKED_PAGES)]
    site.documents.set("", tuple(sorted(addresses)))
    for address in addresses:
        site.documents.set(address, tuple(sorted(words.anchors)))
    return SiteMaker(site, found)
