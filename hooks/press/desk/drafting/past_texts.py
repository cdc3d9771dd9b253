"""Notices a text that was cut off, by what earlier locks of the same article saw of it."""

from __future__ import annotations

from ...content.evidence import ArticleText
from ...content.kinds.lock import CONTEXT, Lock
from ...library.library import Library


def find_cut(text: ArticleText, article: str, library: Library) -> list[str]:
    """A sentence that says how a text falls short of the one that the article's claims were locked to; none if the
    text reaches as far, or if there is no lock."""
    locks = [library.locks[claim].data for claim in library.claims_of(article) if claim in library.locks]
    if not locks:
        return []
    last = max(locks, key=_find_end)
    reached, length = _find_end(last), len(text.words)
    if length < reached:
        percent = 100 * length // reached
        return [
            f"this text has {length:,} characters, and the claims were checked against one of at least {reached:,}: "
            f"it has {percent} percent of it, so its end seems to be cut off"
        ]
    if not text.find_spans(last.exact, last.length):
        return ["the last passage that a claim was checked against is not in this text: compare the end of both"]
    return []


def _find_end(lock: Lock) -> int:
    """How far the text reached at least, in normalized code points."""
    return lock.start + lock.length + (CONTEXT if lock.after else 0)
