"""Parts that several pages share: pagers, page feet and links to other versions of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ..addresses import feed_address, page_of_list, twin_address
from ..reading import Record
from .site import Site

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pager:
    """Where one page of a long list stands among the others; addresses are empty at the ends."""

    number: int
    count: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PageFoot:
    """The line under an entry: when it changed, where to edit, report, and read it as data."""

    changed: str
    edit: str
    history: str
    report: str
    json: str
    file: str
    feed: str
    twin: str


def chunks(items: Sequence[T], size: int) -> Iterator[tuple[int, list[T]]]:
    """(number from 1, items) of each page of a list; one empty page for an empty list."""
    for number in range(max(1, -(-len(items) // size))):
        yield number + 1, list(items[number * size : (number + 1) * size])


def pager(address: str, number: int, total: int, size: int) -> Pager:
    count = max(1, -(-total // size))
    before = page_of_list(address, number - 1) if number > 1 else ""
    after = page_of_list(address, number + 1) if number < count else ""
    return Pager(number, count, before, after)


def foot(site: Site, record: Record[Any], json: str = "") -> PageFoot:
    kind_folder = "claims" if record.kind == "claim" else record.kind
    return PageFoot(
        changed=site.changed(record.id),
        edit=site.settings.edit_address(record.file),
        history=site.settings.history_address(record.file),
        report=site.settings.report_address(),
        json=json or f"api/v1/{PLURALS[kind_folder]}/{record.article}.json",
        file=record.file,
        feed=feed_address(record.kind, record.id),
        twin=twin_address(site.address(record.id)) if record.kind != "claim" else "",
    )


PLURALS = {
    "company": "companies",
    "person": "people",
    "product": "products",
    "place": "places",
    "term": "terms",
    "topic": "topics",
    "article": "articles",
    "edition": "editions",
    "claim": "claims",
    "claims": "claims",
}
"""Kind -> folder below /api/v1/."""
