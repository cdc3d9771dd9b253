"""Editions, with numbered citations, and their index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from ...content.kinds import EDITION
from ...content.kinds.edition import Edition
from ...content.records import Record
from ...content.values.languages import mark_name
from ..address_patterns import AddressPattern
from ..urls import PAGES, ROOT
from .common import FooterLinks, footer_links
from .site import ClaimView, Page, Site, meta_description
from .view import SECOND_ROUND, View

WORDS_A_MINUTE = 230


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered source at the foot of an edition."""

    number: int
    claim: ClaimView


@dataclass(slots=True)
class Notes:
    """Numbers the citations of one page in the order in which they occur."""

    site: Site
    numbers: dict[str, int] = field(default_factory=dict)

    def cite(self, claim_id: str) -> Markup:
        """The mark that leads to the note at the foot of the page."""
        return self._mark(claim_id, "#note-{}", Markup(""))

    def cite_away(self, claim_id: str) -> Markup:
        """The mark that leads to the claim's own page, for pages without notes; it includes what the note would say."""
        definition = Markup(' data-def="{}"').format(self.site.prose.report(claim_id))
        return self._mark(claim_id, ROOT + self.site.claim(claim_id).opened, definition)

    def _mark(self, claim_id: str, href: str, definition: Markup) -> Markup:
        number = self.numbers.setdefault(claim_id, len(self.numbers) + 1)
        label = Markup('{} aria-label="{}"').format(definition, self.site.words.fill("source_number", number=number))
        return self.site.prose.cite_mark(claim_id, href.format(number), label, str(number))

    def listed(self) -> list[Note]:
        return [Note(number, self.site.claim(claim_id)) for claim_id, number in self.numbers.items()]


@dataclass(frozen=True, slots=True)
class SectionView:
    anchor: str
    heading: Markup
    body: Markup
    claims: Sequence[ClaimView]


@dataclass(frozen=True, slots=True)
class EditionView:
    title: Markup
    number: int
    covers: str
    date: str
    revised: str
    editor: str
    standfirst: Markup
    minutes: int
    bottom_line: Sequence[Markup]
    sections: Sequence[SectionView]
    unknowns: Sequence[Markup]
    watch: Sequence[Markup]
    notes: Sequence[Note]
    disclosures: Sequence[Markup]
    before: Markup
    after: Markup
    footer_links: FooterLinks


@dataclass(frozen=True, slots=True)
class EditionItem:
    link: Markup
    number: int
    covers: str
    date: str
    standfirst: Markup
    minutes: int


def in_order(editions: Iterable[Record[Edition]]) -> list[Record[Edition]]:
    """Editions, oldest first."""
    return sorted(editions, key=lambda record: (record.data.date.sort_key, record.data.covers.sort_key))


def editions_page(site: Site, _: str) -> Iterator[Page]:
    items = [edition_item(site, record, number) for number, record in enumerate(in_order(site.library.editions), 1)]
    words = site.words
    lead = meta_description(words["editions_lead"])
    yield EDITIONS.page("", words["editions"], lead, list(reversed(items)))


def edition_page(site: Site, edition_id: str) -> Iterator[Page]:
    ids = [record.id for record in in_order(site.library.editions)]
    index, record = ids.index(edition_id), site.library.entries[edition_id]
    assert isinstance(record.data, Edition)
    before = site.link(ids[index - 1]) if index else Markup("")
    after = site.link(ids[index + 1]) if index + 1 < len(ids) else Markup("")
    view = _edition(site, edition_id, record.data, index + 1, before, after, footer_links(site, record))
    description = meta_description(site.prose.plain(record.data.standfirst), site.words["editions_lead"])
    yield EDITION_VIEW.page(edition_id, record.data.title, description, view, record.file, edition_id)


def edition_item(site: Site, record: Record[Edition], number: int) -> EditionItem:
    data = record.data
    covers, date = site.words.format_date(data.covers), site.words.format_date(data.date)
    return EditionItem(site.link(record.id), number, covers, date, site.prose.line(data.standfirst), minutes(data))


def minutes(edition: Edition) -> int:
    """How many minutes an edition takes to read."""
    texts = [edition.standfirst, *edition.bottom_line, *edition.unknowns, *edition.watch]
    texts += [section.body or "" for section in edition.sections]
    words = sum(len(re.sub(r"\[@[^\]]*\]", "", text).split()) for text in texts)
    return max(1, round(words / WORDS_A_MINUTE))


def _edition(
    site: Site, edition_id: str, data: Edition, number: int, before: Markup, after: Markup, footer_links: FooterLinks
) -> EditionView:
    notes = Notes(site)
    bottom_line = [site.prose.inline(line, notes.cite) for line in data.bottom_line]
    sections = [
        SectionView(
            anchor=f"section-{index}",
            heading=mark_name(section.heading),
            body=site.prose.block(section.body, notes.cite) if section.body else Markup(""),
            claims=site.claims(_shown(site, section.claims)),
        )
        for index, section in enumerate(data.sections, 1)
    ]
    used = {*notes.numbers, *(view.id for section in sections for view in section.claims)}
    disclosures = dict.fromkeys(line for claim_id in sorted(used) for line in site.claim(claim_id).disclosures)
    date, revised = site.words.format_date(data.date), site.changed(edition_id)
    return EditionView(
        title=mark_name(data.title),
        number=number,
        covers=site.words.format_date(data.covers),
        date=date,
        revised=revised if revised != date else "",
        editor=data.editor or "",
        standfirst=site.prose.inline(data.standfirst, notes.cite),
        minutes=minutes(data),
        bottom_line=bottom_line,
        sections=sections,
        unknowns=[site.prose.inline(line, notes.cite) for line in data.unknowns],
        watch=[site.prose.inline(line, notes.cite) for line in data.watch],
        notes=notes.listed(),
        disclosures=list(disclosures),
        before=before,
        after=after,
        footer_links=footer_links,
    )


def _shown(site: Site, references: Sequence[str]) -> list[str]:
    claim_ids = (site.library.resolve(reference) for reference in references)
    return [claim_id for claim_id in claim_ids if claim_id and claim_id in site.facts.claims]


EDITIONS = View(
    f"{EDITION.name} index", AddressPattern(EDITION.address), editions_page, "editions", section=EDITION.section
)
EDITION_VIEW = View(
    EDITION.name,
    PAGES[EDITION.name],
    edition_page,
    EDITION.template,
    keys=lambda site: site.library.ids_of(EDITION.name),
    section=EDITION.section,
    is_of_entry=True,
    round=SECOND_ROUND,
)
VIEWS = (EDITIONS, EDITION_VIEW)
