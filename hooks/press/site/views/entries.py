"""The pages of entries that have names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from markupsafe import Markup, escape

from ...content.kinds import KINDS, NAMED, PERSON, Kind
from ...content.kinds.base import Entry, Name
from ...content.kinds.entries import Company, Topic
from ...content.records import Record
from ...content.values.languages import mark_name
from ...library.names import LINKING, names_of
from ..urls import PAGES
from .common import CLAIMS_SIZE, FooterLinks, Pager, cut, footer_links, numbers, paged
from .connections import Connections, connections_of
from .differences import Difference, differences_of
from .drawings.strip import Strip, strip_of
from .fact_lines import FactLine, fact_line, facts_among, newest_first
from .facts import FactRow, fact_rows
from .list_filters import ListFilters, list_filters
from .site import Page, Site, meta_description
from .site_queries import entry_query
from .taken import ARTICLES_SIZE, SourceView, articles_of, source_view
from .view import SECOND_ROUND, View


@dataclass(frozen=True, slots=True)
class Group:
    """Facts under one heading."""

    heading: str
    anchor: str
    lines: Sequence[FactLine]


@dataclass(frozen=True, slots=True)
class OtherName:
    text: Markup
    note: Markup


@dataclass(frozen=True, slots=True)
class EntryView:
    data: Entry
    """The entry's own data, for templates of kinds that have extra fields."""
    is_person: bool
    is_glossary: bool
    eyebrow: str
    heading: Markup
    """The name, and the native or Chinese name if it is different."""
    also: Sequence[OtherName]
    misprints: Markup
    """The misprinted names, each with where it was printed."""
    summary: Markup
    body: Markup
    facts: Sequence[FactRow]
    facts_title: str
    strip: Strip | None
    differences: Sequence[Difference]
    more_differences: int
    groups: Sequence[Group]
    list_filters: ListFilters
    claim_count: int
    source: SourceView | None
    """What is taken from it, if it publishes articles."""
    leads_with_source: bool
    """Whether that comes first, because the entry is there as a source."""
    connections: Connections | None
    confused_with: Sequence[Markup]
    mentioned_in: Sequence[Markup]
    more_mentions: int
    see: Sequence[Markup]
    topics: Sequence[Markup]
    same_as: Sequence[tuple[str, str]]
    children: Sequence[Markup]
    pager: Pager
    footer_links: FooterLinks


HEADINGS = {
    "event": "happened",
    "plan": "plans",
    "forecast": "plans",
    "figure": "numbers",
    "opinion": "views",
    "background": "background",
}
"""Kind of a claim -> the section of an entry's page that its fact is in, in the order of the page."""
MOST_MENTIONS = 40
"""How many of the entries that mention an entry are listed on its page."""


def entry_pages(site: Site, entry_id: str) -> Iterator[Page]:
    """The pages of one entry: its claims may fill several."""
    record = site.library.entry(entry_id)
    facts, articles = facts_among(site, claims_of(site, entry_id)), articles_of(site, entry_id)
    name = site.title(record.id)
    summary = site.prose.plain(record.data.summary)
    description = meta_description(summary, site.words.fill("description_of_entry", name=name))
    listing = ENTRY_VIEWS[record.kind].listing(record.id, name, description, record.file, record.id)

    def view(part: list[tuple[Sequence[str], Sequence[str]]], pages: Pager) -> EntryView:
        [(shown, shown_articles)] = part
        source = source_view(site, entry_id, shown_articles, shown, pages.number == 1) if articles else None
        return _view(site, record, shown, len(facts), source, pages)

    parts = zip_longest(cut(facts, CLAIMS_SIZE), cut(articles, ARTICLES_SIZE), fillvalue=())
    return paged(site, listing, list(parts), view, size=1)


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
    facts, articles = facts_among(site, claims_of(site, entry_id)), site.facts.sources.articles_by[entry_id]
    return max(len(numbers(len(facts), CLAIMS_SIZE)), len(numbers(len(articles), ARTICLES_SIZE)))


