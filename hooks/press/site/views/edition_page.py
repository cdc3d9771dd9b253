"""The page of one edition: its text with numbered notes, and the facts and sources behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from ...content.kinds import EDITION
from ...content.kinds.edition import Edition, Section
from ...content.values.languages import mark_name
from ..markdown import find_linked, link_once
from ..urls import EMAIL_HTML, EMAIL_TEXT, PAGES
from .common import FooterLinks, footer_links
from .edition_figures import FigureView, figure_of
from .editions import Notes, in_order, merge_marks, minutes
from .evidence import counts
from .fact_lines import FactLine, fact_line
from .notes import Note, list_notes
from .site import Page, Site, meta_description
from .view import SECOND_ROUND, View

OWNER = "owned-by"
"""The property by which a claim says who owns an outlet."""


class SectionFact(NamedTuple):
    """A fact behind a section, and its number if the edition cites it."""

    number: int | None
    line: FactLine


@dataclass(frozen=True, slots=True)
class SectionView:
    anchor: str
    heading: Markup
    body: Markup
    """The text with its marks."""
    facts: Sequence[SectionFact]
    figure: FigureView | None

    @property
    def parts(self) -> tuple[Markup, Markup]:
        """The text before its figure and after it."""
        end = self.body.find("</p>") + len("</p>")
        is_split = self.figure is not None and self.figure.leads and end >= len("</p>")
        return (self.body[:end], self.body[end:]) if is_split else (self.body, Markup(""))


class Basis(NamedTuple):
    """What an edition rests on."""

    claims: int
    articles: int
    publishers: int
    most: int
    """How many claims come from the article that most come from, if that is at least half of them and there are
    others; else 0."""
    checked: str
    """How many were checked in which way, in words."""


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
    linked: frozenset[str]
    """The pages that the text links to, so that the facts behind it need not link to them again."""
    basis: Basis
    disclosures: Sequence[Markup]
    before: Markup
    after: Markup
    mail: tuple[str, str] | None
    """The addresses of the edition for mail, as HTML and as plain text; None on a site without an address."""
    footer_links: FooterLinks

    @property
    def parts(self) -> int:
        """How many parts the contents list."""
        return len(self.sections) + bool(self.unknowns) + bool(self.watch)


class _Text(NamedTuple):
    """The texts of an edition as HTML, with their marks and with names linked at their first mention."""

    standfirst: Markup
    bottom_line: list[Markup]
    bodies: list[Markup]
    unknowns: list[Markup]
    watch: list[Markup]
    cited: list[list[str]]
    """The facts that each section cites."""


def edition_page(site: Site, edition_id: str) -> Iterator[Page]:
    """The page of an edition, with links to those before and after it."""
    ids = [record.id for record in in_order(site.library.editions)]
    index, record = ids.index(edition_id), site.library.entries[edition_id]
    data = record.data
    assert isinstance(data, Edition)
    notes = Notes(site)
    text = _convert(site, data, notes)
    sections = [
        SectionView(
            anchor=f"section-{number}",
            heading=mark_name(site.words.set_type(section.heading)),
            body=body,
            facts=facts,
            figure=figure_of(site, section.figure) if section.figure else None,
        )
        for number, (section, body, facts) in enumerate(
            zip(data.sections, text.bodies, _facts_of_sections(site, data, text, notes), strict=True), 1
        )
    ]
    date, revised = site.words.format_date(data.date), site.changed(edition_id)
    used = list(dict.fromkeys([*notes.cited.values(), *(i for s in data.sections for i in _listed(site, s))]))
    view = EditionView(
        title=site.heading(edition_id),
        number=index + 1,
        covers=site.words.format_date(data.covers),
        date=date,
        revised=revised if revised != date else "",
        editor=data.editor or "",
        standfirst=text.standfirst,
        minutes=minutes(data),
        bottom_line=text.bottom_line,
        sections=sections,
        unknowns=text.unknowns,
        watch=text.watch,
        notes=list_notes(notes),
        linked=find_linked("".join([text.standfirst, *text.bottom_line, *text.bodies, *text.unknowns, *text.watch])),
        basis=_basis(site, used),
        disclosures=_disclosures(site, used, notes),
        before=site.link(ids[index - 1]) if index else Markup(""),
        after=site.link(ids[index + 1]) if index + 1 < len(ids) else Markup(""),
        mail=(EMAIL_HTML.address_of(edition_id), EMAIL_TEXT.address_of(edition_id)) if site.url else None,
        footer_links=footer_links(site, record),
    )
    description = meta_description(site.prose.plain(data.standfirst), site.words["editions_lead"])
    yield EDITION_VIEW.page(edition_id, data.title, description, view, record.file, edition_id)


def _convert(site: Site, data: Edition, notes: Notes) -> _Text:
    """The texts of an edition. The sections are numbered first, so that the lines at the top repeat their numbers;
    names are linked in the order in which they are read."""
    bodies: list[Markup] = []
    cited: list[list[str]] = []
    for section in data.sections:
        here: list[str] = []

        def cite(claim_id: str, here: list[str] = here) -> Markup:
            here.append(site.same_facts.fact_of(claim_id) or claim_id)
            return notes.cite(claim_id)

        bodies.append(site.prose.block(section.body, cite) if section.body else Markup(""))
        cited.append(here)
    below = [[site.prose.inline(line, notes.cite) for line in lines] for lines in (data.unknowns, data.watch)]
    above = [[site.prose.inline(line, notes.cite) for line in lines] for lines in ([data.standfirst], data.bottom_line)]
    [standfirst], bottom_line, bodies, unknowns, watch = _link_in_order([*above, bodies, *below])
    return _Text(standfirst, bottom_line, bodies, unknowns, watch, cited)


def _link_in_order(texts: Iterable[Sequence[Markup]]) -> Iterator[list[Markup]]:
    """Lists of texts with each name linked at its first mention in all of them."""
    linked: frozenset[str] = frozenset()
    for lines in texts:
        done: list[Markup] = []
        for line in lines:
            done.append(link_once(merge_marks(line), linked))
            linked |= find_linked(done[-1])
        yield done


def _listed(site: Site, section: Section) -> list[str]:
    """The claims that a section names, as far as they are published."""
    claim_ids = (site.library.resolve(reference) for reference in section.claims)
    return [claim_id for claim_id in claim_ids if claim_id and claim_id in site.facts.claims]


def _facts_of_sections(site: Site, data: Edition, text: _Text, notes: Notes) -> Iterator[list[SectionFact]]:
    """The facts behind each section: those that it cites by their numbers, then the others that it names."""
    for section, cited in zip(data.sections, text.cited, strict=True):
        numbered = sorted(dict.fromkeys(cited), key=notes.numbers.__getitem__)
        others = [site.same_facts.fact_of(claim_id) or claim_id for claim_id in _listed(site, section)]
        facts = dict.fromkeys([*numbered, *others])
        lines = fact_line.read_many(site, facts)
        yield [SectionFact(notes.numbers.get(fact), lines[fact]) for fact in facts]


def _basis(site: Site, claim_ids: Sequence[str]) -> Basis:
    by_article: dict[str, int] = {}
    for claim_id in claim_ids:
        article = site.record(claim_id).article
        by_article[article] = by_article.get(article, 0) + 1
    most = max(by_article.values(), default=0)
    publishers = {site.derived(claim_id).publisher for claim_id in claim_ids}
    return Basis(
        claims=len(claim_ids),
        articles=len(by_article),
        publishers=len(publishers),
        most=most if 2 * most >= len(claim_ids) and len(by_article) > 1 else 0,
        checked=_describe_checks(site, claim_ids),
    )


def _describe_checks(site: Site, claim_ids: Sequence[str]) -> str:
    """`70 compared by machine, 25 not yet checked`, with the ways in which at least one claim was checked."""
    found = counts(site, claim_ids)
    ways = {way: count for way, count in found._asdict().items() if count}
    return site.words.join(site.words.fill(f"basis_{way}", count=site.words.format_count(n)) for way, n in ways.items())


def _disclosures(site: Site, claim_ids: Iterable[str], notes: Notes) -> list[Markup]:
    """Which publishers belong to someone that their claims are about, each once; not what a cited claim says."""
    said = {
        (statement.subject, str(statement.value))
        for claim_id in notes.cited.values()
        if (statement := site.derived(claim_id).statement) and statement.property == OWNER
    }
    pairs = {
        (owner, derived.publisher)
        for derived in map(site.derived, claim_ids)
        for owner in derived.disclosures
        if (derived.publisher, owner) not in said
    }
    return [site.disclosure(owner, publisher) for owner, publisher in sorted(pairs)]


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
VIEWS = (EDITION_VIEW,)
