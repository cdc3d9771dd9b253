"""The pages of entries that have names, and their A–Z indexes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from ...content.kinds import COMPANY, KINDS, NAMED, PERSON, Kind
from ...content.kinds.base import Entry
from ...content.kinds.entries import Term, Topic
from ...content.records import Record
from ..address_patterns import AddressPattern
from ..settings import COMPANY_FORM
from ..urls import PAGES
from .common import CLAIMS_SIZE, FooterLinks, Pager, footer_links, numbers, paged
from .connections import Connections, connections_of
from .differences import Difference, differences_of
from .entry_counts import describe_support
from .entry_names import EntryNames, names_on_page, special_type
from .entry_sections import Section, sections_of
from .fact_lines import fact_line, facts_among, newest_first
from .facts import FactRow, fact_rows
from .historic import is_historic
from .list_filters import days_of
from .site import Page, Site, meta_description
from .site_queries import entry_query
from .view import SECOND_ROUND, View


@dataclass(frozen=True, slots=True)
class EntryView:
    data: Entry
    """The entry's own data, for templates of kinds that have extra fields."""
    can_ask: bool
    """Whether the page asks a person to say what is wrong."""
    names: EntryNames
    summary: Markup
    body: Markup
    lead: str
    """Says of a word in how many facts it is used; empty for other entries."""
    facts: Sequence[FactRow]
    facts_title: str
    support: Sequence[str]
    """Sentences on what the facts rest on."""
    used_in: Sequence[Markup]
    """The editions that name it."""
    differences: Sequence[Difference]
    more_differences: int
    conflicts: int
    sections: Sequence[Section]
    days: tuple[str, str] | None
    """The first and the last day on which its reports were published, if there are two."""
    connections: Connections | None
    mentioned_in: Sequence[Markup]
    folded_mentions: Sequence[Markup]
    """Those that are shown on request."""
    more_mentions: int
    see: Sequence[Markup]
    topics: Sequence[Markup]
    same_as: Sequence[tuple[str, str]]
    children: Sequence[Markup]
    pager: Pager
    footer_links: FooterLinks


class IndexItem(NamedTuple):
    link: Markup
    chinese: Markup
    note: str
    summary: Markup
    claims: int


@dataclass(frozen=True, slots=True)
class IndexView:
    title: str
    lead: str
    letters: Sequence[tuple[str, str, Sequence[IndexItem]]]
    """(letter, anchor, items), A–Z."""
    is_glossary: bool
    suggest: str
    """Where to suggest an entry; empty for most kinds."""
    pager: Pager


MOST_MENTIONS, MOST_MENTIONS_SHOWN = 40, 6
"""How many of the entries that mention an entry are listed on its page, and how many of them without being asked."""
FIRST_LINES = 4
"""The lines of what happened that are surely seen: the fact box does not repeat their dates."""
FEWEST_DATED = 6
"""A page of fewer facts has no control for what was known on a day: reading it is faster."""


def entry_pages(site: Site, entry_id: str) -> Iterator[Page]:
    """The pages of one entry: its claims may fill several."""
    record = site.library.entry(entry_id)
    facts = newest_first(site, facts_among(site, claims_of(site, entry_id)))
    name = site.title(record.id)
    summary = site.prose.plain(record.data.summary)
    description = meta_description(summary, site.words.fill("description_of_entry", name=name))
    listing = ENTRY_VIEWS[record.kind].listing(record.id, name, description, record.file, record.id)

    def view(part: list[str], pages: Pager) -> EntryView:
        return _view(site, record, part, facts, pages)

    return paged(site, listing, facts, view, size=CLAIMS_SIZE)


def claims_of(site: Site, entry_id: str) -> list[str]:
    """The claims on the page of an entry, as its kind defines."""
    facts = site.facts
    match site.kind(entry_id).claims:
        case "filed":
            return list(facts.of_topic[entry_id])
        case "read":
            return [*facts.of_article[entry_id], *facts.also_read_in[entry_id]]
        case "about":
            return sorted({*facts.about[entry_id], *facts.said_by[entry_id]})
    return []


@entry_query(stored=True)
def entry_page_count(site: Site, entry_id: str) -> int:
    """How many pages the claims of an entry fill."""
    return len(numbers(len(facts_among(site, claims_of(site, entry_id))), CLAIMS_SIZE))


