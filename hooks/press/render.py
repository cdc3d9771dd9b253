"""Views -> HTML: the templates of the pages, and the theme's shell around them. The only jinja2 import.

The shell is the theme's own page, rendered once for each part of the menu and depth of address with marks in its
slots, cut at the marks and filled. What comes out is compared with the theme's full rendering on a sample.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from .addresses import ROOT, to_root
from .csp import with_policy
from .kinds import Article, Edition
from .prose import unlink
from .views import Page, Site
from .views.site import ClaimView

TEMPLATES = Path(__file__).parent / "templates"


def environment(words: dict[str, str], site_name: str) -> Environment:
    """The environment of the page templates: everything is escaped, nothing may be undefined."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.globals.update(w=words, root=Markup(ROOT), site_name=site_name)
    return env


class Content:
    """Renders what stands inside the shell. Links still begin with ROOT."""

    def __init__(self, site: Site) -> None:
        self.env = environment(site.words, site.name)
        self.env.globals["claim"] = self.claim
        self._claim = self.env.get_template("claim_item.html")
        self._claims: dict[str, Markup] = {}
        self._page = self.env.get_template("page.html")
        self._head = self.env.get_template("head.html")
        self.site = site

    def claim(self, view: ClaimView) -> Markup:
        """The claim as it stands in every list; rendered once."""
        found = self._claims.get(view.id)
        if found is None:
            found = self._claims[view.id] = Markup(self._claim.render(c=view))
        return found

    def page(self, page: Page) -> str:
        body = self.env.get_template(f"{page.template}.html").render(v=page.view)
        edit = "" if page.entry else self.site.settings.edit_address(page.source or self.site.settings.folder)
        whole = self._page.render(template=page.template, body=Markup(body), edit=edit)
        return unlink(whole, page.address)

    def head(self, page: Page) -> str:
        """What one page adds to the head of the document."""
        site = self.site
        return self._head.render(page=page, url=site.url + page.address, site=site, json_ld=_json_ld(page, site))


def _json_ld(page: Page, site: Site) -> Markup:
    """What the page is about in schema.org's words, safe inside a script element."""
    data = _linked_data(page, site)
    if data is None:
        return Markup("")
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False, allow_nan=False, sort_keys=True)
    return Markup(re.sub(r"[<>&\u2028\u2029]", lambda m: f"\\u{ord(m[0]):04x}", text))


_SCHEMA_TYPES = {
    "company": "Organization",
    "person": "Person",
    "product": "Product",
    "place": "Place",
    "term": "DefinedTerm",
}


def _linked_data(page: Page, site: Site) -> dict[str, Any] | None:
    url = site.url + page.address
    if page.template == "home":
        return {"@type": "WebSite", "name": site.name, "url": site.url}
    if page.entry in site.library.claims:
        claim = site.record(page.entry)
        article = site.library.article(claim.article).data
        said_by = {"@type": "Thing", "name": site.short_speaker(claim.id)}
        source = {"@type": "NewsArticle", "headline": article.title, "url": article.url}
        text = site.claim(claim.id).plain
        return {
            "@type": "Claim",
            "@id": url,
            "url": url,
            "text": text,
            "author": said_by,
            "appearance": source,
        }
    if page.entry not in site.library.entries:
        return None
    record = site.library.entries[page.entry]
    if isinstance(record.data, Article):
        source = {"@type": "NewsArticle", "headline": page.title, "url": record.data.url}
        return {**source, "mainEntityOfPage": url}
    if isinstance(record.data, Edition):
        return {"@type": "Article", "headline": page.title, "url": url, "datePublished": str(record.data.date)}
    if kind := _SCHEMA_TYPES.get(record.kind):
        entry = site.library.entry(page.entry).data
        others = [name.text for name in entry.names if name.kind not in ("misprint", "short")]
        found: dict[str, Any] = {
            "@type": kind,
            "@id": url,
            "url": url,
            "name": entry.name,
            "description": page.description,
        }
        if others:
            found["alternateName"] = others
        if same := [address for address in (entry.same_as.website, entry.same_as.wikipedia) if address]:
            found["sameAs"] = same
        return found
    return None


@dataclass(frozen=True, slots=True)
class Slots:
    """What differs between two pages of one shell. `title` and `description` are plain text, the rest is HTML."""

    address: str
    section: str
    title: str
    description: str
    canonical: str
    head: str
    content: str


_MARK = re.compile(r"pressxslotx(title|description|canonical|head|content)x")
_MARKS = {name: f"pressxslotx{name}x" for name in ("title", "description", "canonical", "head", "content")}

RenderTheme = Callable[[Slots], str]
"""Slots -> the theme's full page."""


class Shell:
    """The theme around the pages. `policy` adds a content security policy to each page."""

    def __init__(self, render_theme: RenderTheme, policy: bool) -> None:
        self._render_theme = render_theme
        self._policy = policy
        self._cut: dict[tuple[str, int], list[str]] = {}
        self.whole = False
        """Whether every page is rendered by the theme, because filling did not give the same."""

    def full(self, slots: Slots) -> str:
        """The page as the theme itself renders it."""
        page = self._render_theme(slots)
        return with_policy(page) if self._policy else page

    def fill(self, slots: Slots) -> str:
        if self.whole:
            return self.full(slots)
        key = (slots.section, slots.address.count("/"))
        parts = self._cut.get(key)
        if parts is None:
            marked = replace(slots, **_MARKS)
            parts = self._cut[key] = _MARK.split(self.full(marked))
        filled = list(parts)
        for index in range(1, len(parts), 2):
            name = parts[index]
            value = getattr(slots, name)
            filled[index] = str(escape(value)) if name in ("title", "description", "canonical") else value
        return "".join(filled)


def slots_of(page: Page, content: Content, site_url: str) -> Slots:
    """The slots of a page, its links made relative."""
    to_site = to_root(page.address)
    return Slots(
        address=page.address,
        section=page.section,
        title=page.title,
        description=page.description,
        canonical=f"{site_url}{page.address}" if site_url else "",
        head=content.head(page).replace(f"url={ROOT}", f"url={to_site}").replace(f'="{ROOT}', f'="{to_site}'),
        content=content.page(page).replace(f'="{ROOT}', f'="{to_site}'),
    )
