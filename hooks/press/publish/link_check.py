"""Checks that every link of the site leads to a file of it, and to a part that this file has, before it is published.

The links of generated pages and files are collected while these are made. The pages that MkDocs made are few, so they
are read, as are the style sheets. A build that makes only some pages checks their links, and finds the other pages that
lead to what this build removes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

from ..incremental import JOINT, Store
from ..site.links import Links, scan_page, scan_styles, split_link
from ..site.urls import address_of_file, file_of
from ..site.views import VIEWS
from .build import Builder, BuildReport
from .routes import Target
from .staging import Staging

FOREIGN = ""
"""Stored as the target of the files that come from the theme and the hand-written pages."""
MAX_SOURCES = 20
"""With how many targets of pages a dead link is looked for: it may be on every page."""
THEME = ""
"""Stands for the page where a link of the theme is."""


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A link that leads nowhere, and the file of the site that it is in, by its path; THEME if it is around pages."""

    link: str
    path: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """The files of the site that no target makes, and their links."""

    paths: frozenset[str]
    links: Mapping[str, Links] = field(default_factory=dict)


def read_foreign_files(folder: Path, paths: Iterable[str], url: str) -> Foreign:
    """Reads the links of the pages and style sheets that MkDocs wrote to `folder`."""
    found: dict[str, Links] = {}
    paths = frozenset(paths)
    for path in sorted(paths):
        if path.endswith(".html"):
            found[path] = scan_page(_read(folder / path), page_address(path), url)
        elif path.endswith(".css"):
            found[path] = scan_styles(_read(folder / path), path, url)
    return Foreign(paths, found)


def page_address(path: str) -> str:
    """The address of a page; a page that is not the index of its folder has the address of its file."""
    address = address_of_file(path)
    return path if address is None else address


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


class LinkCheck:
    """The check of one build.

    `paths` are the files that the site will have, and `read` gives the text of one. `published` is the folder of the
    site as it is, if the pages that this build did not make stay as they are there.
    """

    def __init__(
        self,
        builder: Builder,
        report: BuildReport,
        foreign: Foreign,
        paths: Set[str],
        read: Callable[[str], str],
        published: Path | None = None,
    ) -> None:
        self._builder, self._report, self._foreign = builder, report, foreign
        self.paths, self._read, self._published = paths, read, published

    def find_dead_links(self) -> list[DeadLink]:
        """Every link that leads nowhere, once for each file that has it."""
        dead = [*self._check_foreign()]
        dead += [DeadLink(link, THEME) for link in sorted(self._report.theme_links) if not self.is_alive(link)]
        made = {link for link in self._report.links if not self.is_alive(link)}
        left = {link for link in self._find_lost() if self._builder.find_targets_that_lead_to(link)}
        for link in sorted(made | left):
            dead += [DeadLink(link, path) for path in self._find_sources(link)]
        return dead

    def _check_foreign(self) -> Iterator[DeadLink]:
        for path, links in self._foreign.links.items():
            yield from (DeadLink(link, path) for link in sorted(links.to) if not self.is_alive(link))

    def is_alive(self, link: str) -> bool:
        """Whether there is a file at the address of a link, and its anchor on that page."""
        address, anchor = split_link(link)
        path = file_of(address)
        if path not in self.paths:
            return False
        if not anchor or not path.endswith(".html") or anchor == "top" or anchor.startswith(":~:"):
            return True
        if anchor in self._report.ids.get(path, ()) or f' id="{anchor}"' in self._read(path):
            return True
        return anchor in self.ids_of(path)

    def ids_of(self, path: str) -> frozenset[str]:
        """The ids on a page that will be published, the theme's among them."""
        if path in self._foreign.links:
            return self._foreign.links[path].ids
        return scan_page(self._read(path), page_address(path), self._builder.site.url).ids

    def _find_lost(self) -> set[str]:
        """What this build removes: addresses, and parts of pages. What it made no longer leads there."""
        lost: set[str] = set()
        if self._published is None:
            return lost
        for path in self._report.removed:
            lost |= {page_address(path), *_name_parts(path, _find_ids(_read(self._published / path)))}
        for path in self._report.ids:
            before = _find_ids(_read(self._published / path))
            lost |= _name_parts(path, before - _find_ids(self._read(path)))
        for path, links in self._foreign.links.items():
            lost |= _name_parts(path, _find_ids(_read(self._published / path)) - links.ids)
        return {link for link in lost if not self.is_alive(link)}

    def _find_sources(self, link: str) -> list[str]:
        """The paths of some generated files with a link, sorted. Their targets are made again: dead links are rare."""
        builder, routes = self._builder, self._builder.routes
        targets = builder.find_targets_that_lead_to(link)[:MAX_SOURCES]
        targets += [JOINT.join((name, key)) for name in routes.names if name not in VIEWS for key in routes.keys(name)]
        made = (builder.target_files.evaluate(target).links for target in targets)
        return sorted(path for files in made for path, links in files.items() if link in links.to)


def _find_ids(page: str) -> set[str]:
    """The ids on a page; those that are not written as we write them are left out."""
    return {piece.partition('"')[0] for piece in page.split(' id="')[1:]}


def _name_parts(path: str, ids: Iterable[str]) -> set[str]:
    return {f"{page_address(path)}#{name}" for name in ids}


def check_build(
    builder: Builder, report: BuildReport, foreign: Foreign, staging: Staging, store: Store | None
) -> LinkCheck:
    """The check of what a build wrote. `store` is what the last build left; None if this one made everything."""

    def read(path: str) -> str:
        return _read(staging.folder / path) or _read(staging.site / path)

    kept = {*store.output_paths()} - {*store.outputs_of(FOREIGN), *report.removed} if store else set()
    paths = kept | foreign.paths | {path for path, _, _ in report.files}
    return LinkCheck(builder, report, foreign, paths, read, staging.site if store else None)


def check_live_pages(builder: Builder, foreign: Foreign) -> LinkCheck:
    """The check of a site whose generated pages are made when they are requested."""
    routes = builder.routes
    targets = (Target(name, key) for name in routes.names for key in routes.keys(name))
    paths = foreign.paths | {path for target in targets for path in routes.paths(target)}
    report = BuildReport(True, theme_links=builder.shell.links)
    return LinkCheck(builder, report, foreign, paths, lambda path: (builder.file(path) or b"").decode())
