"""The home page: what is new, the latest edition, and the ways into the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from markupsafe import Markup, escape

from ...content.kinds import COMPANY, PERSON, TOPIC
from ..address_patterns import AddressPattern
from ..markdown import drop_name_links
from .changes import count_corrections, day_address
from .differences import DifferenceLine, differences_on_home
from .drawings.bars import Overview, overview
from .drawings.peaks import labelled_overview
from .editions import EditionItem, Notes, edition_item, in_order
from .evidence import checked_line
from .fact_lines import FactLine, fact_line, facts_among, newest_first
from .news import Day, Group, entry_weight, news_days
from .site import Page, Site, meta_description
from .totals import numbers_line
from .view import View

FRESH_DAYS = 30
"""How old news may be to lead the page, counted from the last commit: no clock decides what a build writes."""
MOST_ROWS, MOST_OLD_ROWS = 4, 3
"""News below the first, and news in all if none is fresh."""
MOST_QUESTIONS, MOST_DIFFERENCES, MOST_BEFORE = 4, 4, 2
SENTENCES = 2
"""Facts of the first news that are printed."""
NEWSWORTHY = ("event", "plan", "forecast", "opinion", "figure", "background")
"""The kinds of claims, those first that make the better news."""


class Lead(NamedTuple):
    """The first news: the entry with the most new facts on the newest day."""

    day: str
    date: str
    """As YYYY-MM-DD."""
    heading: Markup
    address: str
    sentences: tuple[Markup, ...]
    publishers: str


class NewsRow(NamedTuple):
    """Other news in a line."""

    day: str
    date: str
    heading: Markup
    address: str
    sentence: Markup


class PersonItem(NamedTuple):
    link: Markup
    chinese: Markup
    summary: Markup
    latest: FactLine | None
    """The newest fact about the person."""


@dataclass(frozen=True, slots=True)
class HomeView:
    tagline: str
    checked: str
    """How many claims are compared with their sources."""
    lead: Lead | None
    """None if there is no fresh news; then the latest edition leads."""
    news: Sequence[NewsRow]
    latest: EditionItem | None
    read: Markup
    """The link that says so to the latest edition."""
    bottom_line: Sequence[Markup]
    before: Sequence[Markup]
    people: Sequence[PersonItem]
    organisations: Sequence[Markup]
    overview: Overview | None
    labelled: Overview | None
    """The same with labels, which need a wide screen."""
    questions: Sequence[Markup]
    question_count: int
    differences: Sequence[DifferenceLine]
    numbers: str
    newest: str
    """The newest day on which anything changed, as YYYY-MM-DD; empty if none is known."""


def home_page(site: Site, _: str) -> Iterator[Page]:
    editions = in_order(site.library.editions)
    latest, notes = editions[-1] if editions else None, Notes(site)
    bottom_line = latest.data.bottom_line if latest else []
    days = news_days(site)
    lead, rows = _pick_news(site, days)
    questions = site.library.ids_of(TOPIC.name)
    view = HomeView(
        tagline=site.settings.tagline,
        checked=checked_line(site),
        lead=lead,
        news=rows,
        latest=edition_item(site, latest, len(editions)) if latest else None,
        read=site.link(latest.id, site.words["read_edition"]) if latest else Markup(""),
        bottom_line=[drop_name_links(site.prose.inline(line, notes.cite_away)) for line in bottom_line],
        before=[site.link(record.id) for record in editions[-2 : -2 - MOST_BEFORE : -1]],
        people=[_show_person(site, e) for e in _most_named(site, PERSON.name, site.settings.home_people)],
        organisations=[site.link(e) for e in _most_named(site, COMPANY.name, site.settings.home_organisations)],
        overview=overview(site),
        labelled=labelled_overview(site),
        questions=[_question(site, topic) for topic in questions[:MOST_QUESTIONS]],
        question_count=len(questions),
        differences=list(islice(differences_on_home(site), MOST_DIFFERENCES)),
        numbers=numbers_line(site),
        newest=days[0].date.isoformat() if days else "",
    )
    title = site.settings.tagline.rstrip(".") or site.words["home"]
    yield HOME.page("", title, meta_description(site.settings.tagline, site.words["home_description"]), view)


# News


def _pick_news(site: Site, days: Sequence[Day]) -> tuple[Lead | None, list[NewsRow]]:
    """The first news, if it is fresh, and the rows below it, newest first, among them the newest corrections."""
    today = max([site.history.newest_day, *(day.date for day in days[:1])])
    fresh = [day for day in days if (today - day.date).days <= FRESH_DAYS]
    first = next((day for day in fresh if day.groups and day.groups[0].new), None)
    listed, most = (fresh, MOST_ROWS) if first else (days, MOST_OLD_ROWS)
    corrected = next((day for day in listed if day.corrections), None)
    news = ((day, group) for day in listed for group in day.groups if group.new and group is not _leading(first))
    chosen = list(islice(news, most - bool(corrected)))
    rows = [(day.date, _row_of_group(site, day, group)) for day, group in chosen]
    if corrected:
        rows.append((corrected.date, _row_of_corrections(site, corrected)))
    rows.sort(key=lambda row: row[0], reverse=True)
    return _show_lead(site, first) if first else None, [row for _, row in rows]


def _leading(day: Day | None) -> Group | None:
    return day.groups[0] if day else None


def _show_lead(site: Site, day: Day) -> Lead:
    group = day.groups[0]
    best = _rank(site, group.new)
    publishers = {publisher for fact in group.new for publisher in site.same_facts.publishers(fact)}
    words = site.words
    if len(publishers) == 1:
        from_whom = words.fill_html("all_from_one", name=site.link(min(publishers)))
    else:
        from_whom = escape(words.count("from_publishers", len(publishers)))
    return Lead(
        day=words.format_day(day.date),
        date=day.date.isoformat(),
        heading=words.count_html("news_on", len(group.new), name=site.heading(group.about)),
        address=site.address(group.about),
        sentences=tuple(site.claim(fact).text for fact in best[:SENTENCES]),
        publishers=from_whom,
    )


def _row_of_group(site: Site, day: Day, group: Group) -> NewsRow:
    what = site.words.count("news_new", len(group.new))
    heading = site.words.fill_html("news_of", name=site.heading(group.about), what=what)
    sentence = drop_name_links(site.claim(_rank(site, group.new)[0]).text)
    date = site.words.format_short_day(day.date)
    return NewsRow(date, day.date.isoformat(), heading, site.address(group.about), sentence)


def _row_of_corrections(site: Site, day: Day) -> NewsRow:
    heading = escape(site.words.join(count_corrections(site, day)))
    newest = site.library.corrections[day.corrections[0]].data
    sentence = drop_name_links(site.prose.line(newest.now))
    date = site.words.format_short_day(day.date)
    return NewsRow(date, day.date.isoformat(), heading, day_address(site, day.date), sentence)


def _rank(site: Site, facts: Sequence[str]) -> list[str]:
    """Facts with those first that make the better news: what happened, then what is planned, each newest first."""
    return sorted(newest_first(site, facts), key=lambda fact: NEWSWORTHY.index(site.record(fact).data.kind))


# The other parts


def _question(site: Site, topic_id: str) -> Markup:
    return site.link(topic_id, site.prose.plain(site.library.entry(topic_id).data.summary))


def _most_named(site: Site, kind: str, count: int) -> list[str]:
    """The entries of a kind that the most claims are about, without outlets and groups."""
    weights = entry_weight.read_all(site, site.library.ids_of(kind))
    return sorted((e for e in weights if weights[e]), key=lambda entry_id: (-weights[entry_id], entry_id))[:count]


def _show_person(site: Site, entry_id: str) -> PersonItem:
    facts = _rank(site, facts_among(site, site.facts.about[entry_id]))
    line = fact_line(site, facts[0]) if facts else None
    return PersonItem(site.link(entry_id), site.chinese(entry_id), drop_name_links(site.summary(entry_id)), line)


HOME = View("home", AddressPattern(""), home_page, "home")
VIEWS = (HOME,)
