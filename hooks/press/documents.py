"""Hand-written pages: `[[id]]`, `[[id|words]]`, `[@claim]`, `site:` links and the settings `{{ contact }}` and
`{{ repository }}` in the Markdown of docs/. Code is left as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from .addresses import ROOT
from .checks import references
from .checks.prose import misprints
from .library import Library
from .links import REFERENCE, Names
from .problem import Place, Problem
from .views.site import Site

_SETTING = re.compile(r"\{\{ *(contact|repository) *\}\}")
_SITE_LINK = re.compile(r"\[([^\[\]]*)\]\(site:([\w/#.-]*)\)")
_CODE = re.compile(r"(^(?P<fence>```+|~~~+).*?^(?P=fence)[ \t]*$|`+[^`\n]+`+)", re.MULTILINE | re.DOTALL)


def link_document(markdown: str, site: Site) -> str:
    """The Markdown with its references made links, which begin with ROOT."""
    return "".join(piece if _is_code(piece) else _linked(piece, site) for piece in _split(markdown))


def check_document(markdown: str, file: str, library: Library, names: Names) -> Iterator[Problem]:
    """The references that lead nowhere and the misprints of one hand-written page."""
    position = 0
    for piece in _split(markdown):
        if not _is_code(piece):
            for match in REFERENCE.finditer(piece):
                at = _place(markdown, position + match.start(), file)
                yield from references.written(library, match["page"], match["cite"], at)
            yield from misprints(piece, names, partial(_place, markdown, file=file, before=position))
        position += len(piece)


def _place(markdown: str, offset: int, file: str, before: int = 0) -> Place:
    start = before + offset
    return Place(file, markdown.count("\n", 0, start) + 1, start - markdown.rfind("\n", 0, start))


def _is_code(piece: str) -> bool:
    return piece.startswith(("`", "~~~"))


def _split(markdown: str) -> list[str]:
    """Prose and code in turn."""
    pieces, end = [], 0
    for match in _CODE.finditer(markdown):
        pieces += [markdown[end : match.start()], match[0]]
        end = match.end()
    return [piece for piece in [*pieces, markdown[end:]] if piece]


def _linked(piece: str, site: Site) -> str:
    def reference(match: re.Match[str]) -> str:
        if match["cite"]:
            return str(site.prose.cite_as_link(site.library.resolve(match["cite"]) or match["cite"]))
        return str(site.link(match["page"], match["words"]))

    def setting(match: re.Match[str]) -> str:
        value: str = getattr(site.settings, match[1])
        address = f"mailto:{value}" if match[1] == "contact" else value
        return str(Markup('<a href="{}">{}</a>').format(address, value)) if value else site.words["none_yet"]

    piece = REFERENCE.sub(reference, piece)
    piece = _SITE_LINK.sub(lambda match: f'<a href="{ROOT}{match[2]}">{match[1]}</a>', piece)
    return _SETTING.sub(setting, piece)
