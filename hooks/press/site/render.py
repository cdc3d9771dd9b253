"""Views -> HTML: the templates of the pages, and the theme's shell around them.

The shell is the theme's own page, rendered once for each menu section and address depth with marks in its slots, then
cut at the marks and filled. For a sample of pages, the result is compared with the theme's full rendering.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from ..content.values.languages import isolate_name
from ..incremental import JOINT, query, register_queries
from .csp import with_policy
from .jinja_env import environment
from .json_ld import json_ld
from .links import NO_LINKS, Links, collect_links, scan_page
from .markdown import define_once, drop_disclosures, leave_to_table, link_once, unlink
from .share_cards import HEIGHT, WIDTH, Card, Pictures
from .urls import ROOT, feed_address, markdown_address, to_root
from .views import Page, Site
from .views.fact_lines import FactLine, fact_line
from .views.notes import Note, place_notes
from .views.site import ClaimView


class Content:
    """Renders what goes inside the shell. Links still begin with ROOT."""

    def __init__(self, site: Site) -> None:
        self.env = environment(site.words, site.name, site.library.root)
        self.env.globals |= {"claim": self.claim, "fact": self.fact, "has_document": site.has_document}
        self.env.filters |= {"link_once": link_once, "beside": self.beside, "drop_disclosures": drop_disclosures}
        self.env.filters["leave_to_table"] = leave_to_table
        self.site = site
        register_queries(self, site.database)
        self.pictures = Pictures(site)

    def claim(self, view: ClaimView, anchored: bool = True) -> Markup:
        """The claim as it appears in every list, rendered once; without an anchor if a page shows it twice."""
        return self.claim_html(view.id if anchored else view.id + JOINT)

    @query(stored=True)
    def claim_html(self, key: str) -> Markup:
        """A claim as HTML; a key that ends in JOINT means without an anchor."""
        view = self.site.claim(key.removesuffix(JOINT))
        return Markup(self.env.get_template("claim_item.html").render(c=view, anchored=not key.endswith(JOINT)))

    def fact(self, line: FactLine, anchored: bool = True) -> Markup:
        """The line of a fact, rendered once; without anchors if a page shows it twice."""
        return self.fact_html(line.claim.id if anchored else line.claim.id + JOINT)

    @query(stored=True)
    def fact_html(self, key: str) -> Markup:
        """A fact as HTML; a key that ends in JOINT means without anchors."""
        line = fact_line(self.site, key.removesuffix(JOINT))
        return Markup(self.env.get_template("fact_item.html").render(f=line, anchored=not key.endswith(JOINT)))

    def beside(self, content: Markup, notes: Iterable[Note]) -> Markup:
        """HTML with the notes whose numbers it has first, each after its sentence."""
        render, numbered = self.env.get_template("note.html").render, {note.number: note for note in notes}
        return place_notes(content, lambda number: render(note=numbered[number]))

    def page(self, page: Page) -> str:
        body = self.env.get_template(f"{page.template}.html").render(v=page.view)
        edit = "" if page.entry else self.site.settings.edit_address(page.source or self.site.settings.folder)
        whole = self.env.get_template("page.html").render(template=page.template, body=Markup(body), edit=edit)
        return define_once(unlink(whole, page.address))

    def head(self, page: Page) -> str:
        """What one page adds to the head of the document."""
        site = self.site
        kind = site.library.kind.get(page.entry, "")
        return self.env.get_template("head.html").render(
            page=page,
            feed=feed_address(kind, page.entry) if kind else "",
            markdown=markdown_address(page.address) if kind else "",
            url=site.url + page.address,
            site=site,
            picture=self.pictures.of(page),
            json_ld=json_ld(page, site),
        )


def drawing(card: Card, site: Site, assets: str) -> str:
    """The HTML page that a share card is a picture of; `assets` is the address of the theme's assets."""
    template = environment(site.words, site.name, site.library.root).get_template("card.html")
    return template.render(card=card, assets=assets, width=WIDTH, height=HEIGHT)


@dataclass(frozen=True, slots=True)
class Slots:
    """What differs between pages with the same shell. `title` and `description` are plain text, the rest is HTML."""

    address: str
    section: str
    title: str
    description: str
    canonical: str
    head: str
    content: str
    links: Links = NO_LINKS
    """The links and ids in the head and the content."""


_SLOTS = ("title", "description", "canonical", "head", "content")
_MARK = re.compile(rf"pressxslotx({'|'.join(_SLOTS)})x")

RenderTheme = Callable[[Slots], str]
"""Slots -> the theme's full page."""


class Shell:
    """The theme around the pages. `policy` adds a content security policy to each page."""

    def __init__(self, render_theme: RenderTheme, policy: bool) -> None:
        self._render_theme = render_theme
        self._policy = policy
        self._cut: dict[tuple[str, int], list[str]] = {}
        self._ids: dict[tuple[str, int], frozenset[str]] = {}
        self.links: set[str] = set()
        """Where the theme leads to on the pages that were made."""
        self.whole = False
        """Whether every page is rendered by the theme, because filling the shell gave a different result."""

    def full(self, slots: Slots) -> str:
        """The page as the theme itself renders it."""
        page = self._render_theme(slots)
        return with_policy(page) if self._policy else page

    def parts(self, section: str, depth: int) -> list[str]:
        """The shell of the pages of one section and depth, cut at its slots."""
        parts = self._cut.get((section, depth))
        if parts is None:
            title, description, canonical, head, content = (f"pressxslotx{name}x" for name in _SLOTS)
            marked = Slots("x/" * depth, section, title, description, canonical, head, content)
            parts = self._cut[section, depth] = _MARK.split(self.full(marked))
        return parts

    def ids(self, section: str, depth: int, url: str) -> frozenset[str]:
        """The ids in the shell of the pages of one section and depth. Its links are added to `links`, the first time:
        they are the same on all of these pages. `url` is the site's address."""
        ids = self._ids.get((section, depth))
        if ids is None:
            shell = "".join(self.parts(section, depth)[::2])
            self.links |= (found := scan_page(shell, "x/" * depth, url)).to
            ids = self._ids[section, depth] = found.ids
        return ids

    def fill(self, slots: Slots) -> str:
        if self.whole:
            return self.full(slots)
        parts = self.parts(slots.section, slots.address.count("/"))
        filled = list(parts)
        for index in range(1, len(parts), 2):
            name = parts[index]
            value = getattr(slots, name)
            filled[index] = str(escape(value)) if name in ("title", "description", "canonical") else value
        return "".join(filled)


def slots_of(page: Page, content: Content, site_url: str, shell_ids: frozenset[str] = frozenset()) -> Slots:
    """The slots of a page, with its links made relative. The theme around it has the ids `shell_ids`."""
    to_site = to_root(page.address)
    head, body = content.head(page), content.page(page)
    return Slots(
        address=page.address,
        section=page.section,
        title=isolate_name(page.title),
        description=page.description,
        canonical=f"{site_url}{page.address}" if site_url else "",
        head=head.replace(f"url={ROOT}", f"url={to_site}").replace(f'="{ROOT}', f'="{to_site}'),
        content=body.replace(f'="{ROOT}', f'="{to_site}'),
        links=collect_links(head, body, page.address, site_url, shell_ids),
    )
