"""What the briefing takes from an organization that publishes articles, and how independent it is as a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from ...content.kinds import COMPANY
from ...content.kinds.article import Article
from ...content.records import Record
from ...content.values.languages import mark_name
from .claim_lists import in_order
from .evidence import checks_line, counts
from .list_filters import KIND_ORDER
from .site import Site
from .site_queries import entry_query

ARTICLES_SIZE = 40
"""Articles on one page of a source."""
MOST_FACTS = 5
"""How many facts of an article are on the page of its publisher."""
MOST_LISTED = 8
"""How many names one line of the remarks lists."""
SHARED, JOINT, ALONE = "shared", "joint", "alone"
"""Who else reports a fact: another publisher, one that does not count besides this one, or no other."""


class Taken(NamedTuple):
    """One fact that was read in an article."""

    fact: str
    claim: str
    """Its first claim in that article."""
    reach: str
    """SHARED, JOINT or ALONE."""
    publishers: int
    kind: str
    is_disputed: bool
    owners: tuple[str, ...]
    """The owners of the publisher that it has to disclose."""
    via: str
    """The outlet that the article cites for it; empty for none."""


@dataclass(frozen=True, slots=True)
class FactItem:
    """A fact of an article in one line. `tag` says who else reports it, and `style` how the tag looks."""

    text: Markup
    plain: str
    address: str
    tag: str
    style: str


@dataclass(frozen=True, slots=True)
class ArticleItem:
    """An article of the source. `bar` are the lengths of its bar in percent: of the facts that others report too, and
    of the others. `line` says the same in words."""

    link: Markup
    address: str
    about: Markup
    is_withdrawn: bool
    bar: tuple[str, str]
    line: str
    facts: Sequence[FactItem]
    more: str
    more_kinds: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """One page of what is taken from a source; the remarks about it are on its first page only."""

    own_heading: str
    """The heading of the facts about the source itself."""
    count: str
    checks: str
    articles: Sequence[ArticleItem]
    rows: Sequence[tuple[str, Markup]]
    """(label, value) of what it is, for the fact box."""
    independence: Sequence[Markup]
    corrections: Sequence[Markup]


class Totals(NamedTuple):
    """Everything that is taken from a source. `most` is how many facts the article with the most facts has."""

    facts: int
    shared: int
    most: int
    claims: tuple[str, ...]
    owners: tuple[tuple[str, int], ...]
    """(owner, how many facts have to disclose it)."""
    via: tuple[tuple[str, int], ...]
    """(outlet that it cites, how many facts it takes from there)."""
    gone: tuple[str, ...]
    """The claims that it took back."""


def articles_of(site: Site, entry_id: str) -> list[str]:
    """The articles that an organization published, newest first."""
    articles = [site.library.article(article) for article in site.facts.sources.articles_by[entry_id]]
    return [record.id for record in sorted(articles, key=newest_first)]


def newest_first(record: Record[Article]) -> tuple[int, str]:
    first = record.data.published.first if record.data.published else None
    return (-first.toordinal() if first else 0, record.id)


def source_view(site: Site, entry_id: str, articles: Sequence[str], own: Sequence[str], is_first: bool) -> SourceView:
    """One page of what is taken from an organization: some of its articles, and the facts about it on that page."""
    speaks_alone = _publishers_of(site, own) <= {entry_id}
    totals = totals_of(site, entry_id)
    words = site.words
    shared = words.count("also_elsewhere", totals.shared)
    return SourceView(
        own_heading=words["of_itself" if speaks_alone else "of_it"],
        count=" · ".join([count_taken(site, entry_id), *([shared] if totals.shared else [])]),
        checks=checks_line(site, counts(site, totals.claims)) if totals.claims and is_first else "",
        articles=[_article_item(site, article, totals.most) for article in articles],
        rows=list(_rows(site, entry_id)) if is_first else [],
        independence=list(_independence(site, entry_id, totals)) if is_first else [],
        corrections=list(_corrections(site, entry_id, totals)) if is_first else [],
    )


def count_taken(site: Site, entry_id: str) -> str:
    """`3 articles · 79 facts`; empty for an organization that published no article."""
    words, facts = site.words, totals_of(site, entry_id).facts
    if not (count := len(site.facts.sources.articles_by[entry_id])):
        return ""
    articles = words.count("article_count", count)
    return f"{articles} · {words.count('fact_count', facts)}" if facts else articles


@entry_query(stored=True)
def taken_from(site: Site, article: str) -> tuple[Taken, ...]:
    """The facts that were read in an article, each once: first those that others report too, then those that conflict
    with others, then those that our own texts cite most, then as the article has them."""
    claims = [*in_order(site, site.facts.of_article[article]), *site.facts.also_read_in[article]]
    first: dict[str, str] = {}
    for claim_id in claims:
        if fact := site.same_facts.fact_of(claim_id):
            first.setdefault(fact, claim_id)
    publisher = site.facts.sources.publisher_of(article)
    cited = {fact: _count_citations(site, fact) for fact in first}
    found = [_taken(site, fact, claim_id, publisher) for fact, claim_id in first.items()]
    return tuple(sorted(found, key=lambda t: (t.reach != SHARED, not t.is_disputed, -t.publishers, -cited[t.fact])))


def _taken(site: Site, fact: str, claim_id: str, publisher: str) -> Taken:
    claims, publishers = site.same_facts.claims_with(fact), site.same_facts.publishers(fact)
    via = site.record(claim_id).data.via
    return Taken(
        fact=fact,
        claim=claim_id,
        reach=SHARED if len(publishers) > 1 else JOINT if _publishers_of(site, claims) - {publisher} else ALONE,
        publishers=len(publishers),
        kind=site.record(claim_id).data.kind,
        is_disputed=any(site.derived(i).disputed for i in claims),
        owners=site.derived(claim_id).disclosures,
        via=site.library.id_of(via) if via else "",
    )


def _publishers_of(site: Site, claim_ids: Iterable[str]) -> set[str]:
    """Everyone who published an article in which some claims were read, whether they count or not."""
    said = filter(None, site.facts.assertion.read_many(claim_ids).values())
    articles = {article for each in said for article in (each.article, *(other for other, _ in each.also_in))}
    return {site.facts.sources.publisher_of(article) for article in articles}


def _count_citations(site: Site, fact: str) -> int:
    """How many entries and editions cite a fact."""
    cited_by = site.facts.sources.cited_by
    return len({entry for claim_id in site.same_facts.claims_with(fact) for entry in cited_by[claim_id]})


def _is_organization(site: Site, entry_id: str) -> bool:
    return site.library.kind.get(entry_id) == COMPANY.name


@entry_query(stored=True, eager=True, exists=_is_organization)
def totals_of(site: Site, entry_id: str) -> Totals:
    """Everything that is taken from an organization, each fact once, however many of its articles report it."""
    articles = site.facts.sources.articles_by[entry_id]
    by_article = taken_from.read_many(site, articles)
    facts = {taken.fact: taken for found in by_article.values() for taken in found}
    owners = Counter(owner for taken in facts.values() for owner in taken.owners)
    via = Counter(taken.via for taken in facts.values() if taken.via)
    claims = [i for article in articles for i in site.facts.of_article[article]]
    return Totals(
        facts=len(facts),
        shared=sum(1 for taken in facts.values() if taken.reach == SHARED),
        most=max((len(found) for found in by_article.values()), default=0),
        claims=tuple(i for i in claims if site.derived(i).live),
        owners=tuple(sorted(owners.items())),
        via=tuple(sorted(via.items(), key=lambda item: (-item[1], item[0]))),
        gone=tuple(i for i in claims if site.record(i).data.status == "retracted"),
    )


def _article_item(site: Site, article: str, most: int) -> ArticleItem:
    record, words = site.library.article(article), site.words
    taken = taken_from(site, article)
    shown, rest = taken[:MOST_FACTS], taken[MOST_FACTS:]
    kinds = Counter(fact.kind for fact in rest)
    counts = [words.count(f"count_{kind}", kinds[kind]) for kind in KIND_ORDER if kinds[kind]]
    return ArticleItem(
        link=site.link(article),
        address=site.address(article),
        about=Markup(" · ").join(about_article(site, record.data)),
        is_withdrawn=record.data.withdrawn is not None,
        bar=_bar(taken, most),
        line=count_by_reach(site, taken),
        facts=[_fact_item(site, fact) for fact in shown],
        more=words.count("more_from_article", len(rest)) if rest else "",
        more_kinds=words.join(counts),
    )


def about_article(site: Site, article: Article) -> Iterator[Markup]:
    """When an article was published, by whom it was written, and in which language, if that is not ours."""
    words, published = site.words, article.published
    yield mark_name(words.format_date(published) or words["date_unknown"])
    if note := site.precision_note(published):
        yield mark_name(note)
    if authors := list_authors(site, article):
        yield words.fill_html("by_authors", names=words.join_html(authors))
    if article.lang.partition("-")[0] != words["language"].partition("-")[0]:
        yield words.fill_html("in_language", name=words.name_language(article.lang))


def list_authors(site: Site, article: Article) -> list[Markup]:
    """The by-line of an article, by the names of its day."""
    return [
        site.prose.link_on(author.id, article.published) if author.id else mark_name(author.text or "")
        for author in article.authors
    ]


def count_by_reach(site: Site, taken: Sequence[Taken]) -> str:
    """`70 facts: 4 also in other publishers, 66 only here`."""
    words, reaches = site.words, Counter(fact.reach for fact in taken)
    if not taken:
        return words["nothing_taken"]
    if len(reaches) == 1:
        return words.count(f"all_{taken[0].reach}", len(taken))
    parts = [words.count(f"reach_{reach}", reaches[reach]) for reach in (SHARED, ALONE, JOINT) if reaches[reach]]
    return words.fill("facts_by_reach", facts=words.count("fact_count", len(taken)), parts=words.join(parts))


def _bar(taken: Sequence[Taken], most: int) -> tuple[str, str]:
    shared = sum(1 for fact in taken if fact.reach == SHARED)
    return f"{100 * shared / max(most, 1):.1f}", f"{100 * (len(taken) - shared) / max(most, 1):.1f}"


def _fact_item(site: Site, taken: Taken) -> FactItem:
    claim, words = site.claim(taken.claim), site.words
    if taken.is_disputed:
        tag, style = words["tag_conflict"], "conflict"
    elif taken.reach == SHARED:
        tag, style = words.count("publishers", taken.publishers), ""
    else:
        tag, style = words[f"tag_{taken.reach}"], ""
    return FactItem(claim.text, claim.plain, claim.opened, tag, style)


def _rows(site: Site, entry_id: str) -> Iterator[tuple[str, Markup]]:
    """The languages of its articles, and its website."""
    words = site.words
    articles = [site.library.article(article).data for article in site.facts.sources.articles_by[entry_id]]
    counted = Counter(words.name_language(article.lang) for article in articles)
    names = sorted(counted, key=lambda name: (-counted[name], name))
    yield words["source_language"], words.join_html(names)
    if website := site.library.entry(entry_id).data.same_as.website:
        host = website.partition("//")[2].partition("/")[0].removeprefix("www.")
        yield words["source_website"], Markup('<a href="{}" rel="noopener external">{}</a>').format(website, host)


def _independence(site: Site, entry_id: str, totals: Totals) -> Iterator[Markup]:
    """Who owns it and what of that is disclosed, and which publishers do not count besides it."""
    words, facts = site.words, site.facts
    for owner, count in totals.owners:
        yield words.count_html("owner_disclosed", count, owner=site.link(owner))
    if mates := facts.house_mates(entry_id):
        yield words.fill_html("one_house", names=_names(site, mates))
    if totals.via:
        outlets = [outlet for outlet, _ in totals.via]
        yield words.count_html("facts_via", sum(count for _, count in totals.via), names=_names(site, outlets))
    if copied := _publishers_beside(site, entry_id, facts.sources.copies.__getitem__):
        yield words.count_html("copied_by", len(copied), names=_names(site, copied))
    if originals := _publishers_beside(site, entry_id, lambda article: [facts.sources.earlier_article(article)]):
        yield words.count_html("copied_from", len(originals), names=_names(site, originals))


def _publishers_beside(site: Site, entry_id: str, others_of: Callable[[str], Iterable[str]]) -> list[str]:
    """The other publishers of the articles that `others_of` finds for each of its articles."""
    sources = site.facts.sources
    others = (other for article in sources.articles_by[entry_id] for other in others_of(article) if other)
    return site.in_order({sources.publisher_of(other) for other in others} - {entry_id})


def _names(site: Site, entry_ids: Sequence[str]) -> Markup:
    """Linked names; if there are many, the first of them and how many more there are."""
    links = [site.link(entry_id) for entry_id in entry_ids[:MOST_LISTED]]
    more = len(entry_ids) - MOST_LISTED
    if more > 0:
        return site.words.count_html("names_and_more", more, names=site.words.join_html(links))
    return site.words.list_html(links)


def _corrections(site: Site, entry_id: str, totals: Totals) -> Iterator[Markup]:
    """What it took back, and the names that it misprints."""
    words, sources = site.words, site.facts.sources
    articles = sources.articles_by[entry_id]
    for article in articles:
        if withdrawn := site.library.article(article).data.withdrawn:
            day = words.format_date(withdrawn.date)
            yield words.fill_html("took_back_article", article=site.link(article), date=day)
    for claim_id in totals.gone[:MOST_LISTED]:
        yield words.fill_html("took_back_claim", claim=site.link(claim_id))
    if more := len(totals.gone[MOST_LISTED:]):
        yield words.count_html("took_back_more", more)
    misprints = [name for article in articles for name in list_misprints(site, article)]
    if misprints:
        yield words.fill_html("misprinted", names=words.list_html(misprints))


def list_misprints(site: Site, article: str) -> list[Markup]:
    """The names that an article misprints: as it prints them, and whose they are."""
    words = site.words
    return [
        words.fill_html("misprint_of", name=words.fill_html("quoted", name=printed), entry=site.link(entry_id))
        for entry_id in site.facts.sources.misprinted_in[article]
        for found, printed in site.facts.sources.misprints(entry_id)
        if found == article
    ]
