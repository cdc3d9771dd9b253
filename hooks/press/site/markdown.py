"""Markdown -> clean HTML with its references and names linked. The only room that converts Markdown.

What an editor writes is untrusted: it is converted first and sanitised after, by an allow-list. Links to pages of the
site begin with `addresses.ROOT`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import nh3
from markdown import Markdown
from markupsafe import Markup, escape

from ..content.kinds import CLAIM, KINDS, NAMED
from ..content.kinds.base import Entry
from ..content.safe_html import PROSE_ATTRIBUTES, PROSE_TAGS, SCHEMES
from ..content.values.names import mark_chinese
from ..content.values.web_addresses import normalize_web_address
from ..content.yaml_source import FORBIDDEN
from ..incremental import JOINT, query, register_queries
from ..library.assertions import publisher_of, said_on
from ..library.library import Library
from ..library.names import REFERENCE, Names
from .urls import ROOT, claim_address, entry_address
from .wording import Words

_MARKDOWN = re.compile(r"[*_`\[\]<>\\|~]|&#?\w+;|^\s*(?:#|[-+]\s|\d+[.)]\s|={2}|-{2})|\n|https?:", re.MULTILINE)
_BEFORE_CITE = re.compile(r"\s+(<sup class=\"cite\">)")
_CITES_BEFORE_STOP = re.compile(r"((?:<sup class=\"cite\">.*?</sup>)+)([.,;:?!]+)")
_NAME_LINKS = ('<a class="name" ', '<a class="term" ')
_WEB_LINK = re.compile(r'(?<=href=")https?://[^/?#"]+', re.IGNORECASE)
_TAG = re.compile(r"(<[^>]*>)")
_DEFINITION = ' data-def="'

_DOCUMENT_EXTENSIONS = (
    "toc", "tables", "fenced_code", "sane_lists", "attr_list", "md_in_html", "def_list", "footnotes", "admonition",
)  # fmt: skip
"""What MkDocs reads hand-written pages with, and what many projects add."""

Cite = Callable[[str], Markup]


class Prose:
    """Converts the prose of one library."""

    def __init__(self, library: Library, names: Names, words: Words) -> None:
        self.library = library
        self.names = names
        self.words = words
        self._markdown = Markdown(extensions=["tables", "sane_lists"])
        register_queries(self, library.database)

    def _has_record(self, global_id: str) -> bool:
        return global_id in (self.library.claims if "/" in global_id else self.library.entries)

    @query(stored=True, eager=True, exists=_has_record)
    def title(self, global_id: str) -> str:
        """The name or title of an entry; the words of a claim as plain text."""
        if "/" in global_id:
            return self.plain(self.library.claims[global_id].data.text).rstrip(".")
        data = self.library.entries[global_id].data
        return data.name if isinstance(data, Entry) else str(getattr(data, "title", global_id))

    def _has_entry(self, entry_id: str) -> bool:
        return entry_id in self.library.entries

    @query(stored=True, eager=True, exists=_has_entry)
    def summary(self, entry_id: str) -> str:
        """The summary of a named entry as plain text."""
        return self.plain(self.library.entry(entry_id).data.summary)

    @query(stored=True)
    def link(self, key: str) -> Markup:
        """The link to any page; the key is its id and the words of the link, joined."""
        reference, _, words = key.partition(JOINT)
        found = self.library.resolve(reference)
        if found is None:
            return escape(words or reference)
        kind = CLAIM if "/" in found else self.library.kind[found]
        definition = self.summary(found) if kind in NAMED else ""
        return _link(kind, found, words or self.title(found), definition)

    def line(self, text: str) -> Markup:
        """One line of Markdown as inline HTML, its citations as links to the claims."""
        return self.inline(text, self.cite_as_link)

    def inline(self, text: str, cite: Cite) -> Markup:
        """One line of Markdown as inline HTML; `cite` makes the mark of each `[@claim]`."""
        if not _MARKDOWN.search(text):
            return self._linked_text(text, set())
        converted = self.block(text, cite).strip()
        if converted.startswith("<p>") and converted.endswith("</p>") and converted.count("<p>") == 1:
            return Markup(converted[3:-4])
        return converted

    def block(self, text: str, cite: Cite | None = None) -> Markup:
        """Markdown as HTML blocks."""
        return self.link_html(self.clean(self._markdown.reset().convert(text)), cite or self.cite_as_link)

    def clean(self, converted: str) -> str:
        """HTML without anything that the allow-list does not name, nor a character that YAML may not hold.
        Web addresses are in their one form."""
        cleaned = nh3.clean(
            converted, tags=PROSE_TAGS, attributes=PROSE_ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener external"
        )
        cleaned = _WEB_LINK.sub(lambda match: normalize_web_address(match[0]), cleaned)
        return FORBIDDEN.sub("", cleaned)

    def plain(self, text: str) -> str:
        """Markdown as plain text, for titles, descriptions, feeds and the search index."""
        without = REFERENCE.sub(lambda m: "" if m["cite"] else m["words"] or self.title_of_reference(m["page"]), text)
        if not _MARKDOWN.search(without):
            return without
        converted = _TAG.sub("", self.clean(self._markdown.reset().convert(without)))
        return " ".join(html.unescape(converted).split()).replace(" .", ".")

    def link_html(self, converted: str, cite: Cite) -> Markup:
        """Clean HTML with the references and first mentions in its text nodes made links. A citation stands close to
        its word, and behind the stop."""
        seen: set[str] = set()
        parts: list[str] = []
        closed = 0
        for piece in _TAG.split(converted):
            if piece.startswith("<"):
                if piece.startswith(("<a ", "<code", "<pre", "<h")):
                    closed += 1
                elif piece.startswith(("</a", "</code", "</pre", "</h")):
                    closed -= 1
                parts.append(piece)
            elif closed:
                parts.append(mark_chinese(html.unescape(piece)))
            elif piece:
                parts.append(self._with_references(html.unescape(piece), seen, cite))
        close = _BEFORE_CITE.sub(r"\1", "".join(parts))
        return Markup(_CITES_BEFORE_STOP.sub(r"\2\1", close))

    def _with_references(self, text: str, seen: set[str], cite: Cite) -> str:
        parts: list[str] = []
        end = 0
        for match in REFERENCE.finditer(text):
            parts.append(self._linked_text(text[end : match.start()], seen))
            end = match.end()
            if match["cite"]:
                parts.append(cite(self.library.resolve(match["cite"]) or match["cite"]))
            else:
                seen.add(self.library.resolve(match["page"]) or "")
                parts.append(self.page_link(match["page"], match["words"]))
        parts.append(self._linked_text(text[end:], seen))
        return "".join(parts)

    def _linked_text(self, text: str, seen: set[str]) -> Markup:
        """Plain text as HTML, with the first mention of each entry linked."""
        parts: list[str] = []
        end = 0
        for mention in self.names.mentions(text):
            if mention.id in seen:
                continue
            seen.add(mention.id)
            parts.append(mark_chinese(text[end : mention.start]))
            end = mention.end
            parts.append(self.page_link(mention.id, text[mention.start : end]))
        parts.append(mark_chinese(text[end:]))
        return Markup("".join(parts))

    def page_link(self, reference: str, words: str | None = None) -> Markup:
        """A link to any page; that of a named entry carries what it is. Made once for the same words."""
        return self.link(f"{reference}{JOINT}{words or ''}")

    def plain_summary(self, reference: str) -> str:
        """The summary of the named entry that a checked reference stands for, as plain text."""
        return self.summary(self.library.id_of(reference))

    def speaker(self, claim_id: str) -> str:
        """The plain name of who says a claim: the speaker, else the publisher."""
        record = self.library.claims[claim_id]
        said_by = record.data.said_by
        if said_by and said_by.unnamed:
            return said_by.unnamed
        return self.title_of_reference(said_by.id if said_by and said_by.id else publisher_of(record, self.library))

    def report(self, claim_id: str) -> str:
        """A claim in one plain line: its words, who says so, and when."""
        record = self.library.claims[claim_id]
        date = record.data.when or said_on(record, self.library)
        told = self.words.join([self.speaker(claim_id), *([self.words.format_date(date)] if date else [])])
        return f"{self.plain(record.data.text)} — {told}"

    def title_of_reference(self, reference: str) -> str:
        """The title of what a reference stands for, else the reference itself."""
        found = self.library.resolve(reference)
        return reference if found is None else self.title(found)

    def cite_as_link(self, claim: str) -> Markup:
        """A citation where no numbered notes stand: a mark that leads to the claim."""
        mark = Markup('<sup class="cite"><a href="{}{}" data-def="{}">{}</a></sup>')
        report = self.report(claim) if claim in self.library.claims else ""
        return mark.format(ROOT, claim_address(claim), report, self.words["source"])


def convert_document(markdown: str) -> str:
    """The HTML of a hand-written page much as MkDocs makes it, to be checked, not to be published."""
    return Markdown(extensions=list(_DOCUMENT_EXTENSIONS)).convert(markdown)


def _link(kind: str, found: str, shown: str, definition: str) -> Markup:
    marked = mark_chinese(shown)
    if kind == CLAIM:
        return Markup('<a href="{}{}">{}</a>').format(ROOT, claim_address(found), marked)
    address = entry_address(kind, found)
    if kind not in NAMED:
        return Markup('<a class="name" href="{}{}">{}</a>').format(ROOT, address, marked)
    style = "term" if KINDS[kind].is_glossary else "name"
    return Markup('<a class="{}" href="{}{}" data-def="{}">{}</a>').format(style, ROOT, address, definition, marked)


def unlink(content: str, address: str) -> str:
    """A page's HTML with the links to itself undone."""
    href = f'href="{ROOT}{address}"'
    parts: list[str] = []
    end = 0
    while (found := content.find(href, end)) >= 0:
        opening = content.rfind("<a ", end, found)
        inside = content.find(">", found) + 1
        closing = content.find("</a>", inside)
        if content.startswith(_NAME_LINKS, opening):
            parts += [content[end:opening], content[inside:closing]]
            end = closing + len("</a>")
        else:
            parts.append(content[end:inside])
            end = inside
    return "".join([*parts, content[end:]])


def define_once(content: str) -> str:
    """A page's HTML with each definition on the first link to its page only: scripts find it there."""
    told: set[str] = set()
    parts = content.split(_DEFINITION)
    for index in range(1, len(parts)):
        before = parts[index - 1]
        address = before[before.rfind('href="') :]
        if address in told:
            parts[index] = parts[index].partition('"')[2]
        else:
            told.add(address)
            parts[index] = _DEFINITION + parts[index]
    return "".join(parts)
