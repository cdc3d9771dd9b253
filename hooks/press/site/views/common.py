"""Parts that several pages share: pagers, footers and links to other versions of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ...content.kinds import ARTICLE, CLAIM, SUBJECTS
from ...content.records import Record
from ..address_patterns import page_of_list
from ..settings import CLAIM_FORM
from ..urls import claim_address, entry_data_address, feed_address, markdown_address
from .citations import Citation, cite
from .site import PAGE_SIZE, Page, Site, meta_description

T = TypeVar("T")

CLAIMS_SIZE = 250
"""Claims, or rows with as many words, on one page: for twice as many, a slow phone takes twice as long."""


@dataclass(frozen=True, slots=True)
class Pager:
    """The position of one page of a long list among the others; addresses are empty at the ends. `steps` are (number,
    address) of the first, the last and the nearest pages; a number of 0 stands for those between two of them."""

    number: int
    count: int
    before: str
    after: str
    steps: Sequence[tuple[int, str]] = ()


@dataclass(frozen=True, slots=True)
class FooterLinks:
    """The line under an entry: when it changed, and where to edit it, report a mistake, and read it as data."""

    changed: str
    edit: str
    history: str
    report: str
    suggest: str
    json: str
    file: str
    feed: str
    markdown: str
    citation: Citation | None
    """How the page is cited; None if the page says so itself."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A page that continues at `<address>page/2/` if its list is long."""

    address: str
    template: str
    title: str
    description: str
    section: str = ""
    source: str = ""
    entry: str = ""


def numbers(count: int, size: int = PAGE_SIZE) -> list[str]:
    """The page numbers of a list with `count` items; an empty list has one page."""
    return [str(number) for number in range(1, max(1, -(-count // size)) + 1)]


def cut(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """A list in parts of `size` items, the last of which may be shorter; an empty list is one empty part."""
    return [items[start : start + size] for start in range(0, len(items), size)] or [items]


def paged(
    site: Site,
    listing: Listing,
    items: Sequence[T],
    view: Callable[[list[T], Pager], object],
    number: str = "",
    size: int = PAGE_SIZE,
) -> Iterator[Page]:
    """The pages of a list, or only page `number`; `view` makes the content of each."""
    count = len(numbers(len(items), size))
    for place in [int(number)] if number else range(1, count + 1):
        part = list(items[(place - 1) * size : place * size])
        before = page_of_list(listing.address, place - 1) if place > 1 else ""
        after = page_of_list(listing.address, place + 1) if place < count else ""
        words = site.words.fill("page_title", title=listing.title, number=place)
        yield Page(
            address=page_of_list(listing.address, place),
            template=listing.template,
            title=listing.title if place == 1 else words,
            description=listing.description if place == 1 else meta_description(f"{words}. {listing.description}"),
            view=view(part, Pager(place, count, before, after, list_steps(listing.address, place, count))),
            section=listing.section,
            source=listing.source,
            entry=listing.entry,
        )


def list_steps(address: str, number: int, count: int) -> list[tuple[int, str]]:
    """`1 … 4 5 6 … 20`: the steps of a pager, given the address of its first page."""
    shown = sorted({1, count, *range(max(1, number - 1), min(count, number + 1) + 1)})
    steps: list[tuple[int, str]] = []
    for before, place in zip([0, *shown], shown, strict=False):
        if place - before == 2:
            steps.append((place - 1, page_of_list(address, place - 1)))
        elif place - before > 2:
            steps.append((0, ""))
        steps.append((place, page_of_list(address, place)))
    return steps


def footer_links(site: Site, record: Record[Any], json: str = "") -> FooterLinks:
    address = site.url + (claim_address(record.id) if record.kind == CLAIM else site.address(record.id))
    return FooterLinks(
        changed=site.changed(record.id),
        edit=site.settings.edit_address(record.file),
        history=site.settings.history_address(record.file),
        report=site.settings.report_address(site.words.fill("report_title", claim=record.id), address),
        suggest=_suggest_address(site, record, address),
        json=json or entry_data_address(record.kind, record.article),
        file=record.file,
        feed=feed_address(record.kind, record.id),
        markdown="" if record.kind == CLAIM else markdown_address(site.address(record.id)),
        citation=cite(site, record),
    )


def _suggest_address(site: Site, record: Record[Any], address: str) -> str:
    """Where to suggest a claim for the page of an entry, or from an article; empty for other pages."""
    if record.kind == ARTICLE.name:
        return site.settings.form_address(CLAIM_FORM, article=record.data.url)
    is_subject = record.kind in SUBJECTS
    return site.settings.form_address(CLAIM_FORM, about=address) if is_subject else ""
