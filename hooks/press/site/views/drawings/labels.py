"""Text in drawings: how wide it is at most, where it is cut, and where it stands so that no two labels meet and no line
to a mark crosses one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ....content.values.languages import isolate_text, without_isolates

LETTER = 0.62
"""The width of a letter in the widest of the system's fonts, as a share of the size of the text."""
_WIDE = ("W", "F")
PDI = "\u2069"
_OPENING = re.compile("[\u2066-\u2068]")
"""The signs that end and begin a part with a direction of its own. https://www.unicode.org/reports/tr9/"""


class Label(NamedTuple):
    """A text that belongs to the mark at `x` and is `width` wide, in the same units."""

    x: float
    width: float


class Placed(NamedTuple):
    """The level of a label, 0 next to the axis, and whether it ends at its mark instead of beginning there."""

    level: int
    at_end: bool


def measure(text: str, size: float) -> float:
    """The greatest width of a text in one line, in the unit of its size: Chinese letters are as wide as high."""
    return sum(_letter_width(letter) for letter in text) * size


def shorten(text: str, letters: int) -> str:
    """A text of at most so many letters, where a Chinese one counts for two: cut at a word, with "…"."""
    room = letters * LETTER
    if measure(text, 1) <= room:
        return text
    kept = _fit(text, room - LETTER)
    if text[len(kept) : len(kept) + 1].strip() and " " in kept.strip() and not _is_wide(kept[-1:]):
        kept = kept.rsplit(" ", 1)[0]
    return _close_isolates(kept.rstrip(" ,;:.–-")) + "…"


def wrap(text: str, width: float, size: float, most_lines: int) -> tuple[str, ...]:
    """A text in lines of at most `width`: broken between words, and inside too long ones; "…" ends what is cut."""
    lines: list[str] = []
    rest = text.strip()
    while rest and len(lines) < most_lines:
        line = _first_line(rest, width / size)
        lines.append(line)
        rest = rest[len(line) :].strip()
    if rest:
        lines[-1] = shorten(f"{lines[-1]} {rest}", int(width / size / LETTER))
    return tuple(isolate_text(without_isolates(line)) for line in lines)


def place_labels(labels: Sequence[Label], total: float, gap: float) -> list[Placed]:
    """Levels for labels on an axis `total` long, at least `gap` apart on each level.

    Labels begin at their marks, or end there where they would pass the right end, and are given levels from the right
    to the left, those at the end from the left to the right. So no line from a mark down to its label crosses a label,
    but for marks at the left end if labels that end at their marks reach as far as that.
    """
    at_end = _ending(labels, total)
    order = sorted(range(len(labels)), key=lambda index: (labels[index].x, index))
    levels: list[list[tuple[float, float]]] = []
    found: dict[int, Placed] = {}
    for index in [i for i in order if i in at_end] + [i for i in reversed(order) if i not in at_end]:
        label = labels[index]
        start = label.x - label.width if index in at_end else label.x
        end = start + label.width
        crossed = (found[i].level for i in found if start < labels[i].x < end)
        level = _free_level(levels, start, end, gap, max(crossed, default=0))
        levels[level].append((start, end))
        found[index] = Placed(level, index in at_end)
    return [found[index] for index in range(len(labels))]


def push_down(wanted: Iterable[float], heights: Iterable[float], top: float = 0) -> list[float]:
    """The places of boxes in a column, in order: each as near to its wanted place as those above leave room."""
    places = []
    for want, height in zip(wanted, heights, strict=True):
        places.append(round(max(want, top), 1))
        top = places[-1] + height
    return places


def _close_isolates(text: str) -> str:
    """A text that was cut, with the ends of the names from right to left that it begins."""
    return text + PDI * (len(_OPENING.findall(text)) - text.count(PDI))


def _ending(labels: Sequence[Label], total: float) -> set[int]:
    """The labels that end at their marks: those that would pass the right end, and those whose marks would else stand
    over one of these."""
    ending = {i for i, label in enumerate(labels) if label.x + label.width > total}
    start = min((labels[i].x - labels[i].width for i in ending), default=total)
    for index in sorted(range(len(labels)), key=lambda i: -labels[i].x):
        label = labels[index]
        if index not in ending and label.x >= start and label.x >= label.width:
            ending.add(index)
            start = min(start, label.x - label.width)
    return ending


def _free_level(levels: list[list[tuple[float, float]]], start: float, end: float, gap: float, least: int) -> int:
    """The first level from `least` on that has room from `start` to `end`."""
    for level, taken in enumerate(levels):
        if level >= least and all(end + gap <= left or right + gap <= start for left, right in taken):
            return level
    levels.append([])
    return len(levels) - 1


def _first_line(text: str, room: float) -> str:
    kept = _fit(text, room)
    if kept == text or not text[len(kept)].strip() or _is_wide(text[len(kept)]):
        return kept.rstrip()
    end = max(kept.rfind(" "), kept.rfind("-") + 1)
    return kept[:end].rstrip() if end > 0 else kept


def _fit(text: str, room: float) -> str:
    """As many letters as have room, and at least one."""
    width = 0.0
    for index, letter in enumerate(text):
        width += _letter_width(letter)
        if width > room and index:
            return text[:index]
    return text


def _letter_width(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    return 1.0 if _is_wide(letter) else LETTER


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in _WIDE if letter else False
