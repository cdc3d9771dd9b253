"""Links in hand-written pages: `[[id]]`, `[[id|words]]`, `[@claim]` and `site:`, and settings like `{{ contact }}`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from ..content.documents import blank_front_matter
from ..library.checks.documents import PLACEHOLDERS, check_rendered, is_code, split_code
from ..library.names import REFERENCE
from ..problem import Problem
from .conversion import convert_document
from .urls import ROOT
from .views import Site, find_page
from .views.evidence import checked_line

_SETTING = re.compile(rf"\{{\{{ *({'|'.join(PLACEHOLDERS)}) *\}}\}}")
_SITE_LINK = re.compile(r"\[([^\[\]]*)\]\(site:([\w/#.-]*)\)")
_FILE_LINK = re.compile(r"\]\(([\w./-]+\.md)[#)\s]")


def link_document(markdown: str, site: Site) -> str:
    """The Markdown with its references turned into links, which begin with ROOT."""
    return "".join(piece if is_code(piece) else _linked(piece, site) for piece in split_code(markdown))


def check_markdown(markdown: str, file: str) -> Iterator[Problem]:
    """Reports what a hand-written page may not have, without MkDocs; see `check_rendered`."""
    yield from check_rendered(convert_document(blank_front_matter(resolve_site_links(markdown))), markdown, file)


def resolve_site_links(markdown: str) -> str:
    """The Markdown of a page that is only checked, with its `site:` links as links within the site."""
    pieces = (piece if is_code(piece) else _SITE_LINK.sub(rf"[\1]({ROOT}\2)", piece) for piece in split_code(markdown))
    return "".join(pieces)


def linked_pages(markdown: str, file: str, site: Site) -> Iterator[str]:
    """The addresses of generated pages that a hand-written page links to as files: `[words](../people/x.md)`."""
    for match in _FILE_LINK.finditer(markdown):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(file), match[1]))
        stem = path.removesuffix(".md")
        address = stem.removesuffix("index") if posixpath.basename(stem) == "index" else f"{stem}/"
        if find_page(site, address):
            yield address


def _linked(piece: str, site: Site) -> str:
    def reference(match: re.Match[str]) -> str:
        if match["cite"]:
            return str(site.prose.cite_as_link(site.library.resolve(match["cite"]) or match["cite"]))
        return str(site.prose.reference_link(match["page"], match["words"]))

    def setting(match: re.Match[str]) -> str:
        if match[1] == "checked":
            return str(escape(checked_line(site)))
        value: str = getattr(site.settings, match[1])
        if match[1] in ("editors", "owner", "funding"):
            return str(escape(value or site.words[f"no_{match[1]}"]))
        address = f"mailto:{value}" if match[1] == "contact" else value
        return str(Markup('<a href="{}">{}</a>').format(address, value)) if value else site.words["none_yet"]

    piece = REFERENCE.sub(reference, piece)
    piece = _SITE_LINK.sub(lambda match: f'<a href="{ROOT}{match[2]}">{match[1]}</a>', piece)
    return _SETTING.sub(setting, piece)
