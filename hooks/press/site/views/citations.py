"""How a page is cited: in one sentence, as BibTeX and as RIS, for claims, entries, sources and editions.

BibTeX: https://www.ctan.org/pkg/bibtex. RIS: https://en.wikipedia.org/wiki/RIS_(file_format).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from ...content.kinds.article import Article
from ...content.kinds.base import Entry
from ...content.kinds.claim import Claim
from ...content.kinds.edition import Edition
from ...content.records import Record
from ...content.values.dates import Date
from ...content.values.languages import without_isolates
from ..urls import claim_address
from .site import Site

_ESCAPES = str.maketrans({
    **{mark: f"\\{mark}" for mark in "&%$#_{}"},
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip


class Citation(NamedTuple):
    """One page cited in three ways."""

    sentence: str
    bibtex: str
    ris: str


class Source(NamedTuple):
    """What programs that manage citations know of a page."""

    key: str
    kind: str
    """The type in RIS."""
    title: str
    url: str
    publisher: str
    authors: tuple[str, ...] = ()
    editor: str = ""
    date: Date | None = None
    note: str = ""


def cite(site: Site, record: Record[Any]) -> Citation:
    """How the page of a record is cited. A source is cited itself, everything else as a page of the site."""
    data = record.data
    if isinstance(data, Claim):
        return _cite_claim(site, record)
    if isinstance(data, Article):
        return _cite_article(site, record)
    address = site.url + site.address(record.id)
    source = Source(record.id, "ELEC", site.title(record.id), address, site.name)
    title = site.words.set_type(source.title)
    sentence = site.words.fill("citation_of_page", title=title, site=site.name, address=address)
    if isinstance(data, Edition):
        source = source._replace(editor=data.editor or "", date=data.date)
        title = site.words.join([*filter(None, [data.editor]), title])
        date = site.words.format_date(data.date)
        sentence = site.words.fill("citation_of_edition", title=title, site=site.name, date=date, address=address)
    elif isinstance(data, Entry):
        source = source._replace(note=site.prose.plain(data.summary))
    return _make(sentence, source)


def _cite_claim(site: Site, record: Record[Claim]) -> Citation:
    article, view = site.library.article(record.article).data, site.claim(record.id)
    address = f"{site.url}{claim_address(record.id)}#claim"
    text = site.words.set_type(view.plain)
    report = site.words.fill(
        "citation_of_report",
        speaker=site.short_speaker(record.id),
        date=view.date,
        title=_title_by(site, article),
        publisher=site.prose.title_on(view.publisher, article.published),
        source=article.url,
    )
    sentence = site.words.fill("citation", claim=text, report=report, site=site.name, address=address)
    key = record.id.replace("/", "-")
    return _make(sentence, Source(key, "ELEC", text.rstrip("."), address, site.name, note=report))


def _cite_article(site: Site, record: Record[Article]) -> Citation:
    data = record.data
    publisher = site.prose.title_on(data.publisher, data.published)
    date = site.words.format_date(data.published) or site.words["date_unknown"]
    sentence = site.words.fill(
        "citation_of_source", title=_title_by(site, data), publisher=publisher, date=date, source=data.url
    )
    authors = tuple(_authors(site, data))
    return _make(sentence, Source(record.id, "NEWS", data.title, data.url, publisher, authors, date=data.published))


def _authors(site: Site, article: Article) -> Iterable[str]:
    """The names in the by-line as they were on the day of the article."""
    for author in article.authors:
        yield site.prose.title_on(author.id, article.published) if author.id else author.text or ""


def _title_by(site: Site, article: Article) -> str:
    """The title of an article, and who wrote it if that is known."""
    names = site.words.join(_authors(site, article))
    return site.words.fill("title_by", title=article.title, names=names) if names else article.title


def _make(sentence: str, source: Source) -> Citation:
    return Citation(sentence, _write_bibtex(source), _write_ris(source))


def _write_bibtex(source: Source) -> str:
    first = source.date.start if source.date else None
    fields = {
        "author": " and ".join(f"{{{_escape(name)}}}" for name in source.authors),
        "editor": _escape(source.editor) and f"{{{_escape(source.editor)}}}",
        "title": f"{{{_escape(source.title)}}}",
        "howpublished": _escape(source.publisher),
        "year": str(first.first.year) if first and first.precision != "decade" else "",
        "month": str(first.first.month) if first and first.precision in ("day", "month") else "",
        "note": _escape(source.note),
        "url": source.url.replace("{", "%7B").replace("}", "%7D"),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{source.key},", *lines, "}"])


def _escape(text: str) -> str:
    """A text in which no character has a meaning in BibTeX."""
    return " ".join(without_isolates(text).translate(_ESCAPES).split())


def _write_ris(source: Source) -> str:
    tags = [
        ("TY", source.kind),
        ("ID", source.key),
        *(("AU", name) for name in source.authors),
        ("ED", source.editor),
        ("TI", source.title),
        ("PB", source.publisher),
        ("DA", _ris_date(source.date)),
        ("N1", source.note),
        ("UR", source.url),
    ]
    lines = [f"{tag}  - {' '.join(without_isolates(value).split())}" for tag, value in tags if value]
    return "\n".join([*lines, "ER  - "])


def _ris_date(date: Date | None) -> str:
    """`2023/04/18/`, as exact as the date: `2023/04//`, `2023///`; empty for a decade and without a date."""
    first = date.start if date else None
    if first is None or first.precision == "decade":
        return ""
    day, parts = first.first, {"day": 3, "month": 2}.get(first.precision, 1)
    shown = [f"{day.year:04d}", f"{day.month:02d}", f"{day.day:02d}"][:parts]
    return "/".join([*shown, *[""] * (4 - parts)])
