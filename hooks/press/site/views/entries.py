"""The pages of entries that have names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from markupsafe import Markup

from ...content.kinds import KINDS, NAMED, PERSON, Kind
from ...content.kinds.base import Entry
from ...content.kinds.entries import Company, Topic
from ...content.records import Record
from ..urls import PAGES
from .common import CLAIMS_SIZE, FooterLinks, Pager, cut, footer_links, numbers, paged
from .connections import Connections, connections_of
from .differences import Difference, differences_of
from .drawings.roles import Roles, roles_of
from .drawings.strip import Strip, strip_extents, strip_of
from .entry_counts import describe_support
from .entry_names import EntryNames, names_on_page
from .entry_sections import Section, sections_of
from .fact_lines import fact_line, facts_among, newest_first
from .facts import FactRow, fact_rows
from .historic import is_historic
from .list_filters import days_of
from .site import Page, Site, meta_description
from .site_queries import entry_query
from .taken import ARTICLES_SIZE, SourceView, articles_of, source_view
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
    roles: Roles | None
    strip: Strip | None
    support: Sequence[str]
    """Sentences on what the facts rest on."""
    used_in: Sequence[Markup]
    """The editions that name it, and the comparisons that have it."""
    differences: Sequence[Difference]
    more_differences: int
    conflicts: int
    sections: Sequence[Section]
    jumps: Sequence[Section]
    """The sections that links at the top lead to: none on a page of few facts."""
    days: tuple[str, str] | None
    """The first and the last day on which its reports were published, if there are two."""
    source: SourceView | None
    """What is taken from it, if it publishes articles."""
    leads_with_source: bool
    """Whether that comes first, because the entry is there as a source."""
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


MOST_MENTIONS, MOST_MENTIONS_SHOWN = 40, 6
"""How many of the entries that mention an entry are listed on its page, and how many of them without being asked."""
FIRST_LINES = 4
"""The lines of what happened that are surely seen: the fact box does not repeat their dates."""
FEWEST_WITH_JUMPS = 12
"""A page of fewer facts has no links to its sections."""
FEWEST_DATED = 6
"""A page of fewer facts has no control for what was known on a day: reading it is faster."""


def entry_pages(site: Site, entry_id: str) -> Iterator[Page]:
    """The pages of one entry: its claims may fill several."""
    record = site.library.entry(entry_id)
    facts, articles = newest_first(site, facts_among(site, claims_of(site, entry_id))), articles_of(site, entry_id)
    name = site.title(record.id)
    summary = site.prose.plain(record.data.summary)
    description = meta_description(summary, site.words.fill("description_of_entry", name=name))
    listing = ENTRY_VIEWS[record.kind].listing(record.id, name, description, record.file, record.id)

    def view(part: list[tuple[Sequence[str], Sequence[str]]], pages: Pager) -> EntryView:
        [(here, shown_articles)] = part
        source = source_view(site, entry_id, shown_articles, here, pages.number == 1) if articles else None
        return _view(site, record, here, facts, source, pages)

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
    site: Site,
    record: Record[Entry],
    here: Sequence[str],
    facts: Sequence[str],
    source: SourceView | None,
    pages: Pager,
) -> EntryView:
    kind, entry, first = KINDS[record.kind], record.data, pages.number == 1
    sections = sections_of(site, record.id, here, pages)
    happened = (section for section in sections if section.anchor == "happened")
    above = [line.claim.id for section in happened for line in section.parts[0].lines[:FIRST_LINES]]
    rows = fact_rows(site, record.id, here, above) if first else []
    boxed = {other for row in rows for other in row.named}
    differences, more_differences = differences_of(site, record.id) if first else ([], 0)
    mentions = _mentioning(site, record.id) if first else []
    curated = [other for other in mentions if site.kind(other).claims == "none"]
    others = [other for other in mentions if other not in curated]
    compared = [other for other in site.facts.compared.comparisons_of[record.id] if first and other not in curated]
    return EntryView(
        data=entry,
        can_ask=kind is PERSON and not is_historic(site, record.id),
        names=names_on_page(site, record),
        summary=site.prose.line(entry.summary),
        body=_body(site, entry) if first else Markup(""),
        lead=site.words.count("used_in_facts", len(facts)) if kind.is_glossary and facts else "",
        facts=rows,
        facts_title=site.words[kind.facts_word],
        roles=roles_of(site, record.id, strip_extents(site, record.id)) if first else None,
        strip=strip_of(site, record.id, here) if first else None,
        support=describe_support(site, facts) if first else (),
        used_in=[site.link(other) for other in (*curated, *compared)],
        differences=differences,
        more_differences=more_differences,
        conflicts=sum(1 for difference in differences if difference.kind == "conflict"),
        sections=sections,
        jumps=sections if len(sections) > 1 and len(here) >= FEWEST_WITH_JUMPS else [],
        days=_days(site, here),
        source=source,
        leads_with_source=source is not None and (not facts or _is_outlet(entry)),
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


def _is_outlet(entry: Entry) -> bool:
    return isinstance(entry, Company) and entry.type == "outlet"


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
"""The views of entries."""
