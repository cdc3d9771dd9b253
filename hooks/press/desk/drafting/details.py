"""What the entry of an article says: as its source states it, as an option gives it, or as the briefing has it."""

from __future__ import annotations

from dataclasses import dataclass

from ...content.kinds import ARTICLE, COMPANY
from ...content.kinds.article import Article
from ...content.kinds.base import check_id
from ...content.values.dates import Date, parse_date
from ...content.values.invalid_value import InvalidValue
from ...library.library import Library
from ...problem import make_visible, offer
from ..reading.article import SourceArticle, clean_address, clean_language, clean_line
from ..reading.texts import guess_text_language
from .new_ids import make_article_id
from .publishers import find_publishers


class Undrafted(Exception):
    """Nothing can be drafted; `reasons` are all (what is wrong, what to do)."""

    def __init__(self, reasons: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(what for what, _ in reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Details:
    """The values of options, or those of an entry; empty where there is none."""

    id: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    lang: str = ""
    topics: tuple[str, ...] = ()
    """The topics that its drafts begin with."""
    is_known: bool = False
    """Whether the briefing already has the entry."""

    @property
    def day(self) -> Date | None:
        """When it was published, None if that is not known."""
        return parse_date(self.published) if self.published else None


def complete_details(given: Details, source: SourceArticle, library: Library) -> Details:
    """The details of an article, from the options first, then from its source. Those of an article that the briefing
    already has are the ones of its entry. Raises Undrafted with everything that is missing or wrong."""
    url = clean_address(given.url) or source.url
    known = _find_known(given.id, url, library)
    if known:
        return _describe_known(known, given, library)
    reasons = _find_wrong_options(given, library)
    title = clean_line(given.title) or source.title
    publisher = given.publisher or _choose_publisher(url, source, library, reasons)
    if not title:
        reasons.append(("the source has no title", "add --title 'THE TITLE AS PRINTED'"))
    if not url:
        reasons.append(("the source does not say its address", "add --url ADDRESS"))
    if reasons:
        raise Undrafted(reasons)
    return Details(
        given.id or make_article_id(publisher, title, library),
        title,
        library.id_of(publisher),
        url,
        given.published or source.published,
        given.authors or source.authors,
        clean_language(given.lang) or source.lang or guess_text_language(source.text),
        given.topics,
    )


def _find_known(article: str, url: str, library: Library) -> str:
    """The id of the article if the briefing already has it: by the id that was given, or by its address."""
    if article and library.kind.get(article) == ARTICLE.name:
        return article
    return library.first_at(url) if not article and url and url in library.articles_by_url else ""


def _describe_known(article: str, given: Details, library: Library) -> Details:
    entry = library.entries[article].data
    assert isinstance(entry, Article)
    published = entry.published.text if entry.published else ""
    return Details(
        article,
        entry.title,
        library.resolve(entry.publisher) or entry.publisher,
        entry.url,
        published,
        tuple(author.id or author.text or "" for author in entry.authors),
        entry.lang,
        given.topics,
        is_known=True,
    )


def _find_wrong_options(given: Details, library: Library) -> list[tuple[str, str]]:
    """What is wrong with the values of options."""
    reasons = []
    if given.id:
        try:
            check_id(given.id)
            if library.holds(given.id) or given.id in library.moved:
                kind = library.kind.get(given.id, "retired entry")
                reasons.append((f"--id: '{given.id}' is already the id of a {kind}", "choose another"))
        except ValueError as error:
            context = getattr(error, "context", None) or {}
            reasons.append((f"--id: {context.get('what', error)}", context.get("cure", "")))
    if given.title and not clean_line(given.title):
        reasons.append(("--title: it is empty, or too long for a title", "write the headline only"))
    if given.url and not clean_address(given.url):
        what = f"--url: '{make_visible(given.url)}' is not a web address"
        reasons.append((what, "write the whole address, starting with https://"))
    if given.published:
        try:
            parse_date(given.published)
        except InvalidValue as error:
            reasons.append((f"--published: {error.what}", error.cure))
    if given.lang and not clean_language(given.lang):
        reasons.append((f"--lang: '{make_visible(given.lang)}' is not a language", "write it like en or zh-Hans"))
    if given.publisher and library.kind.get(library.resolve(given.publisher) or "") != COMPANY.name:
        near = library.find_nearest_id(given.publisher, COMPANY.name)
        cure = offer([(near, "")]) if near else f"add it first: {_ADD} '{make_visible(given.publisher)}'"
        reasons.append((f"--publisher: '{make_visible(given.publisher)}' is no company of the briefing", cure))
    return reasons


_ADD = "python hooks new company"


def _choose_publisher(url: str, source: SourceArticle, library: Library, reasons: list[tuple[str, str]]) -> str:
    """The one company with the article's domain; adds a reason if there is none, or if there are several."""
    found = find_publishers(url, library)
    if len(found) == 1:
        return found[0]
    if found:
        reasons.append((f"{' and '.join(found)} have the website of this address", f"add --publisher {found[0]}"))
        return ""
    name = source.site
    near = library.find_nearest_id(name.lower().replace(" ", "-"), COMPANY.name) if name else None
    what = (
        f"no company of the briefing has the website of {make_visible(url, 200)}"
        if url
        else "it is not known who published it"
    )
    if near:
        cure = f"is it '{near}'? Then add --publisher {near}, and its website to 'same_as' for the next time"
    elif name:
        new = f"{_ADD} '{make_visible(name)}'"
        cure = f"add the outlet first: {new}, and its website under 'same_as'; or add --publisher ID"
    else:
        cure = "add --publisher ID"
    reasons.append((what, cure))
    return ""
