"""The application behind `/desk/`: checks each request, finds the page that answers it, and never shows a traceback.

Applications follow the interface of https://peps.python.org/pep-3333/
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ...content.evidence import MissingSplitter
from ...publish.live import Live
from ...publish.publication import Publication
from ..editing.changes import Refused
from . import article_pages, claim_pages, entry_pages, intake_pages
from .articles import NoArticle
from .desk import Desk, Unreadable
from .rendering import read_asset, render
from .requests import Answer, Refusal, Request, read_request, redirect

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

log = logging.getLogger("mkdocs.hooks.briefing")

Page = Callable[[Desk, Publication, Request], Answer]
ArticlePage = Callable[[Desk, Publication, Request, str], Answer]
_ARTICLE = re.compile(r"article/([a-z0-9-]{1,80})/(save|check|name)?")
_ASSET = re.compile(r"desk\.(?:css|mjs)|fonts/[\w.-]+")

PAGES: dict[tuple[str, str], Page] = {
    ("GET", ""): article_pages.show_articles,
    ("GET", "entries/"): entry_pages.show_entries,
    ("GET", "entry/"): entry_pages.show_form,
    ("POST", "entry/"): entry_pages.save_entry,
    ("GET", "inbox/"): intake_pages.show_inbox,
    ("POST", "inbox/"): intake_pages.read_feed,
    ("GET", "draft/"): intake_pages.show_draft,
    ("POST", "draft/"): intake_pages.draft,
}
"""(method, path) -> the page that answers."""
ARTICLE_PAGES: dict[tuple[str, str], ArticlePage] = {
    ("GET", ""): article_pages.show_article,
    ("POST", "save"): claim_pages.save,
    ("POST", "check"): article_pages.check_typed,
    ("POST", "name"): claim_pages.decide_name,
}
"""(method, what is behind the address of an article) -> the page that answers."""


FETCHING = frozenset({"inbox/", "draft/"})
"""The forms that may ask for something from the network."""


class DeskApp:
    """The desk of one live site in the project `root`, whose server shows the site at the address `mount`."""

    def __init__(self, live: Live, root: Path, mount: str) -> None:
        self._desk = Desk(live, root, mount)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        try:
            answer = self._answer(environ, path.removeprefix(f"{self._desk.mount}desk/"))
        except Refusal as refusal:
            answer = Answer(f"{refusal}\n".encode(), refusal.status, "text/plain; charset=utf-8")
        except Exception:  # whatever happens, the editor must not lose the window with their words
            log.exception("The desk could not answer %s", ascii(path)[:200])
            answer = Answer(
                b"Something went wrong; the log of the server says what. Nothing was written.\n",
                "500 Internal Server Error",
                "text/plain; charset=utf-8",
            )
        return answer.send(start_response)

    def _answer(self, environ: WSGIEnvironment, path: str) -> Answer:
        desk = self._desk
        request = read_request(environ, path, desk.token)
        if request.method == "GET" and _ASSET.fullmatch(path):
            return read_asset(path)
        page = _find_page(request)
        if request.method == "POST" and path in FETCHING:
            request = self._fetch(request)
        with desk.live.hold() as publication:
            try:
                return publication.retry_without_cache(lambda: page(desk, publication, request))
            except NoArticle:
                lines, heading = ["The briefing has no such article."], "No such article"
            except (Unreadable, MissingSplitter) as error:
                lines, heading = [str(error)], "The text cannot be shown"
            except Refused as error:
                lines, heading = [f"{error}."], "Not done"
            status = "404 Not Found" if heading.startswith("No such") else "409 Conflict"
            values = {"heading": heading, "lines": lines, "is_bad": True, "back": ""}
            return render(desk, publication, "message.html", status, **values)

    def _fetch(self, request: Request) -> Request:
        """The request with what is at the address that it asks for, read while nothing else has to wait."""
        with self._desk.live.hold() as publication:
            address = intake_pages.choose_address(self._desk, publication, request)
        return replace(request, fetched=intake_pages.fetch(address)) if address else request


def _find_page(request: Request) -> Page:
    """The function that answers a request; raises Refusal if there is none."""
    key = (request.method, request.path)
    if key in PAGES:
        return PAGES[key]
    if key == ("POST", "undo"):
        return _undo
    match = _ARTICLE.fullmatch(request.path)
    found = ARTICLE_PAGES.get((request.method, match[2] or "")) if match else None
    if match is None or found is None:
        raise Refusal("404 Not Found", "The desk has no such page.")
    article, page = match[1], found
    return lambda desk, publication, asked: page(desk, publication, asked, article)


def _undo(desk: Desk, publication: Publication, request: Request) -> Answer:
    saved = desk.undo()
    match = re.search(r" ([a-z0-9-]+)/", saved.title)
    here = f"article/{match[1]}/?undone=1" if match else "?said=The+last+save+was+undone."
    return redirect(f"{desk.mount}desk/{here}")
