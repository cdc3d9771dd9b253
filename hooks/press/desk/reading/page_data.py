"""What a page says of itself for machines: JSON-LD and meta elements.

https://json-ld.org/ with the types of https://schema.org/Article; https://ogp.me/; the names of other meta elements are
those in use on news sites.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

MAX_NODES = 5_000
_BEFORE = ("//", "/*", "*/", "<!--", "<![CDATA[")
_AFTER = ("//", "/*", "*/", "-->", "]]>", ";")
"""What may be around JSON in a script, more than one of each: comments, and CDATA sections of XHTML."""
_ARTICLES = ("article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
    "blogposting", "techarticle", "scholarlyarticle", "backgroundnewsarticle", "reviewnewsarticle", "report", "posting",
    "liveblogposting", "review", "medicalwebpage", "advertisercontentarticle", "socialmediaposting", "webpage",
)  # fmt: skip
"""The types of schema.org that are an article, in lower case; `webpage` only counts if there is no other."""
_PAGE = "webpage"

TITLES = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "headline",
    "hdl",
)
DATES = (
    "article:published_time", "article:published", "og:article:published_time", "datepublished", "date_published",
    "og:published_time", "publish-date", "publish_date", "publishdate", "published_time", "article.published",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "dc.date", "dcterms.date", "date.issued", "pubdate", "pub_date", "article_date_original", "ptime", "pdate",
    "originalpublicationdate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "displaydate", "release_date",
    "citation_publication_date", "citation_date", "publication_date", "bt:pubdate", "date",
)  # fmt: skip
"""Names of meta elements with the day of publication, the most specific first."""
AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl")
SITES = ("og:site_name", "application-name", "cre", "publisher", "dc.publisher", "twitter:app:name:iphone")
LANGUAGES = ("og:locale", "dc.language", "language", "content-language")


def find_articles(scripts: list[str]) -> list[dict[str, Any]]:
    """The nodes of JSON-LD that describe an article, the most specific first; scripts that are no JSON are skipped."""
    nodes = [node for script in scripts for node in _list_nodes(_parse(script)) if _rank(node) < 2]
    return sorted(nodes, key=_rank)


def _parse(script: str) -> object:
    """The value of a script, without the marks that some pages put around it; None if it is no JSON."""
    try:
        return json.loads(_unwrap(script), strict=False)
    except (ValueError, RecursionError):
        return None


def _unwrap(script: str) -> str:
    text = script.strip()
    for _ in range(len(_AFTER)):
        for mark in _BEFORE:
            text = text.removeprefix(mark).lstrip()
        for mark in _AFTER:
            text = text.removesuffix(mark).rstrip()
    return text


def _list_nodes(top: object) -> Iterator[dict[str, Any]]:
    """Every mapping in a document that is an item of its own, not the value of a field other than `@graph`."""
    waiting = [top]
    for _ in range(MAX_NODES):
        if not waiting:
            return
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            yield item
            waiting += [item[key] for key in ("@graph", "mainEntity") if key in item]


def _rank(node: dict[str, Any]) -> int:
    """0 for an article, 1 for a page, 2 for anything else."""
    types = node.get("@type")
    names = {name.rpartition("/")[2].lower() for name in _list_texts(types)}
    if names & (set(_ARTICLES) - {_PAGE}):
        return 0
    return 1 if _PAGE in names else 2


def list_values(node: dict[str, Any], key: str) -> list[str]:
    """The texts of a field; of mappings, their names or ids."""
    return [text for text in _list_texts(node.get(key)) if text.strip()]


def _list_texts(value: object, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth < 3:
        for item in value[:50]:
            yield from _list_texts(item, depth + 1)
    elif isinstance(value, dict) and depth < 3:
        known = next((value[key] for key in ("name", "@value", "headline", "@id", "url") if value.get(key)), None)
        yield from _list_texts(known, depth + 1)
