"""A text file: the paragraphs of an article, with its headline above them if there is one."""

from __future__ import annotations

import re

from ...content.values.languages import HAN, guess_language
from .article import MAX_LINE, SourceArticle, clean_authors, clean_line, clean_text

_SENTENCE_ENDS = (".", ":", ";", ",", "。", "：", "；", "，", "…")
MAX_TITLE_WORDS = 30
_BY_LINE = re.compile(r"By:? (?P<names>[^\W\d_a-z][^.!?;:\n]{1,150})")
_IS_HAN = re.compile(f"[{HAN}]")


def read_plain_text(data: str) -> SourceArticle:
    """The article in a text. Its first paragraph is the title if it is one short line that does not end like a
    sentence. Raises Unreadable."""
    text = clean_text(data)
    first, gap, rest = text.partition("\n\n")
    title, body = (clean_line(first), rest) if gap and _is_headline(first) else ("", text)
    by_line, gap, rest = body.partition("\n\n")
    if gap and (authors := _read_by_line(by_line)):
        return SourceArticle(text=rest, title=title, authors=authors)
    return SourceArticle(text=body, title=title)


def _read_by_line(paragraph: str) -> tuple[str, ...]:
    """The authors of a paragraph that is only their names after "By"; none of any other."""
    match = _BY_LINE.fullmatch(paragraph)
    names = re.split(r",\s(?:and\s)?|\sand\s", match["names"]) if match else []
    authors = clean_authors(names)
    return authors if len(authors) == len(names) else ()


def _is_headline(paragraph: str) -> bool:
    is_line = "\n" not in paragraph and len(paragraph) <= MAX_LINE and len(paragraph.split()) <= MAX_TITLE_WORDS
    return is_line and bool(paragraph) and not paragraph.endswith(_SENTENCE_ENDS)


def guess_text_language(text: str) -> str:
    """The language of a text if its script shows it: Japanese, Korean or Chinese; else empty."""
    start = text[:2_000]
    letters = sum(map(str.isalpha, start))
    if sum(ord(character) > 0x2E80 for character in start) * 2 < letters:
        return ""
    return guess_language(start) or ("zh" if _IS_HAN.search(start) else "")
