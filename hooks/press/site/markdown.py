"""Markdown -> HTML with its references and names linked. `conversion` makes the HTML and sanitizes it first.

Links to pages of the site begin with `urls.ROOT`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup, escape

from ..content.kinds import ARTICLE, CLAIM, KINDS, NAMED
from ..content.kinds.base import Entry
from ..content.values.dates import Date
from ..content.values.languages import find_rtl_parts, has_rtl, isolate_text, language_of, mark_name, mark_text
from ..incremental import JOINT, query, register_queries
from ..library.assertions import listed_on, publisher_of
from ..library.library import Library
from ..library.names import REFERENCE, Mention, Names
from ..library.namings import Naming, naming_of
from .conversion import Converter
from .document_tables import frame_tables
from .urls import ROOT, claim_address, entry_address
from .wording import Words

_MARKDOWN = re.compile(r"[*_`\[\]<\\]|&#?\w+;|\n")
"""A text without any of these is the same in Markdown and as plain text."""
_CITATION = re.compile(r"\s*\[@[^\[\]\n]+\]")
_BEFORE_CITE = re.compile(r"\s+(<sup class=\"cite\">)")
_CITES_BEFORE_STOP = re.compile(r"((?:<sup class=\"cite\">.*?</sup>)+)\s*([.,;:?!]+)")
_NAME_LINKS = ('<a class="name" ', '<a class="term" ')
_NAME_LINK = re.compile(r'<a class="(?:name|term)" href="(?P<href>[^"]*)"[^>]*>(?P<inside>.*?)</a>')
_TAG = re.compile(r"(<[^>]*>)")
_UNLINKED = ("<a ", "<code", "<pre", "<h2", "<h3", "<h4")
"""How elements begin in whose text nothing links by itself."""
_UNLINKED_ENDS = ("</a", "</code", "</pre", "</h")
_DISCLOSURE = re.compile(r'\s*<p class="disclosure">.*?</p>')
_DEFINITION = ' data-def="'

CITED_STATES = ("superseded", "retracted", "withdrawn")
"""The states of a claim that a citation of it shows."""
Cite = Callable[[str], Markup]


class Prose:
    """Converts the prose of one library."""

    def __init__(self, library: Library, names: Names, words: Words) -> None:
        self.library = library
        self.names = names
        self.words = words
        self._converter = Converter()
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

    @query(stored=True, eager=True, exists=_has_entry)
    def naming(self, entry_id: str) -> Naming:
        """What the names of an entry say besides their letters."""
        return naming_of(self.library.entries[entry_id], self.words["language"])

    def heading(self, entry_id: str) -> Markup:
        """The name or title of an entry as HTML, without a link."""
        title = self.title(entry_id)
        lang = self.naming(entry_id).find_language(title)
        return mark_name(self._set_name(self.library.kind[entry_id], title, lang), lang)

    def _set_name(self, kind: str, name: str, lang: str) -> str:
        """A name or title of ours with typographic marks; those of articles, and names in other languages, are as
        printed."""
        return name if lang or kind == ARTICLE.name else self.words.set_type(name)

    def title_on(self, reference: str, day: Date | None) -> str:
        """The plain name that an entry had at a time, as by-lines and citations give it; today's if that is unknown."""
        found = self.library.id_of(reference)
        return self.naming(found).find_name(day) or self.title(found)

    def link_on(self, reference: str, day: Date | None) -> Markup:
        """A link to an entry by the name that it had at a time."""
        return self.page_link(reference, self.naming(self.library.id_of(reference)).find_name(day))

    @query(stored=True)
    def link(self, key: str) -> Markup:
        """The link to any page; the query's key is its id and the words of the link, joined."""
        reference, _, words = key.partition(JOINT)
        resolved = self.library.resolve(reference)
        if resolved is None:
            return escape(words or reference)
        kind = CLAIM if "/" in resolved else self.library.kind[resolved]
        definition = self.summary(resolved) if kind in NAMED else ""
        shown = words or self.title(resolved)
        lang = "" if kind == CLAIM else self.naming(resolved).find_language(shown)
        return _link(kind, resolved, mark_name(self._set_name(kind, shown, lang), lang), definition)

    def line(self, text: str) -> Markup:
        """One line of Markdown as inline HTML, with its citations as links to the claims."""
        return self.inline(text, self.cite_as_link)

    def inline(self, text: str, cite: Cite) -> Markup:
        """One line of Markdown as inline HTML; `cite` makes the mark of each `[@claim]`."""
        if not _MARKDOWN.search(text):
            return self._linked_text(text, self.words.set_type(text), set())
        converted = self.link_html(self._converter.convert_line(text), cite).strip()
        if converted.startswith("<p>") and converted.endswith("</p>") and converted.count("<p>") == 1:
            return Markup(converted[3:-4])
        return converted

    def block(self, text: str, cite: Cite | None = None) -> Markup:
        """Markdown as HTML blocks."""
        linked = self.link_html(self._converter.convert_block(text), cite or self.cite_as_link)
        return Markup(frame_tables(linked, self.words))

    def plain(self, text: str) -> str:
        """Markdown as plain text, for titles, descriptions, feeds and the search index."""
        if not _MARKDOWN.search(text):
            return text
        converted = self._converter.convert_to_plain(_CITATION.sub("", text))
        return REFERENCE.sub(lambda match: match["words"] or self.title_of_reference(match["page"] or ""), converted)

    def link_html(self, converted: str, cite: Cite) -> Markup:
        """Clean HTML with the references and first mentions in its text nodes turned into links. A citation directly
        follows its word, and comes after punctuation."""
        seen: set[str] = set()
        parts: list[str] = []
        typeset = self.words.set_type(converted)
        closed = end = 0
        for piece in _TAG.split(converted):
            start, end = end, end + len(piece)
            if piece.startswith("<"):
                if piece.startswith(_UNLINKED):
                    closed += 1
                elif piece.startswith(_UNLINKED_ENDS):
                    closed -= 1
                parts.append(piece)
            elif closed:
                parts.append(mark_text(html.unescape(typeset[start:end])))
            elif piece:
                shown = html.unescape(typeset[start:end])
                parts.append(self._with_references(html.unescape(piece), shown, seen, cite))
        close = _BEFORE_CITE.sub(r"\1", "".join(parts))
        return Markup(_CITES_BEFORE_STOP.sub(r"\2\1", close))

    def _with_references(self, text: str, shown: str, seen: set[str], cite: Cite) -> str:
        """Plain text as HTML with its references and first mentions linked; `shown` is the text with typographic
        marks."""
        parts: list[str] = []
        end = 0
        for match in REFERENCE.finditer(text):
            parts.append(self._linked_text(text[end : match.start()], shown[end : match.start()], seen))
            end = match.end()
            if match["cite"]:
                parts.append(cite(self.library.resolve(match["cite"]) or match["cite"]))
            else:
                seen.add(self.library.resolve(match["page"]) or "")
                words = match["words"] and shown[match.start("words") : match.end("words")]
                parts.append(self.reference_link(match["page"], words))
        parts.append(self._linked_text(text[end:], shown[end:], seen))
        return "".join(parts)

    def _linked_text(self, text: str, shown: str, seen: set[str]) -> Markup:
        """Plain text as HTML, with the first mention of each entry linked. Names are found in `text`, and `shown` has
        the same characters with typographic marks."""
        mentions: list[Mention] = []
        for mention in self.names.mentions(text):
            if mention.id not in seen:
                seen.add(mention.id)
                mentions.append(mention)
        if not has_rtl(text):
            return self._link_mentions(shown, 0, len(text), mentions)
        parts: list[str] = []
        reached = 0
        for start, end, script in find_rtl_parts(text, ((mention.start, mention.end) for mention in mentions)):
            inside = self._link_mentions(shown, start, end, mentions)
            within = [(mention.start, mention.end) for mention in mentions if start <= mention.start < end]
            if within not in ([], [(start, end)]):
                lang = language_of(text[start:end], script)
                inside = Markup('<bdi lang="{}" dir="rtl">{}</bdi>').format(lang, inside)
            parts += [self._link_mentions(shown, reached, start, mentions), inside]
            reached = end
        return Markup("").join([*parts, self._link_mentions(shown, reached, len(text), mentions)])

    def _link_mentions(self, text: str, start: int, end: int, mentions: Sequence[Mention]) -> Markup:
        """`text[start:end]` as HTML, with the mentions in it linked."""
        parts: list[str] = []
        for mention in mentions:
            if start <= mention.start < end:
                parts.append(mark_text(text[start : mention.start]))
                start = mention.end
                parts.append(self.page_link(mention.id, text[mention.start : start]))
        parts.append(mark_text(text[start:end]))
        return Markup("".join(parts))

    def page_link(self, reference: str, words: str | None = None) -> Markup:
        """A link to any page; the link to a named entry includes its summary. Made once for the same words."""
        return self.link(f"{reference}{JOINT}{words or ''}")

    def reference_link(self, reference: str, words: str | None = None) -> Markup:
        """The link that a reference in a text becomes; that to a claim says if it no longer counts."""
        link, state = self.page_link(reference, words), self.cited_state(reference)
        return Markup("{} ({})").format(link, state) if state else link

    def cited_state(self, reference: str) -> str:
        """What a reader of a citation must know of the claim: that it was taken back or has a newer report."""
        claim_id = self.library.resolve(reference) if "/" in reference else None
        if claim_id is None:
            return ""
        state = self.library.state_of(claim_id, bool(self.library.superseded_by(claim_id)))
        return self.words[f"cited_{state}"] if state in CITED_STATES else ""

    def cite_mark(self, claim_id: str, href: str, attributes: Markup, shown: str) -> Markup:
        """The raised mark of a citation, with what became of the claim."""
        state = self.cited_state(claim_id)
        noted = Markup(" {}").format(state) if state else ""
        return Markup('<sup class="cite"><a href="{}"{}>{}</a>{}</sup>').format(href, attributes, shown, noted)

    def plain_summary(self, reference: str) -> str:
        """The summary of the named entry that a checked reference refers to, as plain text."""
        return self.summary(self.library.id_of(reference))

    def speaker(self, claim_id: str) -> str:
        """The plain name of the speaker of a claim, else of its publisher, on the day of its article."""
        record = self.library.claims[claim_id]
        said_by, day = record.data.said_by, self.library.article(record.article).data.published
        if said_by and said_by.unnamed:
            return said_by.unnamed
        return self.title_on(said_by.id if said_by and said_by.id else publisher_of(record, self.library), day)

    def report(self, claim_id: str) -> str:
        """A claim in one plain line: its words, who says so, and when."""
        record = self.library.claims[claim_id]
        date = listed_on(record, self.library)
        source = self.words.join([self.speaker(claim_id), *([self.words.format_date(date)] if date else [])])
        return f"{isolate_text(self.plain(record.data.text))} — {source}"

    def title_of_reference(self, reference: str) -> str:
        """The title of what a reference refers to, else the reference itself."""
        resolved = self.library.resolve(reference)
        return reference if resolved is None else self.title(resolved)

    def cite_as_link(self, claim: str) -> Markup:
        """A citation on a page without numbered notes: a mark that leads to the claim."""
        report = self.report(claim) if claim in self.library.claims else ""
        description = Markup(' data-def="{}"').format(report)
        return self.cite_mark(claim, ROOT + claim_address(claim), description, self.words["source"])


