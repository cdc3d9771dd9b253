"""What readers see or hear in a published file: its texts, without what is meant for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

ATTRIBUTES = {"alt", "aria-label", "title", "placeholder", "content", "value", "label"}
"""The attributes that contain words, besides those that begin with `data-`."""
NOT_WORDS = {
    "data-kind", "data-order", "data-published", "data-about", "data-topics", "data-publisher", "data-filter",
    "data-day", "data-value", "data-count", "data-md-component", "data-md-toggle", "data-md-color-scheme",
    "data-md-color-primary", "data-md-color-accent", "data-md-color-media", "data-section", "data-lane", "data-lanes",
    "data-show",
}  # fmt: skip
"""Attributes that contain ids, days, numbers and names for scripts."""
META = {"description", "og:title", "og:description", "og:site_name", "og:image:alt"}
FIELDS = {"title", "name", "description", "tags", "n", "z", "s", "a", "m", "t", "w", "r", "x", "words"}
"""The fields of JSON feeds and of the search index that are shown."""


def read_spoken(path: Path) -> Iterator[str]:
    """The texts of a published file."""
    text = path.read_text(encoding="utf-8")
    match path.suffix:
        case ".html":
            yield from read_html(text)
        case ".xml":
            yield from _read_atom(text)
        case ".ics":
            yield from _read_calendar(text)
        case ".json":
            yield from _read_json(json.loads(text))
        case _:
            yield text


def read_html(text: str) -> list[str]:
    """The texts of a page and of its attributes."""
    reader = _Reader()
    reader.feed(text)
    return reader.said


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._silent += tag in ("script", "style")
        if tag == "meta" and (given.get("name") or given.get("property")) not in META:
            return
        words = ATTRIBUTES - {"value"} if tag in ("option", "input") else ATTRIBUTES
        for name, value in given.items():
            if name in words or (name.startswith("data-") and name not in NOT_WORDS):
                self.said.append(value)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)


def _read_atom(text: str) -> Iterator[str]:
    for element in ElementTree.fromstring(text).iter():
        match element.tag.rpartition("}")[2]:
            case "title" | "subtitle" | "name":
                yield element.text or ""
            case "content":
                yield from read_html(element.text or "")
            case "category":
                yield element.get("label", "")


def _read_calendar(text: str) -> Iterator[str]:
    for line in text.replace("\r\n ", "").splitlines():
        name, _, value = line.partition(":")
        if name in ("NAME", "SUMMARY", "DESCRIPTION"):
            yield value.replace("\\n", " ")


def _read_json(data: object, name: str = "") -> Iterator[str]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _read_json(value, "words" if name in ("kinds", "words") else str(key))
    elif isinstance(data, list):
        for value in data:
            yield from _read_json(value, name)
    elif name == "content_html":
        yield from read_html(str(data))
    elif name in FIELDS:
        yield str(data)
