"""New articles: from words that are pasted, an address that is given, or a feed of the briefing."""

from __future__ import annotations

import re
from dataclasses import replace

from ...content.evidence import MissingSplitter
from ...publish.publication import Publication
from ..days import find_day
from ..drafting import Details, Undrafted, list_feeds, make_draft, require_ignored
from ..editing.changes import ChangeSet, Refused
from ..reading import Unreadable, read_source
from ..reading.article import SourceArticle
from ..reading.texts import read_plain_text
from .desk import Desk
from .rendering import render
from .requests import Answer, Request, redirect

FIELDS = ("text", "url", "title", "publisher", "published", "authors", "lang", "id")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
NO_ADDRESS = "an address that begins with https:// is expected"


def choose_address(desk: Desk, publication: Publication, request: Request) -> str:
    """The address that a form asks to read; empty for none."""
    if request.path == "inbox/":
        feed = list_feeds(publication.briefing.library).get(request.form.get("feed", ""))
        return feed.url if feed else ""
    wants = request.form.get("action") == "read"
    return request.form.get("url", "").strip() if wants else ""


def fetch(address: str) -> tuple[list[SourceArticle], str]:
    """(what is at an address, why it cannot be read). Files of this computer are never read."""
    if not _ADDRESS.fullmatch(address):
        return [], NO_ADDRESS
    try:
        return read_source(address, {}), ""
    except Unreadable as error:
        return [], f"{error.what}. {error.cure}".strip()


def show_inbox(desk: Desk, publication: Publication, request: Request) -> Answer:
    """The feeds of the briefing, and what those had that were read."""
    library = publication.briefing.library
    feeds = [
        (known, feed, [(n, item, _known(item, publication)) for n, item in enumerate(desk.items.get(known, []), 1)])
        for known, feed in list_feeds(library).items()
    ]
    return render(desk, publication, "inbox.html", section="inbox", feeds=feeds, read=desk.items, faults=desk.faults)


def _known(item: SourceArticle, publication: Publication) -> str:
    library = publication.briefing.library
    return library.first_at(item.url) if item.url and item.url in library.articles_by_url else ""


def read_feed(desk: Desk, publication: Publication, request: Request) -> Answer:
    """Keeps what a feed had until the server ends."""
    feed = request.form.get("feed", "")
    if feed in list_feeds(publication.briefing.library):
        desk.items[feed], desk.faults[feed] = request.fetched
    return redirect(f"{desk.mount}desk/inbox/")


def show_draft(desk: Desk, publication: Publication, request: Request) -> Answer:
    """The form of a new article, filled with an item of a feed if one is given."""
    items, number = desk.items.get(request.query.get("feed", ""), []), request.query.get("item", "")
    values: dict[str, str] = {}
    if number.isdecimal() and 0 < int(number[:6]) <= len(items):
        feed = list_feeds(publication.briefing.library)[request.query["feed"]]
        values = {**_show(items[int(number) - 1]), "publisher": feed.publisher or ""}
    return _render(desk, publication, values)


def _show(source: SourceArticle) -> dict[str, str]:
    values = {key: getattr(source, key) for key in ("text", "url", "title", "published", "lang")}
    return {**values, "authors": ", ".join(source.authors)}


def _render(desk: Desk, publication: Publication, values: dict[str, str], reasons: tuple[str, ...] = ()) -> Answer:
    library = publication.briefing.library
    outlets = [r.id for r in library.of_kind("company") if getattr(r.data, "type", "") == "outlet"]
    shown = {key: values.get(key, "") for key in FIELDS}
    status = "422 Unprocessable Content" if reasons else "200 OK"
    return render(
        desk, publication, "draft.html", status, section="inbox", values=shown, reasons=reasons, outlets=outlets
    )


def draft(desk: Desk, publication: Publication, request: Request) -> Answer:
    """Reads the address, or writes the entry and the text of the article and opens it."""
    values = {key: request.form.get(key, "").strip() for key in FIELDS}
    if request.form.get("action") == "read":
        articles, fault = request.fetched
        if len(articles) != 1:
            fault = (
                fault
                or (NO_ADDRESS if not values["url"] else "")
                or "this is a feed with several items: add it to feeds.yml, and read it in the inbox"
            )
            return _render(desk, publication, values, (fault,))
        return _render(desk, publication, {**values, **{k: v for k, v in _show(articles[0]).items() if v}})
    try:
        article = _write(desk, publication, values)
    except Undrafted as error:
        reasons = tuple(what for what, _ in error.reasons)
        return _render(desk, publication, values, reasons)
    except (Refused, MissingSplitter, OSError) as error:
        return _render(desk, publication, values, (str(error),))
    except Unreadable as error:
        return _render(desk, publication, values, (f"{error.what}. {error.cure}",))
    return redirect(f"{desk.mount}desk/article/{article}/?s=1&saved=1")


def _write(desk: Desk, publication: Publication, values: dict[str, str]) -> str:
    """Writes the entry and the text, unless they are there; returns the id of the article."""
    found = read_plain_text(values["text"])
    authors = tuple(name.strip() for name in values["authors"].split(",") if name.strip())
    source = replace(found, title=values["title"] or found.title, url="", published="", authors=())
    given = Details(
        values["id"], values["title"], values["publisher"], values["url"], values["published"], authors, values["lang"]
    )
    made = make_draft(publication.briefing, source, given, find_day())
    if other := made.find_other_text(desk.root):
        raise Undrafted([(sentence, "") for sentence in other])
    changes = ChangeSet(desk.root, f"draft {made.details.id}")
    claims = f"/claims/{made.details.id}.yml"
    files = {file: content for file, content in made.files.items() if not file.endswith(claims)}
    require_ignored([file for file in files if file.endswith(".txt")], desk.root)
    for file, content in files.items():
        if not changes.exists(file):
            changes.create(file, content)
    desk.apply(changes)
    return made.details.id
