"""Dead links as problems: where the address was written, and what it was most likely meant to be."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ..library.checks.documents import is_code, split_code
from ..problem import Code, Place, Problem, find_nearest, make_visible
from ..site.links import resolve_link, split_link
from ..site.urls import file_of, to_root
from ..site.views import VIEWS
from ..site.views.site import Outline
from .build import Builder
from .link_check import THEME, DeadLink, LinkCheck, page_address

_DESTINATION = re.compile(
    r"""\]\(\s*<?(?P<inline>[^()\s<>]+)|^\ {0,3}\[[^\]\n]+\]:\s*<?(?P<defined>[^\s<>]+)"""
    r"""|(?:href|src)\s*=\s*["']?(?P<html>[^\s"'<>]+)|<(?P<bare>https?://[^\s<>]+)>""",
    re.MULTILINE | re.IGNORECASE,
)
_SITE = "site:"
_ENOUGH = 5
"""An address of more characters may be the beginning of the one that was meant."""
_SHOWN = 5
"""How many parts of a page a message names."""


class Document(NamedTuple):
    """A hand-written page: its file as messages name it, `docs/about.md`, its text, and what it is about, as soon as
    that is known."""

    file: str
    text: str
    outline: Outline | None = None


class Written(NamedTuple):
    """An address as an author wrote it, and its place."""

    at: Place
    address: str


class DeadLinks:
    """Describes the dead links of one build. `documents` are the hand-written pages, by their addresses."""

    def __init__(self, check: LinkCheck, builder: Builder, root: Path, documents: Mapping[str, Document]) -> None:
        self._check, self._builder, self._root, self._documents = check, builder, root, documents
        self._url = builder.site.url

    def describe(self, dead: Iterable[DeadLink]) -> list[Problem]:
        """The problems, each once. Of the generated files with the same dead link, which all come from one mistake of
        the generator, only the first is named."""
        problems: set[Problem] = set()
        unwritten: dict[str, DeadLink] = {}
        for link in dead:
            if problem := self._describe(link):
                problems.add(problem)
            else:
                unwritten.setdefault(link.link, link)
        return sorted([*problems, *map(self._problem_of_generator, unwritten.values())])

    def _describe(self, dead: DeadLink) -> Problem | None:
        """The problem of a link that the generator did not make itself."""
        page = page_address(dead.path)
        document = self._documents.get(page) if dead.path != THEME else None
        if document is not None:
            return self._describe_in_document(dead, document, page)
        if self._builder.routes.find(dead.path) is None:
            return self._problem_of_theme(dead, Place("mkdocs.yml"))
        written = self._find_in_briefing(page, dead.link)
        return written and self._problem(dead, written, self._as_in_briefing)

    def _describe_in_document(self, dead: DeadLink, document: Document, page: str) -> Problem:
        written = _find_in_document(document, page, dead.link, self._url)
        if written is None:
            return self._problem_of_theme(dead, Place(document.file))
        write = partial(_as_in_document, written=written, document=document, page=page)
        return self._problem(dead, written, write, _follow_file(written.address, document))

    def _problem(self, dead: DeadLink, written: Written, write: Callable[[str], str], meant: str = "") -> Problem:
        what = f"'{make_visible(written.address)}' leads to {self._name_target(dead.link)}"
        nearest = self._find_nearest(meant or dead.link, page_address(dead.path))
        cure = f"did you mean '{write(nearest)}'?" if nearest else self._list_parts(dead.link)
        return Problem(written.at, Code.DEAD_LINK, what, cure)

    def _problem_of_theme(self, dead: DeadLink, at: Place) -> Problem:
        what = f"the theme, a plugin or a setting links to {self._name_target(dead.link)}"
        cure = "correct the link in the templates of the theme, or in 'nav', 'extra' or 'theme' of mkdocs.yml"
        return Problem(at, Code.DEAD_LINK, what, cure)

    def _problem_of_generator(self, dead: DeadLink) -> Problem:
        text = (self._builder.file(dead.path) or b"").decode(errors="replace")
        place = max(text.find(split_link(dead.link)[0]), 0)
        at = Place(dead.path, text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place))
        what = f"this generated file links to {self._name_target(dead.link)}"
        return Problem(
            at, Code.DEAD_LINK, what, "this is a mistake of the generator: please report it with this message"
        )

    def _name_target(self, link: str) -> str:
        """What is missing at the end of a link."""
        address, anchor = split_link(link)
        if file_of(address) in self._check.paths:
            return f"'#{make_visible(anchor)}', which is not on the page '/{address}'"
        return f"'/{make_visible(address)}', and there is no such page or file"

    def _find_nearest(self, link: str, page: str) -> str | None:
        """The link that a dead one was most likely meant to be: not to the page that has it."""
        address, anchor = split_link(link)
        if file_of(address) in self._check.paths:
            nearest = find_nearest(anchor, self._check.ids_of(file_of(address)))
            return nearest and f"{address}#{nearest}"
        if file_of(f"{address}/") in self._check.paths:
            return f"{address}/"
        stem = re.sub(r"(?:/?index)?\.(?:md|html)$", "/", address)
        pages = {page_address(path) for path in self._check.paths} - {page}
        begun = [page for page in pages if len(stem) > _ENOUGH and page.startswith(stem.rstrip("/"))]
        return find_nearest(stem, pages) or (begun[0] if len(begun) == 1 else None)

    def _list_parts(self, link: str) -> str:
        """The anchors that a link to the page may have."""
        address, _ = split_link(link)
        there = file_of(address) in self._check.paths
        ids = sorted(self._check.ids_of(file_of(address))) if there else []
        shown = ", ".join(f"#{name}" for name in [name for name in ids if not name.startswith("__")][:_SHOWN])
        return f"the page has {shown}" if shown else "correct the address, or remove the link"

    def _find_in_briefing(self, page: str, link: str) -> Written | None:
        """Where an author wrote the address of a link on a generated page."""
        for file in sorted(self._builder.site.briefing.inputs.known):
            try:
                text = (self._root / file).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                continue
            for offset, address in _list_destinations(text):
                if resolve_link(address, page, self._url) == link:
                    return Written(Place.at_offset(file, text, offset), address)
        return None

    def _as_in_briefing(self, link: str) -> str:
        """A link as an entry has it: a reference, if it leads to the page of an entry or a claim."""
        target = self._builder.routes.find(file_of(split_link(link)[0]))
        if target and target.name in VIEWS and VIEWS[target.name].is_of_entry:
            return f"[[{target.key}]]"
        return self._url + link


