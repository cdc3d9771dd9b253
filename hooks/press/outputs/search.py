"""`/search/`: what the search finds, fetched only when a reader opens it: names, facts, headlines and pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from ..content.kinds import ARTICLE, CLAIM, COMPARISON, EDITION, KINDS, LISTED, Kind
from ..content.kinds.comparison import Comparison
from ..content.kinds.edition import Edition
from ..content.values.languages import isolate_name
from ..library.names import names_of
from ..site.address_patterns import AddressPattern
from ..site.views import VIEWS
from ..site.views.editions import in_order
from ..site.views.fact_lines import fact_line
from ..site.views.site import Site
from ..site.views.site_queries import entry_query, site_query
from .fragments import as_json, as_list
from .output import Alone, Output, after

NAMES, TEXTS, PAGES = "search/names.json", "search/text.json", "search/pages.json"
CONTACT = "contact/"
"""The hand-written page on which readers can say what is missing."""
_FORMS = (
    "search_results", "search_near", "search_names", "search_facts", "search_pages", "search_headlines", "search_old",
    "search_more_names", "search_more_facts", "search_more_pages", "search_more_headlines", "search_more_old",
)  # fmt: skip
_TEXTS = (
    "search_none", "search_group_names", "search_group_facts", "search_group_pages", "search_group_headlines",
    "search_group_old", "search_did_you_mean", "search_one_word", "search_keys", "search_all", "search_tip",
    "search_missing", "search_language", "search_stop_words", "list_separator",
)  # fmt: skip


def _filled(**fields: object) -> str:
    """JSON without the fields that are empty."""
    return as_json({key: value for key, value in fields.items() if value})


def _line(*parts: str) -> str:
    """The line beneath a result."""
    return " · ".join(filter(None, parts))


@entry_query(stored=True)
def search_name(site: Site, entry_id: str) -> str:
    """JSON with u address, k kind, n name, z native name, l the language of that unless it is zh-Hans, s summary, a
    other names, m misprints; absent if empty."""
    title = site.title(entry_id)
    names = [name for name in names_of(site.library.entry(entry_id)) if name.text != title]
    native = site.chinese(entry_id)
    return _filled(
        u=site.address(entry_id),
        k=site.kind(entry_id).name,
        n=_title(site, entry_id),
        z=str(native.striptags()),
        l=_find_language(native),
        s=site.words.set_type(site.prose.plain_summary(entry_id)),
        a=[name.text for name in names if name.kind != "misprint"],
        m=[name.text for name in names if name.kind == "misprint"],
    )


def _find_language(native: Markup) -> str:
    """The language that a marked name names; `und`, which is BCP 47 for unknown, if it names none."""
    if not native:
        return ""
    found = re.search(r'lang="([^"]*)"', native)
    lang = found[1] if found else "und"
    return "" if lang == "zh-Hans" else lang


@entry_query(stored=True)
def search_text(site: Site, claim_id: str) -> str:
    """JSON with u address, t words, w when and who said so, r the words of the other reports; o is 1 for a claim that
    no longer counts. Empty for a claim that is one of the other reports of a fact."""
    fact = site.same_facts.fact_of(claim_id)
    if fact not in ("", claim_id):
        return ""
    line = fact_line(site, claim_id)
    claim = line.claim
    labels = [label.word for label in line.labels] if claim.state != "live" else []
    publishers = line.support.word if fact and len(site.same_facts.publishers(fact)) > 1 else ""
    reports = dict.fromkeys(report.plain for report in line.reports if report.plain != claim.plain)
    when_and_who = _line(*labels, claim.date, _who(site, claim_id, claim.publisher), publishers)
    set_type = site.words.set_type
    others = [set_type(report) for report in reports]
    return _filled(u=claim.address, t=set_type(claim.plain), w=when_and_who, r=others, o=int(claim.state != "live"))


def _who(site: Site, claim_id: str, publisher: str) -> str:
    """The speaker, and the outlet in which that was read if it is another, by the names of that day."""
    day = site.library.article(site.record(claim_id).article).data.published
    speaker, outlet = site.short_speaker(claim_id), site.prose.title_on(publisher, day)
    return (
        isolate_name(speaker) if speaker == outlet else site.words.fill("reported_by", speaker=speaker, outlet=outlet)
    )


@entry_query(stored=True)
def search_page(site: Site, entry_id: str) -> str:
    """JSON of an entry that is a page of this site: u address, n title, w what it is."""
    kind = site.kind(entry_id)
    about = site.words.set_type(site.prose.plain_summary(entry_id)) if kind.is_named else ""
    return _filled(u=site.address(entry_id), n=_title(site, entry_id), w=_line(site.words[kind.word], about))


def _title(site: Site, entry_id: str) -> str:
    """The name or title of an entry as its page shows it, in plain text."""
    return str(site.heading(entry_id).striptags())


@entry_query(stored=True)
def search_comparison(site: Site, entry_id: str) -> str:
    """JSON of a comparison: u address, n title, w that it is one, and of what, x other words."""
    data = site.library.entries[entry_id].data
    assert isinstance(data, Comparison)
    names = [isolate_name(site.title(site.library.id_of(column.entry))) for column in data.entries]
    others = [site.title(site.library.id_of(entry)) for column in data.entries for entry in column.with_]
    words = " ".join([site.prose.plain(data.lead), *others, *(row.label for row in data.rows)])
    about = _line(site.words[COMPARISON.word], site.words.join(names))
    return _filled(u=site.address(entry_id), n=_title(site, entry_id), w=about, x=words)


@entry_query(stored=True)
def search_edition(site: Site, entry_id: str) -> str:
    """JSON of an edition and its sections, with commas between: u address, n heading, w its place, x other words."""
    editions = [record.id for record in in_order(site.library.editions)]
    data, address, words = site.library.entries[entry_id].data, site.address(entry_id), site.words
    assert isinstance(data, Edition)
    number = words.fill("edition_number", number=editions.index(entry_id) + 1)
    title, lead = _title(site, entry_id), site.prose.plain(data.standfirst)
    items = [_filled(u=address, n=title, w=_line(number, words.format_date(data.covers)), x=lead)]
    for index, section in enumerate(data.sections, 1):
        place = _line(words.fill("search_section", name=number, number=index), isolate_name(title))
        body = site.prose.plain(section.body) if section.body else ""
        heading = words.set_type(section.heading)
        items.append(_filled(u=f"{address}#section-{index}", n=heading, w=place, x=body))
    return ",".join(items)


@entry_query(stored=True)
def search_headline(site: Site, entry_id: str) -> str:
    """JSON of a headline: h is 1, u address, n title, w publisher and day, l language unless it is that of the site, x
    the authors."""
    article = site.library.article(entry_id).data
    publisher = isolate_name(site.prose.title_on(article.publisher, article.published))
    authors = (site.title(author.id) if author.id else author.text or "" for author in article.authors)
    return _filled(
        h=1,
        u=site.address(entry_id),
        n=isolate_name(article.title),
        w=_line(publisher, site.words.format_date(article.published)),
        l=article.lang if article.lang != site.words["language"] else "",
        x=" ".join(authors),
    )


@site_query(stored=True)
def search_lists(site: Site) -> tuple[str, ...]:
    """JSON of the lists and the hand-written pages of the site: u address, n title, w what it is, p the anchors and
    headings of its parts; i is 1 for a list."""
    words = site.words
    lists = [(kind.address, kind.plural_word, kind.lead_word) for kind in KINDS.values()]
    lists += [(view.first_address, view.name, f"{view.name}_lead") for view in VIEWS.values() if view.has_card]
    lists.append((VIEWS["claims"].first_address, "all_claims", "claims_lead"))
    items = [_filled(i=1, u=address, n=words[title], w=words[lead]) for address, title, lead in lists]
    for address in site.documents.get("", ()):
        if outline := site.outlines.get(address):
            items.append(_filled(u=address, n=outline.title, w=outline.description, p=outline.headings))
    return tuple(items)


def _ids(site: Site, kinds: Iterable[Kind]) -> list[str]:
    return [entry_id for kind in kinds for entry_id in site.library.ids_of(kind.name)]


def _kinds_as(what: str) -> list[Kind]:
    return [KINDS[name] for name in LISTED if KINDS[name].searched_as == what]


_PIECES = {
    CLAIM: search_text,
    **{kind.name: search_name for kind in _kinds_as("name")},
    **{kind.name: search_page for kind in _kinds_as("page")},
    ARTICLE.name: search_headline,
    COMPARISON.name: search_comparison,
    EDITION.name: search_edition,
}
"""Kind, or claim -> what the index holds of each."""


class Search:
    """Writes the index of a site; each entry and each fact is put into it once."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def files(self, _: str) -> Iterator[tuple[str, bytes]]:
        site = self._site
        kinds = _kinds_as("name")
        names = search_name.read_all(site, _ids(site, kinds))
        texts = search_text.read_all(site, site.facts.claims)
        labels = {kind.name: site.words[kind.word] for kind in kinds}
        contact = CONTACT if site.has_document(CONTACT) else ""
        yield NAMES, as_list(names.values(), kinds=labels, words=self._words(), contact=contact).encode()
        yield TEXTS, as_list(filter(None, texts.values())).encode()
        yield PAGES, as_list(self._pages()).encode()

    def _pages(self) -> Iterator[str]:
        site = self._site
        for kind in (*_kinds_as("page"), *_kinds_as("headline")):
            yield from _PIECES[kind.name].read_all(site, site.library.ids_of(kind.name)).values()
        yield from search_lists(site)

    def _words(self) -> dict[str, object]:
        """The words that only the search shows. The script replaces the names in capitals."""
        words = self._site.words
        months = [words.get_list(key) for key in ("months", "months_of_days", "short_months")]
        forms = {key.removeprefix("search_"): words.get_forms(key) for key in _FORMS}
        texts = {key.removeprefix("search_"): words.get_texts()[key] for key in _TEXTS}
        return {"months": months, **forms, **texts}


OUTPUT = Output(
    Search,
    after('"u":"', '"contact":"'),
    alone=(Alone("search", tuple(map(AddressPattern, (NAMES, TEXTS, PAGES))), Search.files),),
    pieces=_PIECES,
)