def _link(kind: str, found: str, marked: Markup, definition: str) -> Markup:
    if kind == CLAIM:
        return Markup('<a href="{}{}">{}</a>').format(ROOT, claim_address(found), marked)
    address = entry_address(kind, found)
    if kind not in NAMED:
        return Markup('<a class="name" href="{}{}">{}</a>').format(ROOT, address, marked)
    style = "term" if KINDS[kind].is_glossary else "name"
    return Markup('<a class="{}" href="{}{}" data-def="{}">{}</a>').format(style, ROOT, address, definition, marked)


def unlink(content: str, address: str) -> str:
    """A page's HTML without the name links that lead to the page itself; other links are kept."""
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


def drop_name_links(content: str) -> Markup:
    """HTML without the links of names: their words stay."""
    return Markup(_NAME_LINK.sub(lambda link: link["inside"], content))


def define_once(content: str) -> str:
    """A page's HTML with each definition only on the first link to its page, where scripts look for it."""
    defined: set[str] = set()
    parts = content.split(_DEFINITION)
    for index in range(1, len(parts)):
        before = parts[index - 1]
        address = before[before.rfind('href="') :]
        if address in defined:
            parts[index] = parts[index].partition('"')[2]
        else:
            defined.add(address)
            parts[index] = _DEFINITION + parts[index]
    return "".join(parts)


def find_linked(content: str) -> frozenset[str]:
    """The addresses of the pages that names in HTML link to."""
    return frozenset(match["href"] for match in _NAME_LINK.finditer(content))


def link_once(content: str, linked: Iterable[str] = ()) -> Markup:
    """HTML in which a name links to its page only at its first mention; pages in `linked` are linked elsewhere."""
    linked = set(linked)

    def keep(link: re.Match[str]) -> str:
        if link["href"] in linked:
            return link["inside"]
        linked.add(link["href"])
        return link[0]

    return Markup(_NAME_LINK.sub(keep, content))


def leave_to_table(content: str) -> Markup:
    """HTML of a drawing and of the same as a table, in which the keyboard stops only at the links of the table. What
    has no table behind it stays as it is."""
    drawing, mark, table = str(content).rpartition("<details ")
    return Markup(drawing.replace("<a ", '<a tabindex="-1" ') + mark + table)


def drop_disclosures(content: str) -> Markup:
    """HTML of facts without the disclosures under them, for pages that have these once."""
    return Markup(_DISCLOSURE.sub("", content))
