"""What changed on the site, by day, and each day by entry."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from ...content.values.dates import parse_date
from ...content.values.invalid_value import InvalidValue
from ...content.values.languages import mark_name
from ...library.statements import parse_value
from ..address_patterns import AddressPattern, page_of_list
from .claims import at_words
from .common import Pager, paged
from .fact_lines import fact_line
from .news import ADDED, CHANGED, REPORTED, REWORDED, Day, Group, Line, news_days
from .site import PAGE_SIZE, Page, Site, meta_description
from .site_queries import site_query
from .view import View

MOST_OPEN = 16
"""How many changes of a day are shown at once; if there are more, they are folded by entry."""
COUNTED = {ADDED: "news_new", REPORTED: "news_reported", REWORDED: "news_reworded", CHANGED: "news_changed"}
"""How something changed -> the word that counts such changes."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change: what it says now, and in small print what kind of change it is and which details changed."""

    link: Markup
    notes: Sequence[Markup]


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes that are about one thing."""

    heading: Markup
    rows: Sequence[ChangeRow]


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """A day, or the part of it that is on this page."""

    day: str
    date: str
    """As YYYY-MM-DD."""
    summary: str
    """What changed, in counts."""
    groups: Sequence[ChangeGroup]
    is_folded: bool
    more: int

    @property
    def count(self) -> int:
        """How many changes there are, including those that are only counted."""
        return sum(len(group.rows) for group in self.groups) + self.more


@dataclass(frozen=True, slots=True)
class ChangesView:
    months: Sequence[tuple[str, Sequence[ChangeDay]]]
    days: Sequence[tuple[str, str, str]]
    """(day in words, address, date) of every day."""
    known: bool
    pager: Pager


class Part(NamedTuple):
    """Changes of a day that stay together: (what they are, which). The name is that of a field of a Day."""

    date: dt.date
    name: str
    group: Group | None
    ids: tuple[str, ...]

    @property
    def size(self) -> int:
        return len(self.group.lines) if self.group else len(self.ids)


def changes_pages(site: Site, _: str) -> Iterator[Page]:
    """What a reader would call a change, by month, from the project's history."""
    days = {day.date: day for day in news_days(site)}
    listing = CHANGES.listing("", site.words["changes"], meta_description(site.words["changes_lead"]))
    every = [(site.words.format_day(date), day_address(site, date), date.isoformat()) for date in days]

    def view(part: list[list[Part]], pages: Pager) -> ChangesView:
        months: dict[str, list[ChangeDay]] = {}
        for date, parts in groupby((each for together in part for each in together), key=lambda each: each.date):
            month = site.words.format_month(date.year, date.month)
            months.setdefault(month, []).append(_show_day(site, days[date], list(parts)))
        return ChangesView(list(months.items()), every, site.history.known, pages)

    return paged(site, listing, _pack(site), view, size=1)


def _page_count(site: Site, _: str) -> int:
    return max(1, len(_pack(site)))


def day_address(site: Site, date: dt.date) -> str:
    """Where the changes of a day begin, relative to the site's root."""
    pages = enumerate(_pack(site), 1)
    number = next((number for number, parts in pages if any(part.date == date for part in parts)), 1)
    return f"{page_of_list(CHANGES.pattern.address_of(''), number)}#{date.isoformat()}"


@site_query()
def packed_changes(site: Site) -> tuple[tuple[Part, ...], ...]:
    """The changes on each page of the list: those about one thing stay together."""
    pages: list[list[Part]] = []
    room = 0
    for day in news_days(site):
        for part in _list_parts(day):
            if not pages or part.size > room:
                pages.append([])
                room = PAGE_SIZE
            pages[-1].append(part)
            room -= part.size
    return tuple(map(tuple, pages))


def _pack(site: Site) -> list[list[Part]]:
    return [list(page) for page in packed_changes(site)]


def _list_parts(day: Day) -> Iterator[Part]:
    """What was wrong comes first."""
    if day.corrections:
        yield Part(day.date, "corrections", None, day.corrections)
    if day.gone:
        yield Part(day.date, "gone", None, day.gone)
    for group in day.groups:
        yield Part(day.date, "groups", group, ())
    if day.pages:
        yield Part(day.date, "pages", None, day.pages)


# What is shown


def _show_day(site: Site, day: Day, parts: Sequence[Part]) -> ChangeDay:
    last = next(iter(reversed(list(_list_parts(day)))))
    return ChangeDay(
        day=site.words.format_day(day.date),
        date=day.date.isoformat(),
        summary=" · ".join(count_changes(site, day)),
        groups=[_show_part(site, part) for part in parts],
        is_folded=sum(part.size for part in _list_parts(day)) > MOST_OPEN,
        more=day.more if parts[-1] == last else 0,
    )


