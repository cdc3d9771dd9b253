"""What a page is about in https://schema.org terms, as JSON-LD for its head. It says only what the page says."""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import Markup

from ..content.kinds.article import Article
from ..content.kinds.base import Entry
from ..content.kinds.edition import Edition
from ..content.values.languages import without_isolates
from .views import Page, Site
from .views.entries import same_as

Data = dict[str, Any]
_OURS = ("Article", "Claim", "WebSite")
"""The types of what we wrote ourselves, which is under our licence."""


def json_ld(page: Page, site: Site) -> Markup:
    """The data of a page, safe inside a script element; empty if there is nothing to say."""
    data = linked_data(page, site)
    if data is None:
        return Markup("")
    if site.settings.licence_url and data["@type"] in _OURS:
        data["license"] = site.settings.licence_url
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False, allow_nan=False, sort_keys=True)
    return Markup(re.sub(r"[<>&\u2028\u2029]", lambda m: f"\\u{ord(m[0]):04x}", text))


def linked_data(page: Page, site: Site) -> Data | None:
    """The data of what the page is about, or None for lists and questions."""
    if page.template == "home":
        return {
            "@type": "WebSite",
            "name": site.name,
            "description": page.description,
            "url": site.url,
            "inLanguage": site.words["language"],
        }
    if "/" in page.entry:
        return _claim(page, site)
    if page.entry not in site.library.kind:
        return None
    data = site.library.entries[page.entry].data
    if isinstance(data, Article):
        return {**_article(site, page.entry), "mainEntityOfPage": site.url + page.address}
    if isinstance(data, Edition):
        return _edition(page, site, data)
    return _entry(page, site, data) if isinstance(data, Entry) else None


def _claim(page: Page, site: Site) -> Data:
    claim, url = site.record(page.entry), site.url + page.address
    said_by = claim.data.said_by
    if said_by and said_by.unnamed:
        author: Data = {"@type": "Thing", "name": said_by.unnamed}
    else:
        speaker = said_by.id if said_by and said_by.id else site.derived(claim.id).publisher
        author = _who(site, site.library.id_of(speaker))
    return {
        "@type": "Claim",
        "@id": url,
        "url": url,
        "text": without_isolates(site.claim(claim.id).plain),
        "inLanguage": site.words["language"],
        "author": author,
        "appearance": _article(site, site.library.id_of(claim.article)),
    }


def _article(site: Site, article_id: str) -> Data:
    """A source. Its date is given only if the source prints an exact day: schema.org cannot express "about"."""
    article = site.library.article(article_id).data
    data: Data = {
        "@type": "NewsArticle",
        "headline": article.title,
        "url": article.url,
        "inLanguage": article.lang,
        "publisher": _who(site, site.library.id_of(article.publisher)),
    }
    day = article.published
    if day and day.start and day.precision == "day" and not day.start.mark:
        data["datePublished"] = str(day)
    return data


def _edition(page: Page, site: Site, edition: Edition) -> Data:
    data: Data = {
        "@type": "Article",
        "headline": edition.title,
        "inLanguage": site.words["language"],
        "description": page.description,
        "url": site.url + page.address,
        "datePublished": str(edition.date),
        "publisher": {"@type": "Organization", "name": site.name, "url": site.url},
    }
    if edition.editor:
        data["editor"] = {"@type": "Person", "name": edition.editor}
    return data


def _entry(page: Page, site: Site, entry: Entry) -> Data | None:
    if not site.kind(page.entry).schema_type:
        return None
    data = {**_who(site, page.entry), "description": site.prose.plain(entry.summary)}
    if others := [
        name.text for name in entry.names if name.kind not in ("misprint", "short") and name.text != entry.name
    ]:
        data["alternateName"] = others
    if same := [address for _, address in same_as(site, entry)]:
        data["sameAs"] = same
    return data


def _who(site: Site, entry_id: str) -> Data:
    """A reference to an entry, by its name and its page."""
    url = site.url + site.address(entry_id)
    return {"@type": site.kind(entry_id).schema_type or "Thing", "@id": url, "url": url, "name": site.title(entry_id)}
