"""What every view is based on: the library, what is derived from it, and the small parts that all pages share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from ...content.kinds import KINDS, Kind
from ...content.kinds.claim import Claim
from ...content.kinds.entries import Person
from ...content.records import Record
from ...content.values.amounts import Amount
from ...content.values.dates import Date
from ...content.values.languages import isolate_text, mark_name
from ...content.values.names import find_initial, make_sort_key, put_family_name_first
from ...incremental import Input, Query, QueryFunction, query, register_functions, register_queries
from ...library.assertions import Derived, dated, listed_on, said_on, span_of, target_of
from ...library.briefing import Briefing
from ...library.statements import Statement
from ..markdown import Prose, unlink
from ..settings import Settings
from ..urls import ROOT, claim_address, entry_address
from ..wording import Words
from .time_keys import TimeKey, last_day, month_of

PAGE_SIZE = 500
"""Lines of a list on one page: names, sources, changes."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site: its address, its template and the view that fills it.

    `section` is the item of the main menu it belongs to; `source` the file it is written in, for the edit link.
    """

    address: str
    template: str
    title: str
    description: str
    view: object
    section: str = ""
    source: str = ""
    entry: str = ""
    """The global id of the entry whose page it is."""
    is_listed: bool = True
    """Whether search engines may list it."""


class Outline(NamedTuple):
    """What a hand-written page is about."""

    title: str
    description: str
    """Empty if the page has none."""
    headings: tuple[tuple[str, str], ...]
    """(anchor, plain text) of each heading below the title, in the order of the page."""


class Label(NamedTuple):
    """A word for a state, the anchor of its explanation, and its style."""

    word: str
    anchor: str
    style: str = ""


class ClaimView(NamedTuple):
    """The claim as it appears on every page."""

    id: str
    anchor: str
    address: str
    text: Markup
    plain: str
    kind: Label
    kind_id: str
    published: str
    """The latest day on which its article can have been published; empty if that is not known."""
    order: str
    """Sorts as text by time, as `by_time` does."""
    speaker: Markup
    date: str
    labels: tuple[Label, ...]
    source: str
    publisher: str
    disclosures: tuple[Markup, ...]
    about: str
    topics: str
    state: str
    time: Date | None

    @property
    def opened(self) -> str:
        """The address for links to it: the browser itself highlights and focuses the part that an address names."""
        return f"{self.address}#claim"


class Site:
    """A checked briefing, ready to be shown. `functions` are the query functions that may be asked about it."""

    def __init__(
        self,
        briefing: Briefing,
        settings: Settings,
        words: Words,
        name: str,
        url: str,
        functions: Iterable[QueryFunction[Any]],
        drawn: Mapping[str, str] | None = None,
    ) -> None:
        self.briefing = briefing
        self.database = briefing.database
        self.library = briefing.library
        self.facts = briefing.facts
        self.same_facts = briefing.same_facts
        self.history = briefing.history
        self.names = briefing.names
        self.prose = Prose(self.library, self.names, words)
        self.settings = settings
        self.words = words
        self.name = name
        self.url = url
        self.drawn = drawn or {}
        """What each drawn share card says, by its name."""
        self.documents: Input[tuple[str, ...]] = Input(self.database, "documents")
        """"" -> the addresses of the hand-written pages; the address of one -> the parts of it that words link to."""
        self.outlines: Input[Outline] = Input(self.database, "outlines")
        """The address of a hand-written page -> its outline."""
        self.own_files: Input[tuple[str, ...]] = Input(self.database, "own files")
        """"" -> the paths of the files of the project that replace generated ones."""
        self.queries: dict[QueryFunction[Any], Query[Any]] = {}
        register_queries(self, self.database)
        register_functions(self, self.database, functions)

    # Names and links

    def title(self, entry_id: str) -> str:
        """The plain name or title of any entry."""
        return self.prose.title(entry_id)

    def link(self, entry_id: str, words: str | None = None) -> Markup:
        return self.prose.page_link(entry_id, words)

    def heading(self, entry_id: str) -> Markup:
        """The name or title of an entry as HTML, without a link."""
        return self.prose.heading(entry_id)

    def address(self, entry_id: str) -> str:
        return entry_address(self.library.kind[entry_id], entry_id)

    def kind(self, entry_id: str) -> Kind:
        return KINDS[self.library.kind[entry_id]]

    def chinese(self, entry_id: str) -> Markup:
        """The native or Chinese name of an entry, or nothing."""
        entry = self.library.entry(entry_id).data
        for name in entry.names:
            if name.kind == "native" or (name.lang or "").startswith("zh"):
                return mark_name(name.text, name.lang or "")
        return Markup("")

    def summary(self, entry_id: str) -> Markup:
        """What an entry is, without a link to itself."""
        line = self.prose.line(self.library.entry(entry_id).data.summary)
        return Markup(unlink(line, self.address(entry_id)))

    def order(self, entry_id: str) -> str:
        """The sort key of the named entry that a checked reference refers to."""
        return self.order_of(self.library.id_of(entry_id))

    def in_order(self, entry_ids: Iterable[str]) -> list[str]:
        """Named entries by their sort keys, and those of one name by their ids."""
        return sorted(entry_ids, key=lambda entry_id: (self.order(entry_id), entry_id))

    def _has_entry(self, entry_id: str) -> bool:
        return entry_id in self.library.entries

    @query(stored=True, eager=True, exists=_has_entry)
    def order_of(self, entry_id: str) -> str:
        """The sort key of a named entry."""
        entry = self.library.entry(entry_id).data
        given_first = isinstance(entry, Person) and entry.name_order == "given-first"
        return make_sort_key(entry.sort or (put_family_name_first(entry.name) if given_first else entry.name))

    def letter(self, entry_id: str) -> str:
        return find_initial(self.order(entry_id))

    def has_document(self, address: str, anchor: str = "") -> bool:
        """Whether there is a hand-written page at an address, and on it the part that `anchor` names, if any."""
        parts = self.documents.get(address)
        return parts is not None and (not anchor or anchor in parts)

    # Claims

    def record(self, claim_id: str) -> Record[Claim]:
        return self.library.claims[claim_id]

    def derived(self, claim_id: str) -> Derived:
        return self.facts.claims[claim_id]

    def claims(self, claim_ids: Iterable[str]) -> list[ClaimView]:
        return [self.claim(claim_id) for claim_id in claim_ids]

    def _has_claim(self, claim_id: str) -> bool:
        return claim_id in self.library.claims

    @query(stored=True, eager=True, exists=_has_claim)
    def time_key(self, claim_id: str) -> TimeKey:
        """The position of a claim in time."""
        record = self.record(claim_id)
        time, date = dated(record, self.library), listed_on(record, self.library)
        first, rank, text = date.sort_key if date else (dt.date.max, 0, "")
        year, month = month_of(time) if time else (0, 0)
        about = record.data.when or span_of(record.data)
        days = about.days if about else None
        return TimeKey((0 if time else 1, first, rank, text, claim_id), year, month, time, days)

    @query(stored=True)
    def claim(self, claim_id: str) -> ClaimView:
        """The claim as it appears on every page."""
        record, derived = self.record(claim_id), self.derived(claim_id)
        claim = record.data
        article = self.library.article(record.article)
        return ClaimView(
            id=claim_id,
            anchor="c-" + claim_id.replace("/", "--"),
            address=claim_address(claim_id),
            text=self.prose.line(claim.text),
            plain=isolate_text(self.prose.plain(claim.text)),
            kind=Label(self.words[f"kind_{claim.kind}"], self.words[f"kind_{claim.kind}_anchor"]),
            kind_id=claim.kind,
            published=last_day(article.data.published),
            order=self._order(record),
            speaker=self.speaker(record),
            date=self.date_words(record),
            labels=tuple(self.labels(record, derived)),
            source=article.data.url,
            publisher=derived.publisher,
            disclosures=tuple(self.disclosure(owner, derived.publisher) for owner in derived.disclosures),
            about=" ".join(derived.about),
            topics=" ".join(self.library.id_of(topic) for topic in claim.topics),
            state=self.state(record, derived),
            time=dated(record, self.library),
        )

    def _order(self, record: Record[Claim]) -> str:
        """The earliest day and the precision; if the claim is about no time, those of when it was said, sorted last."""
        date = listed_on(record, self.library)
        sorts = f"{date.sort_key[0].isoformat()}.{date.sort_key[1] + 1}" if date else "~"
        return sorts if dated(record, self.library) else f"~{sorts}"

    def state(self, record: Record[Claim], derived: Derived) -> str:
        """`live`, `superseded`, `retracted` or `withdrawn`."""
        return self.library.state_of(record.id, bool(derived.superseded_by))

    def speaker(self, record: Record[Claim]) -> Markup:
        """Who says it, through whom, in which outlet, by the names that they had on the day of the article."""
        claim, parts, link_on = record.data, [], self.prose.link_on
        day = self.library.article(record.article).data.published
        publisher = link_on(self.derived(record.id).publisher, day)
        if claim.said_by and claim.said_by.id:
            parts.append(link_on(claim.said_by.id, day))
        elif claim.said_by and claim.said_by.unnamed:
            parts.append(mark_name(claim.said_by.unnamed))
        if claim.via:
            parts.append(self.words.fill_html("via", outlet=link_on(claim.via, day)))
        if claim.translated:
            parts.append(escape(self.words["translated"]))
        if self._own_voice(record):
            return self.words.join_html([publisher, *parts[1:]])
        if claim.said_by is None:
            return self.words.join_html([publisher, *parts])
        return self.words.fill_html("reported_by", speaker=self.words.join_html(parts), outlet=publisher)

    def _own_voice(self, record: Record[Claim]) -> bool:
        said_by = record.data.said_by
        if said_by is None or said_by.id is None or record.data.via:
            return False
        return self.library.id_of(said_by.id) == self.derived(record.id).publisher

    def date_words(self, record: Record[Claim]) -> str:
        """The time it is about, else when it was said, at the precision written; both for what is still ahead."""
        time, said = dated(record, self.library), said_on(record, self.library)
        if said and (target := target_of(record, self.library)):
            ahead = self.words.format_date(target)
            return self.words.fill("said_for", said=self.words.format_date(said), target=ahead)
        if time:
            return self.words.format_date(time)
        return self.words.fill("said", date=self.words.format_date(said)) if said else self.words["date_unknown"]

    def short_date(self, record: Record[Claim]) -> str:
        """The time that a claim is listed under, else when it was said, with short names of months."""
        if time := dated(record, self.library):
            return self.words.format_short_date(time)
        said = said_on(record, self.library)
        return self.words.fill("said", date=self.words.format_short_date(said)) if said else self.words["date_unknown"]

    def precision_note(self, date: Date | None) -> str:
        """A note that the day is not printed, for a date that names only a month."""
        return self.words["day_not_printed"] if date and date.precision == "month" else ""

    def labels(self, record: Record[Claim], derived: Derived) -> Iterable[Label]:
        match self.state(record, derived):
            case "retracted":
                yield self.label("retracted", "taken-back")
            case "withdrawn":
                yield self.label("withdrawn", "taken-back")
            case "superseded":
                yield self.label("superseded")
        if derived.disputed:
            yield self.label("conflict", "conflict")
        yield self.support(len(derived.publishers))

    def support(self, publishers: int) -> Label:
        """How many publishers report something, independently of each other."""
        if publishers > 1:
            return Label(self.words.count("publishers", publishers), self.words["publishers_anchor"])
        return self.label("one_publisher")

    def label(self, key: str, style: str = "") -> Label:
        return Label(self.words[key], self.words[f"{key}_anchor"], style)

    def disclosure(self, owner: str, publisher: str) -> Markup:
        """ "Alibaba owns this newspaper", where a claim touches its publisher's owner."""
        return self.words.fill_html("disclosure", owner=self.link(owner), publisher=self.link(publisher))

    def by_time(self, claim_ids: Iterable[str]) -> list[str]:
        """Dated claims by their time, then the undated by when they were said."""
        return sorted(claim_ids, key=lambda claim_id: self.time_key(claim_id).key)

    # Statements

    def bare_value(self, statement: Statement) -> Markup:
        """The value of a statement as a reader reads it, without the second party."""
        if statement.entry:
            return self.link(str(statement.value))
        if isinstance(statement.value, Amount):
            return escape(self.words.format_amount(statement.value))
        if isinstance(statement.value, Date):
            return escape(self.words.format_date(statement.value))
        return mark_name(str(statement.value))

    def value(self, statement: Statement) -> Markup:
        """The value with the second party that the statement names."""
        shown = self.bare_value(statement)
        if not statement.of:
            return shown
        is_part = isinstance(statement.value, str) and not statement.entry
        if is_part or (isinstance(statement.value, Amount) and statement.value.unit == "percent"):
            return self.words.fill_html("share_of", share=shown, whole=self.link(statement.of))
        return Markup("{} ({})").format(shown, self.link(statement.of))

    def property_order(self, name: str) -> int:
        """The position of a property in the vocabulary."""
        return self.library.property_names.index(name)

    def span(self, claim: Claim) -> Markup:
        """How long a relation or state holds, if the claim says so."""
        bounds = (("since", claim.from_), ("until", claim.until))
        said = self.words.join(self.words.fill(key, date=self.words.format_date(date)) for key, date in bounds if date)
        return escape(f" ({said})") if said else Markup("")

    def short_speaker(self, claim_id: str) -> str:
        """The plain name of who says it: the speaker, else the publisher."""
        return self.prose.speaker(claim_id)

    def changed(self, entry_id: str) -> str:
        """The day an entry last changed, in words, or nothing."""
        change = self.history.last(entry_id)
        return self.words.format_day(change.date) if change else ""

    def root(self, address: str) -> str:
        return ROOT + address


def meta_description(text: str, fallback: str = "") -> str:
    """A description for search engines: at most 160 characters, cut at a word."""
    text = text if len(text) >= 50 or not fallback else f"{text.rstrip('.')}. {fallback}"
    if len(text) <= 160:
        return text
    return text[:159].rsplit(" ", 1)[0].rstrip(",;:.") + "…"
