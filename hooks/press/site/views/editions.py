"""Numbered citations, the index of editions, and what pages say of an edition besides its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from ...content.kinds import EDITION
from ...content.kinds.edition import Edition
from ...content.records import Record
from ..address_patterns import AddressPattern
from ..urls import ROOT
from .site import Page, Site, meta_description
from .view import View

WORDS_A_MINUTE = 230
_MARK = re.compile(r'(?:<sup class="cite">.*?</sup>)+')
_NUMBER = re.compile(r'<sup class="cite"><a [^>]*>(\d+)</a>.*?</sup>')


@dataclass(slots=True)
class Notes:
    """Numbers the facts that one page cites, in the order in which they first occur; claims of one fact share a
    number."""

    site: Site
    numbers: dict[str, int] = field(default_factory=dict)
    """Fact -> its number."""
    cited: dict[int, str] = field(default_factory=dict)
    """Number -> the claim that is cited for the fact first."""

    def cite(self, claim_id: str) -> Markup:
        """The mark that leads to the note of the fact; the first one is where the note leads back to."""
        is_first = self._number(claim_id) not in self.cited
        number = self._register(claim_id)
        anchor = Markup(' id="ref-{}"').format(number) if is_first else Markup("")
        return self._mark(claim_id, f"#note-{number}", anchor + Markup(' tabindex="-1"'))

    def cite_away(self, claim_id: str) -> Markup:
        """The mark that leads to the claim's own page, for pages without notes; it includes what the note would say."""
        self._register(claim_id)
        definition = Markup(' data-def="{}"').format(self.site.prose.report(claim_id))
        return self._mark(claim_id, ROOT + self.site.claim(claim_id).opened, definition)

    def _register(self, claim_id: str) -> int:
        number = self._number(claim_id)
        self.cited.setdefault(number, claim_id)
        return number

    def _number(self, claim_id: str) -> int:
        fact = self.site.same_facts.fact_of(claim_id) or claim_id
        return self.numbers.setdefault(fact, len(self.numbers) + 1)

    def _mark(self, claim_id: str, href: str, attributes: Markup) -> Markup:
        number = self._number(claim_id)
        label = Markup('{} aria-label="{}"').format(attributes, self.site.words.fill("note_number", number=number))
        return self.site.prose.cite_mark(claim_id, href, label, str(number))


def merge_marks(content: Markup) -> Markup:
    """HTML in which marks that follow each other have each number only once."""

    def keep(run: re.Match[str]) -> str:
        marks = {match[1]: match[0] for match in reversed(list(_NUMBER.finditer(run[0])))}
        return "".join(reversed(marks.values()))

    return Markup(_MARK.sub(keep, content))


@dataclass(frozen=True, slots=True)
class EditionItem:
    link: Markup
    number: int
    covers: str
    date: str
    standfirst: Markup
    minutes: int


@dataclass(frozen=True, slots=True)
class EditionsView:
    """The newest edition with its bottom line, and those before it."""

    newest: EditionItem | None
    bottom_line: Sequence[Markup]
    before: Sequence[EditionItem]


def in_order(editions: Iterable[Record[Edition]]) -> list[Record[Edition]]:
    """Editions, oldest first."""
    return sorted(editions, key=lambda record: (record.data.date.sort_key, record.data.covers.sort_key))


def editions_page(site: Site, _: str) -> Iterator[Page]:
    editions, notes = in_order(site.library.editions), Notes(site)
    items = [edition_item(site, record, number) for number, record in enumerate(editions, 1)]
    lines = editions[-1].data.bottom_line if editions else []
    view = EditionsView(
        newest=items[-1] if items else None,
        bottom_line=[merge_marks(site.prose.inline(line, notes.cite_away)) for line in lines],
        before=items[-2::-1],
    )
    yield EDITIONS.page("", site.words["editions"], meta_description(site.words["editions_lead"]), view)


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


EDITIONS = View(
    f"{EDITION.name} index", AddressPattern(EDITION.address), editions_page, "editions", section=EDITION.section
)
VIEWS = (EDITIONS,)
