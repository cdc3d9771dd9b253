"""The title of a page as printed: the heading that its other titles repeat, without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ...content.values.names import has_han
from ...problem import fold_text

_SEPARATOR = re.compile(r"\s+[|–—·•»>:-]\s+|\s*[|｜]\s*|：|_")
MIN_SHARE = 0.5
"""How much of a title its part without the name of the site must have."""
MIN_HEADING = 20
"""A shorter heading may be the name of the site or of a section."""
MIN_ALIKE_ONLY = 40
"""The same for the only heading of a page."""
MIN_ALIKE = 55
"""How much alike, of 100, a heading and a stated title must be if the two are worded differently."""


def choose_title(headings: Sequence[str], stated: Sequence[str], page_title: str, site: str) -> str:
    """The heading that a title of the page repeats, else the one most like them; else the first title, without the name
    of the site. `headings` are those of the first level, `stated` the titles for machines, `page_title` that of the
    window."""
    titles = [_cut_sections(title) for title in (*stated, page_title) if title]
    headings = [heading for heading in headings if not _is_site(heading, site)]
    for heading in headings:
        if any(_holds(title, heading) for title in titles):
            return heading
    if alike := _find_alike(headings, titles):
        return alike
    return _drop_site(titles, site) if titles else headings[0] if len(headings) == 1 else ""


def _cut_sections(title: str) -> str:
    """A Chinese title without the sections and the site that follow it: `标题_科技_先驱报`."""
    return title.partition("_")[0].strip() if has_han(title) else title


def _is_site(heading: str, site: str) -> bool:
    """Whether a heading only names the site: `POLITICO Politico Logo`."""
    words = set(fold_text(heading).split())
    return not words or (bool(site) and words <= {*fold_text(site).split(), "logo", "home", "the"})


def _holds(title: str, heading: str) -> bool:
    """Whether a title is a heading, with or without the name of a site around it."""
    whole, part = fold_text(title), fold_text(heading)
    return bool(part) and (whole == part or (part in whole and len(part) >= MIN_SHARE * len(whole)))


def _find_alike(headings: Sequence[str], titles: Sequence[str]) -> str:
    """The heading that is worded most like one of the titles; empty if none is like them."""
    from rapidfuzz import fuzz  # heavier than the rest

    is_only = len(headings) == 1
    ranked = [
        (max(_rate(fold_text(heading), fold_text(title), fuzz.token_set_ratio) for title in titles), -place, heading)
        for place, heading in enumerate(headings)
        if titles and (is_only or len(heading) > MIN_HEADING)
    ]
    score, _, best = max(ranked, default=(0, 0, ""))
    return best if score >= (MIN_ALIKE_ONLY if is_only else MIN_ALIKE) else ""


def _rate(heading: str, title: str, compare: Callable[[str, str], float]) -> float:
    """How much alike a heading and a title are, of 100; 0 if they share only one word, such as a name, or if the
    heading is only a small part of the title, such as the name of the site."""
    shared = set(heading.split()) & set(title.split())
    if heading in title and len(heading) < MIN_SHARE * len(title):
        return 0
    return compare(heading, title) if len(shared) > 1 or not heading.isascii() else 0


def _drop_site(titles: Sequence[str], site: str) -> str:
    """The first title without the parts at its ends that are the name of the site or that no other title has."""
    title = titles[0]
    for other in titles[1:]:
        if fold_text(other) != fold_text(title) and _holds(title, other):
            return other
    separators = list(_SEPARATOR.finditer(title))
    for separator, is_last in [(mark, True) for mark in separators[::-1]] + [(mark, False) for mark in separators]:
        bare, part = title[: separator.start()], title[separator.end() :]
        if not is_last:
            bare, part = part, bare
        if site and fold_text(part) == fold_text(site):
            return bare.strip()
    return title
