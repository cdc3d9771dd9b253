"""The home page: what is new, the latest edition, and the ways into the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, cast

from markupsafe import Markup, escape

from ...content.kinds import COMPANY, COMPARISON, PERSON, TOPIC
from ...content.kinds.comparison import Comparison
from ...content.values.languages import mark_name
from ..address_patterns import AddressPattern
from ..markdown import drop_name_links
from ..urls import ROOT
from .changes import count_corrections, day_address
from .comparisons import Column, columns_of
from .differences import DifferenceLine, differences_on_home
from .drawings.bars import Overview, overview
from .drawings.peaks import labelled_overview
from .editions import EditionItem, Notes, edition_item, in_order
from .evidence import checked_line
from .fact_lines import fact_line, facts_among, newest_first
from .news import Day, Group, entry_weight, news_days
from .site import Page, Site, meta_description
from .totals import numbers_line
from .view import View

FRESH_DAYS = 30
"""How old news may be to lead the page, counted from the last commit: no clock decides what a build writes."""
MOST_ROWS, MOST_OLD_ROWS = 4, 3
"""News below the first, and news in all if none is fresh."""
MOST_QUESTIONS, MOST_DIFFERENCES, MOST_BEFORE = 4, 4, 2
LEADING_DAYS, LEADING_FACTS = 7, 3
"""News with so many facts leads for so many days, though newer news have fewer."""
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


class Figure(NamedTuple):
    """Someone or something that the briefing is about, with the newest of what happened to it."""

    link: Markup
    chinese: Markup
    note: Markup
    """What belongs to it in a comparison, else what it is."""
    latest: Markup
    """The sentence of the fact; empty for none."""
    date: str


class Figures(NamedTuple):
    """The entries of a comparison, else the people that the most claims are about."""

    heading: Markup
    more: Markup
    """The link to the whole."""
    items: tuple[Figure, ...]


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
    figures: Figures | None
    organisations: Sequence[Markup]
    overview: Overview | None
    labelled: Overview | None
    """The same with labels, which need a wide screen."""
    questions: Sequence[Markup]
    question_count: int
    differences: Sequence[DifferenceLine]
    numbers: str
    newest: str
    """The newest day on which anything changed, as YYYY-MM-DD; empty if there is no other day."""


def home_page(site: Site, _: str) -> Iterator[Page]:
    editions = in_order(site.library.editions)
    latest, notes = editions[-1] if editions else None, Notes(site)
    bottom_line = latest.data.bottom_line if latest else []
    days = news_days(site)
    lead, rows = _pick_news(site, days)
    questions = site.library.ids_of(TOPIC.name)
    view = HomeView(
        tagline=site.words.set_type(site.settings.tagline),
        checked=checked_line(site),
        lead=lead,
        news=rows,
        latest=edition_item(site, latest, len(editions)) if latest else None,
        read=site.link(latest.id, site.words["read_edition"]) if latest else Markup(""),
        bottom_line=[_show_line(site, notes, line) for line in bottom_line],
        before=[site.link(record.id) for record in editions[-2 : -2 - MOST_BEFORE : -1]],
        figures=_figures(site),
        organisations=[site.link(e) for e in _most_named(site, COMPANY.name, site.settings.home_organisations)],
        overview=overview(site),
        labelled=labelled_overview(site),
        questions=[_question(site, topic) for topic in questions[:MOST_QUESTIONS]],
        question_count=len(questions),
        differences=list(islice(differences_on_home(site), MOST_DIFFERENCES)),
        numbers=numbers_line(site),
        newest=days[0].date.isoformat() if len(days) > 1 else "",
    )
    title = site.settings.tagline.rstrip(".") or site.words["home"]
    yield HOME.page("", title, meta_description(site.settings.tagline, site.words["home_description"]), view)


# News


def _pick_news(site: Site, days: Sequence[Day]) -> tuple[Lead | None, list[NewsRow]]:
    """The first news, if it is fresh, and the rows below it, newest first, among them the newest corrections."""
    today = max([site.history.newest_day, *(day.date for day in days[:1])])
    fresh = [day for day in days if (today - day.date).days <= FRESH_DAYS]
    first = _pick_first(fresh)
    listed, most = (fresh, MOST_ROWS) if first else (days, MOST_OLD_ROWS)
    corrected = next((day for day in listed if day.corrections), None)
    news = ((day, group) for day in listed for group in day.groups if group.new and group is not _leading(first))
    chosen = list(islice(news, most - bool(corrected)))
    rows = [(day.date, _row_of_group(site, day, group)) for day, group in chosen]
    if corrected:
        rows.append((corrected.date, _row_of_corrections(site, corrected)))
    rows.sort(key=lambda row: row[0], reverse=True)
    return _show_lead(site, first) if first else None, [row for _, row in rows]


def _pick_first(days: Sequence[Day]) -> Day | None:
    """The newest day whose first group is big enough to lead; the newest with any new fact if none of the last is."""
    with_facts = [day for day in days if day.groups and day.groups[0].new]
    newest = next(iter(with_facts), None)
    recent = (day for day in with_facts if newest and (newest.date - day.date).days < LEADING_DAYS)
    return next((day for day in recent if len(day.groups[0].new) >= LEADING_FACTS), newest)


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
        from_whom = escape(words.count("publishers", len(publishers)))
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


def _show_line(site: Site, notes: Notes, text: str) -> Markup:
    """A line of the bottom line without the links of names, with the mark of each fact once."""
    cited: set[str] = set()

    def cite(claim_id: str) -> Markup:
        fact = site.same_facts.fact_of(claim_id) or claim_id
        mark = Markup("") if fact in cited else notes.cite_away(claim_id)
        cited.add(fact)
        return mark

    return drop_name_links(site.prose.inline(text, cite))


def _question(site: Site, topic_id: str) -> Markup:
    return site.link(topic_id, site.prose.plain(site.library.entry(topic_id).data.summary))


def _most_named(site: Site, kind: str, count: int) -> list[str]:
    """The entries of a kind that the most claims are about, without outlets and groups."""
    weights = entry_weight.read_all(site, site.library.ids_of(kind))
    return sorted((e for e in weights if weights[e]), key=lambda entry_id: (-weights[entry_id], entry_id))[:count]


def _figures(site: Site) -> Figures | None:
    """The entries of the first comparison by title; without one, people."""
    words = site.words
    comparisons = sorted(site.library.ids_of(COMPARISON.name), key=lambda entry_id: (site.title(entry_id), entry_id))
    if comparisons:
        data = cast("Comparison", site.library.entries[comparisons[0]].data)
        items = [_show_column(site, column) for column in columns_of(site, data)]
        return Figures(mark_name(data.title), site.link(comparisons[0], words["compare_in_full"]), tuple(items))
    people = _most_named(site, PERSON.name, site.settings.home_people)
    if not people:
        return None
    more = Markup('<a href="{}">{}</a>').format(ROOT + PERSON.address, words["all_people"])
    shown = (_show_figure(site, (e,), drop_name_links(site.summary(e))) for e in people)
    return Figures(escape(words["nav_people"]), more, tuple(shown))


def _show_column(site: Site, column: Column) -> Figure:
    return _show_figure(site, column, site.words.join_html([site.heading(entry_id) for entry_id in column[1:]]))


def _show_figure(site: Site, entry_ids: Sequence[str], note: Markup) -> Figure:
    """The first of some entries, with the newest fact about any of them."""
    about = {claim_id for entry_id in entry_ids for claim_id in site.facts.about[entry_id]}
    facts = _rank(site, facts_among(site, about))
    line = fact_line(site, facts[0]) if facts else None
    latest = drop_name_links(line.claim.text) if line else Markup("")
    return Figure(site.link(entry_ids[0]), site.chinese(entry_ids[0]), note, latest, line.date if line else "")


HOME = View("home", AddressPattern(""), home_page, "home")
VIEWS = (HOME,)
