"""Each edition as a mail: `email.html` and `email.txt` beside its page, to be pasted into any sender or fetched by it.

The HTML is what mail clients show alike: one column, inline styles, whole addresses, no script, no style sheet, no SVG,
no positions. It sets neither the color of the text nor that of the background, so it is legible in light and in dark.
https://www.caniemail.com/ lists what clients leave out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from textwrap import fill
from typing import Any

from markupsafe import Markup

from ..content.kinds import EDITION
from ..content.values.languages import without_isolates
from ..site.jinja_env import environment, plain_environment
from ..site.markdown import drop_name_links
from ..site.urls import EMAIL_HTML, EMAIL_TEXT, ROOT
from ..site.views.edition_page import EditionView
from ..site.views.site import Page, Site
from .output import BesideKeys, File, Output

WIDTH = 72
"""The most letters in a line of plain text."""
_ADDRESS = re.compile(r"https?://[^\s\"<>]+")
_DROPPED = re.compile(r' (?:class|data-def|aria-label|tabindex|id|rel)="[^"]*"')
_MARK = re.compile(r'<sup class="cite"><a href="#note-(\d+)"[^>]*>\d+</a>([^<]*)</sup>')
_STYLES = {
    "p": "margin:0 0 16px;",
    "ul": "margin:0 0 16px;padding:0 0 0 22px;",
    "ol": "margin:0 0 16px;padding:0 0 0 22px;",
    "li": "margin:0 0 6px;",
    "a": "color:inherit;",
    "sup": "font-size:11px;line-height:0;padding-left:3px;",
    "blockquote": "margin:0 0 16px;padding:0 0 0 12px;border-left:2px solid #888;",
}
"""Element -> its style in the text of a mail."""
_STYLED = re.compile(rf"<({'|'.join(_STYLES)})\b")
_TAG = re.compile(r"<[^>]*>")
_BLOCK_END = re.compile(r"</(?:p|li|h\d|tr|pre|blockquote)>|<[bh]r>")
_EMPTY_LINES = re.compile(r"\n{3,}")


def _has_mail(site: Site, edition_id: str) -> bool:
    """Whether there are files for mail: without the address of the site nothing in them could lead to it."""
    return bool(site.url)


class Mail:
    """Writes the editions of a site as mail."""

    def __init__(self, site: Site) -> None:
        self._url = site.url
        self._claims: dict[str, str] = {}
        """Number of a note -> the whole address of its claim, in the edition that is being written."""
        pages = environment(site.words, site.name, site.library.root)
        pages.filters["inline"] = self.set_inline
        plain = plain_environment(site.words, site.name, site.library.root, to_text)
        plain.filters |= {"wrap": wrap, "blocks": split_blocks}
        self._html, self._text = pages.get_template("email.html"), plain.get_template("email.txt")

    def write_html(self, edition_id: str, pages: Sequence[Page]) -> Iterator[File]:
        """`email.html` of an edition."""
        yield from self._write(EMAIL_HTML.address_of(edition_id), self._html, pages[0])

    def write_text(self, edition_id: str, pages: Sequence[Page]) -> Iterator[File]:
        """`email.txt` of an edition."""
        yield from self._write(EMAIL_TEXT.address_of(edition_id), self._text, pages[0])

    def _write(self, path: str, template: Any, page: Page) -> Iterator[File]:
        view = page.view
        assert isinstance(view, EditionView)
        if view.mail is None:
            return
        self._claims = {str(note.number): self._url + note.claim.opened for note in view.notes}
        text = template.render(v=view, page=page, url=self._url)
        yield path, (_EMPTY_LINES.sub("\n\n", text).strip() + "\n").encode()

    def set_inline(self, content: Markup) -> Markup:
        """HTML of a page as a mail has it: styles in each element, names without links, a link to its claim in each
        mark."""
        marked = _MARK.sub(lambda mark: f'<sup><a href="{self._claims[mark[1]]}">{mark[1]}</a>{mark[2]}</sup>', content)
        bare = _DROPPED.sub("", drop_name_links(marked)).replace(f'="{ROOT}', f'="{self._url}')
        return Markup(_STYLED.sub(lambda tag: f'<{tag[1]} style="{_STYLES[tag[1]]}"', bare))


def to_text(value: object) -> str:
    """A value in the plain text: HTML of one line without its tags, and with its marks in brackets."""
    if not isinstance(value, Markup):
        return without_isolates(str(value))
    marked = _MARK.sub(lambda mark: f"[{mark[1]}{mark[2]}]", str(value))
    return without_isolates(" ".join(html.unescape(_TAG.sub("", marked)).split()))


def wrap(value: object, first: str = "", rest: str = "") -> str:
    """A value as lines of at most 72 letters; the first begins with `first`, the others with `rest`."""
    line = to_text(value).replace("\u00a0", " ")
    return fill(
        line, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def split_blocks(content: Markup) -> list[tuple[Markup, str]]:
    """(text, what its first line begins with) of the paragraphs, items and headings of HTML."""
    blocks = [(Markup(piece), "* " if "<li" in piece else "") for piece in _BLOCK_END.split(content)]
    return [(block, mark) for block, mark in blocks if to_text(block)]


OUTPUT = Output(
    Mail,
    _ADDRESS.findall,
    beside=(
        BesideKeys({EDITION.name: EMAIL_HTML}, Mail.write_html, _has_mail),
        BesideKeys({EDITION.name: EMAIL_TEXT}, Mail.write_text, _has_mail),
    ),
)
