"""The text of an article while it is at hand: its paragraphs and sentences as positions in the normalised whole."""

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
from .normal import digest, normal

MAX_CHARACTERS = 200_000


class NoSplitter(Exception):
    """The package that splits sentences is not installed."""


class Span(NamedTuple):
    """From `start` up to, not including, `end`, in normalised code points."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class ArticleText:
    """The words of one article. Paragraphs are parted by empty lines, or stand one a line where there are none; the
    headline above them counts as no sentence."""

    def __init__(self, text: str, title: str = "", lang: str = "en") -> None:
        self._lang = lang
        blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text.strip())]
        blocks = blocks if len(blocks) > 1 else text.splitlines()
        kept = [(block, words) for block in blocks if (words := normal(block))]
        if kept and title and kept[0][1] == normal(title):
            kept = kept[1:]
        self._blocks = [block for block, _ in kept]
        self.words = " ".join(words for _, words in kept)
        self.paragraphs: list[Span] = []
        start = 0
        for _, words in kept:
            self.paragraphs.append(Span(start, start + len(words)))
            start += len(words) + 1

    @cached_property
    def sentences(self) -> list[Span]:
        """As pysbd splits them, which is imported only here: no build needs it. Raises Misfit or NoSplitter."""
        try:
            from pysbd import Segmenter  # type: ignore[import-untyped]
            from pysbd.languages import LANGUAGE_CODES  # type: ignore[import-untyped]
        except ImportError:
            raise NoSplitter("sentences are told apart with pysbd: run 'pip install -r requirements.txt'") from None
        language = self._lang.partition("-")[0].lower()
        segmenter = Segmenter(language=language if language in LANGUAGE_CODES else "en", clean=False)
        found: list[Span] = []
        for number, (block, whole) in enumerate(zip(self._blocks, self.paragraphs, strict=True), 1):
            at = whole.start
            for words in filter(None, map(normal, segmenter.segment(block))):
                start = self.words.find(words, at, whole.end)
                if start < 0:
                    what = f"the sentences of paragraph {number} cannot be told apart"
                    cure = f"write 'at: p{number}', or cite the words"
                    raise InvalidValue(what, cure, Code.SENTENCES_UNCLEAR)
                at = start + len(words)
                found.append(Span(start, at))
        return found

    def span(self, at: str) -> Span:
        """Where `s4`, `s4-5` or `p9` stands; raises Misfit where the text ends before."""
        parts, one = self._parts(at[0]), "sentence" if at[0] == "s" else "paragraph"
        first, _, last = at[1:].partition("-")
        if int(last or first) > len(parts):
            count = f"{len(parts)} {one}{'' if len(parts) == 1 else 's'}"
            what = f"the text has no {one} {last or first}: it has {count}"
            raise InvalidValue(what, "correct 'at', or the text", Code.WRONG_LOCATION)
        return Span(parts[int(first) - 1].start, parts[int(last or first) - 1].end)

    def place(self, span: Span, unit: str = "s") -> str:
        """What a span touches: sentences as `s4` or `s4-5`, or paragraphs as `p9`."""
        starts = [part.start for part in self._parts(unit)]
        first, last = bisect_right(starts, span.start), bisect_right(starts, span.end - 1)
        return f"{unit}{first}-{last}" if last > first else f"{unit}{first}"

    def _parts(self, unit: str) -> list[Span]:
        return self.sentences if unit == "s" else self.paragraphs

    def count(self, words: str) -> int:
        """How often some normalised words stand in the text."""
        return sum(1 for _ in self.find_all(words))

    def find_all(self, words: str) -> Iterator[Span]:
        """Wherever some normalised words stand."""
        start = self.words.find(words)
        while start >= 0:
            yield Span(start, start + len(words))
            start = self.words.find(words, start + 1)

    def hash_of(self, span: Span) -> str:
        return digest(self.words[span.start : span.end])

    def hash_before(self, span: Span) -> str | None:
        """None where too little stands before it: the hash of a few characters could be guessed."""
        return self.hash_of(Span(span.start - CONTEXT, span.start)) if span.start >= CONTEXT else None

    def hash_after(self, span: Span) -> str | None:
        return self.hash_of(Span(span.end, span.end + CONTEXT)) if span.end + CONTEXT <= len(self.words) else None

    def spans_of(self, exact: str, length: int) -> list[Span]:
        """Wherever a passage of a hash and a length stands."""
        ends = range(length, len(self.words) + 1)
        return [span for end in ends if self.hash_of(span := Span(end - length, end)) == exact]

    @cached_property
    def _around(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for start in range(len(self.words) - CONTEXT + 1):
            found.setdefault(self.hash_of(Span(start, start + CONTEXT)), []).append(start)
        return found

    def surroundings(self, hashed: str) -> Sequence[int]:
        """Wherever AROUND code points of a hash begin."""
        return self._around.get(hashed, ())


def read_article(path: Path, title: str, lang: str) -> tuple[ArticleText | None, list[Problem]]:
    """The text of an article in a file of UTF-8, or problems."""
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