def _view(
    site: Site, record: Record[Entry], facts: Sequence[str], count: int, source: SourceView | None, pages: Pager
) -> EntryView:
    kind, entry, first = KINDS[record.kind], record.data, pages.number == 1
    groups = _groups(site, facts)
    order = [line.claim for group in groups for line in group.lines]
    numbers = {claim.id: number for number, claim in enumerate(order, 1)}
    differences, more_differences = differences_of(site, record.id) if first else ([], 0)
    mentions = _mentioning(site, record.id) if first else []
    return EntryView(
        data=entry,
        is_person=kind is PERSON,
        is_glossary=kind.is_glossary,
        eyebrow=_eyebrow(site, record),
        heading=_heading(site, record),
        also=[_other(site, record, name) for name in _others(record, LINKING) if _is_new(site, record, name)],
        misprints=_misprints(site, record) if first else Markup(""),
        summary=site.prose.line(entry.summary),
        body=_body(site, entry) if first else Markup(""),
        facts=fact_rows(site, record.id, numbers) if first else [],
        facts_title=site.words[kind.facts_word],
        strip=strip_of(site, record.id, [claim.id for claim in order]) if first else None,
        differences=differences,
        more_differences=more_differences,
        groups=groups,
        list_filters=list_filters(order),
        claim_count=count,
        source=source,
        leads_with_source=source is not None and (not count or _is_outlet(entry)),
        connections=connections_of(site, record.id, numbers) if first else None,
        confused_with=_confused(site, record),
        mentioned_in=[site.link(other) for other in mentions[:MOST_MENTIONS]],
        more_mentions=max(0, len(mentions) - MOST_MENTIONS),
        see=[site.link(other) for other in entry.see],
        topics=[site.link(topic) for topic in entry.topics],
        same_as=same_as(site, entry),
        children=_children(site, record),
        pager=pages,
        footer_links=footer_links(site, record),
    )


def _heading(site: Site, record: Record[Entry]) -> Markup:
    name, native = site.heading(record.id), site.chinese(record.id)
    return Markup("{} {}").format(name, native) if native and native != name else name


def _eyebrow(site: Site, record: Record[Entry]) -> str:
    word, special = site.words[KINDS[record.kind].word], special_type(site, record)
    return f"{word} · {special}" if special else word


def _is_outlet(entry: Entry) -> bool:
    return isinstance(entry, Company) and entry.type == "outlet"


def special_type(site: Site, record: Record[Entry]) -> str:
    """What sort of organization it is, in a word; empty for other entries and for plain companies."""
    special = record.data.special_type if isinstance(record.data, Company) else ""
    return site.words[f"type_{special}"] if special else ""


def _others(record: Record[Entry], kinds: Sequence[str]) -> list[Name]:
    return [name for name in names_of(record) if name.kind in kinds and name.text != record.data.name]


def _is_new(site: Site, record: Record[Entry], name: Name) -> bool:
    """Whether the heading does not already show the name."""
    return name.text != site.chinese(record.id).striptags()


def _other(site: Site, record: Record[Entry], name: Name) -> OtherName:
    note = []
    if name.kind == "former":
        note.append(escape(site.words["former_name"]))
    if name.kind == "misprint" and name.source:
        note.append(site.link(name.source))
    for key, date in (("since", name.from_), ("until", name.until)):
        if date:
            note.append(site.words.fill_html(key, date=site.words.format_date(date)))
    lang = site.prose.naming(record.id).find_language(name.text)
    return OtherName(mark_name(name.text, lang), site.words.join_html(note))


def _misprints(site: Site, record: Record[Entry]) -> Markup:
    printed = []
    for other in (_other(site, record, name) for name in _others(record, ("misprint",))):
        name = site.words.fill_html("quoted", name=other.text)
        printed.append(site.words.fill_html("printed_in", name=name, article=other.note) if other.note else name)
    return Markup("; ").join(printed)


def _body(site: Site, entry: Entry) -> Markup:
    parts = [getattr(entry, "long", None), entry.body]
    return Markup("\n").join(site.prose.block(part) for part in parts if part)


def _groups(site: Site, facts: Sequence[str]) -> list[Group]:
    """Facts by what kind they are, the newest first."""
    by_kind: dict[str, list[str]] = {heading: [] for heading in HEADINGS.values()}
    for fact in newest_first(site, facts):
        by_kind[HEADINGS[site.claim(fact).kind_id]].append(fact)
    lines = fact_line.read_many(site, facts)
    return [
        Group(site.words[f"facts_{heading}"], heading, [lines[fact] for fact in ids])
        for heading, ids in by_kind.items()
        if ids
    ]


def _confused(site: Site, record: Record[Entry]) -> list[Markup]:
    """The entries that share a name with this one."""
    own = {name.text for name in names_of(record) if name.kind not in ("misprint", "short")}
    others = {other for name in own for other in site.names.shared_by(name)} - {record.id}
    return [site.link(other) for other in sorted(others)]


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


ENTRY_VIEWS = {name: _entry_view(KINDS[name]) for name in NAMED}
"""Kind -> its view."""
VIEWS = tuple(ENTRY_VIEWS.values())
