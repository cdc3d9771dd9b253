"""Hand-written pages: `[[id]]`, `[[id|words]]`, `[@claim]`, `site:` links and the settings `{{ contact }}` and
`{{ repository }}` in the Markdown of docs/. Code is left as it stands."""

from __future__ import annotations

import re

from markupsafe import Markup

from .addresses import ROOT
from .checks import references
from .links import REFERENCE
from .problem import Place, Problem
from .views.site import Site

_SETTING = re.compile(r"\{\{ *(contact|repository) *\}\}")
_SITE_LINK = re.compile(r"\[([^\[\]]*)\]\(site:([\w/#.-]*)\)")
_CODE = re.compile(r"(^(?P<fence>```+|~~~+).*?^(?P=fence)[ \t]*$|`+[^`\n]+`+)", re.MULTILINE | re.DOTALL)


def link_document(markdown: str, file: str, site: Site) -> tuple[str, list[Problem]]:
    """The Markdown with its references made links (beginning with ROOT), and what is wrong with them."""
    problems: list[Problem] = []
    pieces = []
    position = 0
    for piece in _split(markdown):
        if not piece.startswith(("`", "~~~")):
            problems += _problems(markdown, piece, position, file, site)
            pieces.append(_linked(piece, site))
        else:
            pieces.append(piece)
        position += len(piece)
    return "".join(pieces), problems


def _split(markdown: str) -> list[str]:
    """Prose and code in turn."""
    pieces, end = [], 0
    for match in _CODE.finditer(markdown):
        pieces += [markdown[end : match.start()], match[0]]
        end = match.end()
    return [piece for piece in [*pieces, markdown[end:]] if piece]


def _problems(markdown: str, piece: str, position: int, file: str, site: Site) -> list[Problem]:
    found: list[Problem] = []
    for match in REFERENCE.finditer(piece):
        start = position + match.start()
        at = Place(file, markdown.count("\n", 0, start) + 1, start - markdown.rfind("\n", 0, start))
        found += references.written(site.library, match["page"], match["cite"], at)
    return found


def _linked(piece: str, site: Site) -> str:
    def reference(match: re.Match[str]) -> str:
        if match["cite"]:
            return str(site.prose.cite_as_link(site.library.resolve(match["cite"]) or match["cite"]))
        return str(site.link(match["page"], match["words"]))

    def setting(match: re.Match[str]) -> str:
        value: str = getattr(site.settings, match[1])
        if match[1] == "contact" and value:
            return str(Markup('<a href="mailto:{0}">{0}</a>').format(value))
        return value or site.words["none_yet"]

    piece = REFERENCE.sub(reference, piece)
    piece = _SITE_LINK.sub(lambda match: f'<a href="{ROOT}{match[2]}">{match[1]}</a>', piece)
    return _SETTING.sub(setting, piece)