def _view(site: Site, record: Record[Entry], here: list[str], facts: Sequence[str], pages: Pager) -> EntryView:
    kind, entry, first = KINDS[record.kind], record.data, pages.number == 1
    sections = sections_of(site, record.id, here, pages)
    above = [line.claim.id for section in sections[:1] for line in section.parts[0].lines[:FIRST_LINES]]
    rows = fact_rows(site, record.id, here, above) if first else []
    boxed = {other for row in rows for value in row.all for other in value.others}
    differences, more_differences = differences_of(site, record.id) if first else ([], 0)
    mentions = _mentioning(site, record.id) if first else []
    curated = [other for other in mentions if site.kind(other).claims == "none"]
    others = [other for other in mentions if other not in curated]
    return EntryView(
        data=entry,
        can_ask=kind is PERSON and not is_historic(site, record.id),
        names=names_on_page(site, record),
        summary=site.prose.line(entry.summary),
        body=_body(site, entry) if first else Markup(""),
        lead=site.words.count("used_in_facts", len(facts)) if kind.is_glossary and facts else "",
        facts=rows,
        facts_title=site.words[kind.facts_word],
        support=describe_support(site, facts) if first else (),
        used_in=[site.link(other) for other in curated],
        differences=differences,
        more_differences=more_differences,
        conflicts=sum(1 for difference in differences if difference.kind == "conflict"),
        sections=sections,
        days=_days(site, here),
        connections=connections_of(site, record.id, boxed, here) if first else None,
        mentioned_in=[site.link(other) for other in others[:MOST_MENTIONS_SHOWN]],
        folded_mentions=[site.link(other) for other in others[MOST_MENTIONS_SHOWN:MOST_MENTIONS]],
        more_mentions=max(0, len(others) - MOST_MENTIONS),
        see=[site.link(other) for other in entry.see],
        topics=[site.link(topic) for topic in entry.topics],
        same_as=same_as(site, entry),
        children=_children(site, record),
        pager=pages,
        footer_links=footer_links(site, record),
    )


def _days(site: Site, facts: Sequence[str]) -> tuple[str, str] | None:
    """The days between which reports of some facts were published, if a reader can choose between them."""
    lines = fact_line.read_many(site, facts).values() if len(facts) >= FEWEST_DATED else ()
    return days_of([claim for line in lines for claim in (line.claim, *line.reports)])


def _body(site: Site, entry: Entry) -> Markup:
    parts = [getattr(entry, "long", None), entry.body]
    return Markup("\n").join(site.prose.block(part) for part in parts if part)


def _mentioning(site: Site, entry_id: str) -> list[str]:
    return [other for other in site.facts.mentioned_in[entry_id] if other != entry_id]


def same_as(site: Site, entry: Entry) -> list[tuple[str, str]]:
    """(name, address) of the same entry elsewhere on the web."""
    same = entry.same_as
    wikidata = f"https://www.wikidata.org/wiki/{same.wikidata}" if same.wikidata else None
    named = (("website", same.website), ("wikidata", wikidata), ("wikipedia", same.wikipedia))
    return [(site.words[key], address) for key, address in named if address]


def _children(site: Site, record: Record[Entry]) -> list[Markup]:
    if not isinstance(record.data, Topic):
        return []
    topics = site.library.topics
    return [site.link(t.id) for t in topics if t.data.parent and site.library.id_of(t.data.parent) == record.id]


def index_page(kind: Kind, site: Site, number: str) -> Iterator[Page]:
    """One page of the A–Z index of a kind."""
    orders = site.order_of.read_all(site.library.ids_of(kind.name))
    ordered = sorted(orders, key=orders.__getitem__)
    source = f"{site.settings.folder}/{kind.folder}"
    title, lead = site.words[kind.plural_word], site.words[kind.lead_word]
    listing = INDEX_VIEWS[kind.name].listing(number, title, meta_description(lead), source)
    return paged(site, listing, ordered, partial(_index, site, kind, title, lead), number)


def _index(site: Site, kind: Kind, title: str, lead: str, ids: Sequence[str], pages: Pager) -> IndexView:
    suggest = site.settings.form_address(COMPANY_FORM) if kind is COMPANY and pages.number == 1 else ""
    return IndexView(title, lead, _letters(site, ids), kind.is_glossary, suggest, pages)


def _letters(site: Site, ids: Sequence[str]) -> list[tuple[str, str, list[IndexItem]]]:
    letters: dict[str, list[IndexItem]] = {}
    for entry_id, item in index_item.read_many(site, ids).items():
        letters.setdefault(site.letter(entry_id), []).append(item)
    return [
        (letter, f"az-{letter.lower().replace('–', '-')}".replace("#", "other"), items)
        for letter, items in letters.items()
    ]


@entry_query(stored=True)
def index_item(site: Site, entry_id: str) -> IndexItem:
    record = site.library.entry(entry_id)
    data = record.data
    note = (data.abbreviation or "") if isinstance(data, Term) else special_type(site, record)
    count = len(claims_of(site, record.id))
    plain_link = Markup('<a class="name" href="{}">{}</a>').format(
        site.root(site.address(record.id)), site.heading(record.id)
    )
    return IndexItem(plain_link, site.chinese(record.id), note, site.summary(record.id), count)


def _entry_view(kind: Kind) -> View:
    return View(
        kind.name,
        PAGES[kind.name],
        entry_pages,
        kind.template,
        keys=lambda site: site.library.ids_of(kind.name),
        section=kind.section,
        page_count=entry_page_count,
        is_of_entry=True,
        round=SECOND_ROUND,
    )


def _index_view(kind: Kind) -> View:
    return View(
        f"{kind.name} index",
        AddressPattern(f"{kind.address}page/{{number}}/"),
        partial(index_page, kind),
        "index",
        keys=lambda site: numbers(len(site.library.ids_of(kind.name))),
        section=kind.section,
    )


ENTRY_VIEWS = {name: _entry_view(KINDS[name]) for name in NAMED}
INDEX_VIEWS = {name: _index_view(KINDS[name]) for name in NAMED}
"""Kind -> its views."""
VIEWS = (*ENTRY_VIEWS.values(), *INDEX_VIEWS.values())
