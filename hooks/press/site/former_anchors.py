"""Headings of hand-written pages that were renamed: links to their former names still lead to them.

The front matter of a page lists them, each former id with today's:

    former_anchors:
      one-source: one-publisher

A browser that opens `#one-source` finds an empty anchor of that name at the heading, without any script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from ..problem import Code, Place, Problem, make_visible, suggest_nearest

FIELD = "former_anchors"
_HEADING = re.compile(r'<h[1-6][^>]* id="([^"]*)"[^>]*>')
_ID = re.compile(r' id="([^"]*)"')
_FORM = "write 'former_anchors: {former-id: id-of-the-heading}'"


def add_former_anchors(content: str, former: object, file: str, source: str) -> tuple[str, list[Problem]]:
    """The HTML of a hand-written page with an anchor for each former id, and what is wrong with the list.

    `former` is the value of the field in the front matter, and `source` the text of the file with it.
    """
    if not isinstance(former, dict):
        return content, [Problem(_find(source, FIELD, file), Code.FORMER_ANCHOR, f"'{FIELD}' is not a mapping", _FORM)]
    headings, used = set(_HEADING.findall(content)), set(_ID.findall(content))
    problems: list[Problem] = []
    kept: dict[str, list[str]] = {}
    for old, new in ((str(old), str(new)) for old, new in former.items()):
        wrong = list(_check(old, new, headings, used, _find(source, old, file)))
        problems += wrong
        if not wrong:
            kept.setdefault(new, []).append(old)
    return _HEADING.sub(lambda match: match[0] + _anchors(kept.get(match[1], [])), content), problems


def _anchors(former: list[str]) -> str:
    return "".join(Markup('<a id="{}"></a>').format(old) for old in former)


def _check(old: str, new: str, headings: set[str], used: set[str], place: Place) -> Iterator[Problem]:
    if new not in headings:
        what = f"no heading of this page has the id '{make_visible(new)}'"
        cure = suggest_nearest(new, sorted(headings)) or f"the headings are {', '.join(sorted(headings)) or 'none'}"
        yield Problem(place, Code.FORMER_ANCHOR, what, cure)
    if old in used or re.search(r"\s", old) or not old:
        what = f"'{make_visible(old)}' cannot be a former id"
        cure = "remove it: a heading of this page has that id" if old in used else "write it without spaces"
        yield Problem(place, Code.FORMER_ANCHOR, what, cure)


def _find(source: str, text: str, file: str) -> Place:
    """Where a key of the front matter is in a file."""
    key = re.search(rf"""^[ \t]*["']?(?={re.escape(text)}["']?[ \t]*:)""", source, re.MULTILINE)
    at = key.end() if key else 0
    return Place(file, source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at))