def count_changes(site: Site, day: Day) -> list[str]:
    """What changed on a day, in counts."""
    words, counts = site.words, Counter(line.how for group in day.groups for line in group.lines)
    found = count_corrections(site, day)
    if day.gone:
        found.append(words.count("news_gone", len(day.gone)))
    found += [words.count(word, counts[how]) for how, word in COUNTED.items() if counts[how]]
    if day.pages:
        found.append(words.count("news_pages", len(day.pages)))
    return found


def count_corrections(site: Site, day: Day) -> list[str]:
    """`2 corrections`, `1 clarification`: what was wrong apart from what was only unclear or new."""
    kinds = [site.library.corrections[key].data.kind for key in day.corrections]
    wrong = sum(1 for kind in kinds if kind in ("correction", "retraction"))
    counts = (("news_corrections", wrong), ("news_clarifications", len(kinds) - wrong))
    return [site.words.count(word, count) for word, count in counts if count]


def count_lines(site: Site, group: Group) -> str:
    """`5 new facts, 1 reworded`."""
    counts = Counter(line.how for line in group.lines)
    return site.words.join(site.words.count(word, counts[how]) for how, word in COUNTED.items() if counts[how])


def _show_part(site: Site, part: Part) -> ChangeGroup:
    words = site.words
    if part.group:
        heading = words.fill_html("news_of", name=site.heading(part.group.about), what=count_lines(site, part.group))
        return ChangeGroup(heading, [_show_line(site, line) for line in part.group.lines])
    if part.name == "corrections":
        day = Day(part.date, part.ids, (), (), (), 0)
        return ChangeGroup(
            escape(words.join(count_corrections(site, day))), [_show_correction(site, key) for key in part.ids]
        )
    word = "news_gone" if part.name == "gone" else "news_pages"
    rows = [ChangeRow(site.link(entry_id), _note_of_page(site, entry_id)) for entry_id in part.ids]
    return ChangeGroup(escape(words.count(word, len(rows))), rows)


def _show_correction(site: Site, key: str) -> ChangeRow:
    correction = site.library.corrections[key].data
    notes = [escape(site.words[f"correction_{correction.kind}"]), site.link(correction.entry)]
    return ChangeRow(site.prose.line(correction.now), notes)


def _note_of_page(site: Site, entry_id: str) -> list[Markup]:
    """What an entry is, or in what way a claim was taken back."""
    if entry_id in site.library.claims:
        return [escape(site.words[site.claim(entry_id).state])]
    return [escape(site.words[site.kind(entry_id).word])]


def _show_line(site: Site, line: Line) -> ChangeRow:
    link, claim_id = site.link(line.id), line.id
    if line.how in (ADDED, REPORTED):
        fact = fact_line(site, claim_id)
        notes = [escape(fact.by), escape(fact.date), escape(fact.support.word)]
        return ChangeRow(link, notes if line.how == ADDED else [escape(site.words["line_reported"]), *notes])
    details = [_show_detail(site, claim_id, *value) for value in line.values]
    return ChangeRow(link, [escape(site.words[f"line_{line.how}"]), *details])


def _show_detail(site: Site, claim_id: str, field: str, was: str, now: str) -> Markup:
    """`Value: 2 billion yuan, now 2.065 billion yuan`."""
    key = "detail_changed" if was and now else "detail_added" if now else "detail_removed"
    shown = {name: _show_value(site, claim_id, field, text) for name, text in (("was", was), ("value", now)) if text}
    return site.words.fill_html(key, name=site.words[f"field_{field}"], **shown)


def _show_value(site: Site, claim_id: str, field: str, text: str) -> Markup:
    """The value of a field in words; as it was written if it can no longer be read."""
    words, library = site.words, site.library
    try:
        if field in ("when", "said_on"):
            return escape(words.format_date(parse_date(text)))
        if field == "kind":
            return escape(words[f"kind_{text}"])
        if field == "at":
            return escape(at_words(site, text))
        statement = site.derived(claim_id).statement
        if field == "value" and statement:
            value, is_entry = parse_value(text, library.properties[statement.property].data, library)
            return site.bare_value(statement._replace(value=value, entry=is_entry))
    except (InvalidValue, KeyError):
        return mark_name(text)
    named = library.resolve(text)
    return site.link(named) if named else mark_name(text)


CHANGES = View("changes", AddressPattern("changes/"), changes_pages, "changes", page_count=_page_count, has_card=True)
VIEWS = (CHANGES,)
