"""The text of an article while it is available: its paragraphs and sentences as positions in the normalized text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ...problem import Code, Place, Problem
from ..kinds.lock import CONTEXT
from ..values.invalid_value import InvalidValue
from ..yaml_source import read_bytes
from .normal import hash_text, normalize

MAX_CHARACTERS = 200_000


class MissingSplitter(Exception):
    """The package that splits sentences is not installed."""


class Span(NamedTuple):
    """From `start` up to but not including `end`, in normalized code points."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class ArticleText:
    """The words of one article. Paragraphs are separated by empty lines or, if there are none, by line breaks. The
    headline above them does not count as a sentence."""

    def __init__(self, text: str, title: str = "", lang: str = "en") -> None:
        self._lang = lang
        blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text.strip())]
        blocks = blocks if len(blocks) > 1 else text.splitlines()
        kept = [(block, words) for block in blocks if (words := normalize(block))]
        if kept and title and kept[0][1] == normalize(title):
            kept = kept[1:]
        self._blocks = [block for block, _ in kept]
        self.words = " ".join(words for _, words in kept)
        self.paragraphs: list[Span] = []
        start = 0
        for _, words in kept:
            self.paragraphs.append(Span(start, start + len(words)))
            start += len(words) + 1

    @property
    def sentences(self) -> list[Span]:
        """The sentences as pysbd splits them; raises InvalidValue or MissingSplitter."""
        return [span for span, _ in self._segments]

    @property
    def printed_sentences(self) -> list[str]:
        """The words of each sentence as printed, on one line; raises as `sentences` does."""
        return [" ".join(printed.split()) for _, printed in self._segments]

    @cached_property
    def _segments(self) -> list[tuple[Span, str]]:
        """Each sentence, and its text as printed.

        pysbd is imported only here, because no build needs it.
        """
        try:
            from pysbd import Segmenter  # type: ignore[import-untyped]
            from pysbd.languages import LANGUAGE_CODES  # type: ignore[import-untyped]
        except ImportError:
            raise MissingSplitter("splitting sentences needs pysbd: run 'pip install -r requirements.txt'") from None
        language = self._lang.partition("-")[0].lower()
        segmenter = Segmenter(language=language if language in LANGUAGE_CODES else "en", clean=False)
        segments: list[tuple[Span, str]] = []
        for number, (block, whole) in enumerate(zip(self._blocks, self.paragraphs, strict=True), 1):
            at = whole.start
            for printed in segmenter.segment(block):
                if not (words := normalize(printed)):
                    continue
                start = self.words.find(words, at, whole.end)
                if start < 0:
                    what = f"paragraph {number} cannot be split into sentences"
                    cure = f"write 'at: p{number}', or cite the words"
                    raise InvalidValue(what, cure, Code.SENTENCES_UNCLEAR)
                at = start + len(words)
                segments.append((Span(start, at), printed))
        return segments

    def find_span(self, at: str) -> Span:
        """The span of `s4`, `s4-5` or `p9`; raises InvalidValue if the text has no such sentence or paragraph."""
        parts, one = self._list_parts(at[0]), "sentence" if at[0] == "s" else "paragraph"
        first, _, last = at[1:].partition("-")
        if int(last or first) > len(parts):
            length = f"{len(parts)} {one}{'' if len(parts) == 1 else 's'}"
            what = f"the text has no {one} {last or first}: it has {length}"
            raise InvalidValue(what, "correct 'at', or the text", Code.WRONG_LOCATION)
        return Span(parts[int(first) - 1].start, parts[int(last or first) - 1].end)

    def name_location(self, span: Span, unit: str = "s") -> str:
        """The sentences that a span touches, as `s4` or `s4-5`, or the paragraphs, as `p9`."""
        starts = [part.start for part in self._list_parts(unit)]
        first, last = bisect_right(starts, span.start), bisect_right(starts, span.end - 1)
        return f"{unit}{first}-{last}" if last > first else f"{unit}{first}"

    def _list_parts(self, unit: str) -> list[Span]:
        return self.sentences if unit == "s" else self.paragraphs

    def count_matches(self, words: str) -> int:
        """How often the text contains some normalized words."""
        return sum(1 for _ in self.find_matches(words))

    def find_matches(self, words: str) -> Iterator[Span]:
        """Every span that consists of some normalized words."""
        start = self.words.find(words)
        while start >= 0:
            yield Span(start, start + len(words))
            start = self.words.find(words, start + 1)

    def hash_span(self, span: Span) -> str:
        return hash_text(self.words[span.start : span.end])

    def hash_before(self, span: Span) -> str | None:
        """The hash of the text before a span; None if there is so little that its hash could be guessed."""
        return self.hash_span(Span(span.start - CONTEXT, span.start)) if span.start >= CONTEXT else None

    def hash_after(self, span: Span) -> str | None:
        return self.hash_span(Span(span.end, span.end + CONTEXT)) if span.end + CONTEXT <= len(self.words) else None

    def find_spans(self, exact: str, length: int) -> list[Span]:
        """Every span of the given length whose text has the hash `exact`."""
        ends = range(length, len(self.words) + 1)
        return [span for end in ends if self.hash_span(span := Span(end - length, end)) == exact]

    @cached_property
    def _contexts(self) -> dict[str, list[int]]:
        starts: dict[str, list[int]] = {}
        for start in range(len(self.words) - CONTEXT + 1):
            starts.setdefault(self.hash_span(Span(start, start + CONTEXT)), []).append(start)
        return starts

    def find_contexts(self, hashed: str) -> Sequence[int]:
        """Every position where CONTEXT code points with this hash begin."""
        return self._contexts.get(hashed, ())


def read_article(path: Path, title: str, lang: str) -> tuple[ArticleText | None, list[Problem]]:
    """The text of an article in a UTF-8 file, or problems."""
    data, problems = read_bytes(path, str(path))
    if problems:
        return None, problems
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        at = Place(str(path), data.count(b"\n", 0, error.start) + 1)
        what = f"byte 0x{data[error.start]:02x} is not valid UTF-8"
        return None, [Problem(at, Code.NOT_UTF8, what, "save the file as UTF-8")]
    if len(text) > MAX_CHARACTERS:
        what = f"the text has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read"
        return None, [Problem(Place(str(path)), Code.TOO_LARGE, what, "leave only the article in it")]
    return ArticleText(text, title, lang), []