def _find_in_document(document: Document, page: str, link: str, url: str) -> Written | None:
    start = 0
    for piece in split_code(document.text):
        if not is_code(piece):
            for offset, address in _list_destinations(piece):
                if link in _read_address(address, document, page, url):
                    return Written(Place.at_offset(document.file, document.text, start + offset), address)
        start += len(piece)
    return None


def _list_destinations(text: str) -> Iterator[tuple[int, str]]:
    """(offset, address as written) of each link in Markdown or HTML."""
    for match in _DESTINATION.finditer(text):
        name = match.lastgroup or ""
        yield match.start(name), match[name]


def _read_address(written: str, document: Document, page: str, url: str) -> Iterator[str | None]:
    """The links that an address in Markdown can become: MkDocs makes those to files relative to the page."""
    if written.startswith(_SITE):
        yield written.removeprefix(_SITE)
        return
    yield resolve_link(written, page, url)
    folder = posixpath.dirname(document.file.partition("/")[2])
    path, anchor = split_link(written)
    whole = posixpath.normpath(posixpath.join(folder, path))
    end = f"#{anchor}" if anchor else ""
    yield whole + end
    yield re.sub(r"(?:(?:^|(?<=/))(?:index|README))?\.md$", "/", whole).lstrip("/") + end


def _follow_file(address: str, document: Document) -> str:
    """Where a link to the file of a page was meant to lead, from the folder of its document; empty for other links,
    and for those that leave that folder. MkDocs leaves a link to no file as it is."""
    file, anchor = split_link(address)
    if not file.endswith(".md") or ":" in file:
        return ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(document.file.partition("/")[2]), file))
    return "" if path.startswith("..") else path + (f"#{anchor}" if anchor else "")


def _as_in_document(link: str, written: Written, document: Document, page: str) -> str:
    """A link in the form in which a hand-written page has another."""
    address, anchor = split_link(link)
    end = f"#{anchor}" if anchor else ""
    if written.address.startswith(_SITE):
        return f"{_SITE}{link}"
    if split_link(written.address)[0].endswith(".md"):
        folder = posixpath.dirname(document.file.partition("/")[2])
        return posixpath.relpath(f"{address.rstrip('/') or 'index'}.md", folder or ".") + end
    return f"#{anchor}" if address == page and anchor else to_root(page) + link
