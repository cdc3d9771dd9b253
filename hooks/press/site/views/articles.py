"""The pages of articles, and the list of all sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from ...content.kinds import ARTICLE
from ...content.kinds.article import Article
from ...content.records import Record
from ...content.values.languages import isolate_name
from ..address_patterns import AddressPattern
from ..urls import PAGES
from .claim_lists import CLAIMS_OF_ARTICLE, PlacedLine, count_facts_of, facts_in_order, place_lines
from .claims import at_words
from .common import CLAIMS_SIZE, FooterLinks, Pager, footer_links, numbers, paged
from .entries import claims_of
from .evidence import checks_line, counts
from .fact_lines import count_facts, fact_line
from .site import Page, Site, meta_description
from .taken import list_authors, list_misprints, newest_first
from .view import FIRST_ROUND, View


@dataclass(frozen=True, slots=True)
class ArticleView:
    title: Markup
    publisher: Markup
    owners: Sequence[Markup]
    published: str
    authors: Sequence[Markup]
    url: str
    archive_url: str
    accessed: str
    updated: str
    same_text_as: Markup
    reworded_from: Markup
    copies: Sequence[Markup]
    withdrawn: tuple[str, Markup] | None
    note: Markup
    lines: Sequence[PlacedLine]
    also_read: Sequence[PlacedLine]
    """The claims that are filed under another article, and were read in this one too."""
    count: str
    checks: str
    more: str
    is_complete: bool
    """Whether all of its facts are on this page."""
    misprints: Sequence[Markup]
    cited_in: Sequence[Markup]
    """The entries and editions whose text leads here or cites its claims."""
    footer_links: FooterLinks


@dataclass(frozen=True, slots=True)
class ArticleItem:
    link: Markup
    publisher: Markup
    published: str
    sort_published: str
    """Sorts as text by the earliest day; empty if no date is known."""
    count: int


@dataclass(frozen=True, slots=True)
class ArticlesView:
    items: Sequence[ArticleItem]
    count: int
    pager: Pager


def articles_page(site: Site, number: str) -> Iterator[Page]:
    """One page of the list of all sources, newest first."""
    articles, words = sorted(site.library.articles, key=newest_first), site.words
    listing = ARTICLES.listing(number, words["articles"], meta_description(words["articles_lead"]))
    return paged(site, listing, articles, partial(_articles, site, len(articles)), number)


def article_page(site: Site, article_id: str) -> Iterator[Page]:
    record = site.library.article(article_id)
    data = record.data
    publisher = isolate_name(site.prose.title_on(data.publisher, data.published))
    description = meta_description(f"{site.words.join([data.title, publisher])}. {site.words['articles_lead']}")
    view = _article_view(site, record)
    title = f"{isolate_name(data.title)} ({publisher})"
    yield ARTICLE_VIEW.page(record.id, title, description, view, record.file, record.id)


def _articles(site: Site, count: int, records: Sequence[Record[Article]], pages: Pager) -> ArticlesView:
    return ArticlesView([_article_item(site, record) for record in records], count, pages)


def _article_item(site: Site, record: Record[Article]) -> ArticleItem:
    facts = count_facts(site, claims_of(site, record.id))
    published = record.data.published
    day = published.first.isoformat() if published and published.first else ""
    publisher = site.prose.link_on(record.data.publisher, published)
    return ArticleItem(site.link(record.id), publisher, _published(site, record.data), day, facts)


def _published(site: Site, article: Article) -> str:
    if article.published is None:
        return site.words["date_unknown"]
    note = site.precision_note(article.published)
    date = site.words.format_date(article.published)
    return site.words.join([date, note]) if note else date


def _article_view(site: Site, record: Record[Article]) -> ArticleView:
    data = record.data
    claim_ids, also_read = site.facts.of_article[record.id], site.facts.also_read_in[record.id]
    facts = facts_in_order(site, claim_ids)
    live = [claim_id for claim_id in claim_ids if site.derived(claim_id).live]
    publisher = site.library.id_of(data.publisher)
    return ArticleView(
        title=site.heading(record.id),
        publisher=site.prose.link_on(publisher, data.published),
        owners=_owners(site, publisher),
        published=_published(site, data),
        authors=list_authors(site, data),
        url=data.url,
        archive_url=data.archive_url or "",
        accessed=site.words.format_date(data.accessed),
        updated=site.words.format_date(data.updated),
        same_text_as=site.link(data.syndicated_from) if data.syndicated_from else Markup(""),
        reworded_from=site.link(data.derived_from) if data.derived_from else Markup(""),
        copies=[site.link(other) for other in site.facts.sources.copies[record.id]],
        withdrawn=_withdrawn(site, data),
        note=site.prose.line(data.note) if data.note else Markup(""),
        lines=place_lines(site, facts[:CLAIMS_SIZE]),
        also_read=_also_read(site, record.id, also_read[:CLAIMS_SIZE]),
        count=count_facts_of(site, [*claim_ids, *also_read]) if claim_ids or also_read else "",
        checks=checks_line(site, counts(site, live)) if live else "",
        more=CLAIMS_OF_ARTICLE.pattern.address_of(record.id) if claim_ids else "",
        is_complete=max(len(facts), len(also_read)) <= CLAIMS_SIZE,
        misprints=list_misprints(site, record.id),
        cited_in=_cited_in(site, record.id, claim_ids),
        footer_links=footer_links(site, record),
    )


def _also_read(site: Site, article: str, claim_ids: Sequence[str]) -> list[PlacedLine]:
    """The facts that are filed under other articles, with their places in this one."""
    lines = fact_line.read_many(site, claim_ids)
    places = {
        claim_id: next(a.at for a in site.record(claim_id).data.also_in if site.library.id_of(a.article) == article)
        for claim_id in claim_ids
    }
    return [PlacedLine(line, at_words(site, places[claim_id])) for claim_id, line in lines.items()]


def _cited_in(site: Site, article: str, claim_ids: Sequence[str]) -> list[Markup]:
    sources = site.facts.sources
    cited = (entry for found in sources.cited_by.read_many(claim_ids).values() for entry in found)
    entries = {*cited, *site.facts.mentioned_in[article]}
    return [site.link(entry_id) for entry_id in sorted(entries)]


def _withdrawn(site: Site, article: Article) -> tuple[str, Markup] | None:
    """When and why the publisher took an article back."""
    if article.withdrawn is None:
        return None
    return site.words.format_date(article.withdrawn.date), site.prose.line(article.withdrawn.why)


def _owners(site: Site, publisher: str) -> list[Markup]:
    statements = [site.derived(c).statement for c in site.facts.subject_of[publisher] if site.derived(c).live]
    owners = [site.value(statement) for statement in statements if statement and statement.property == "owned-by"]
    return list(dict.fromkeys(owners))


ARTICLES = View(
    f"{ARTICLE.name} index",
    AddressPattern(f"{ARTICLE.address}page/{{number}}/"),
    articles_page,
    "articles",
    keys=lambda site: numbers(len(site.library.ids_of(ARTICLE.name))),
)
ARTICLE_VIEW = View(
    ARTICLE.name,
    PAGES[ARTICLE.name],
    article_page,
    ARTICLE.template,
    keys=lambda site: site.library.ids_of(ARTICLE.name),
    is_of_entry=True,
    round=FIRST_ROUND,
)
VIEWS = (ARTICLES, ARTICLE_VIEW)
