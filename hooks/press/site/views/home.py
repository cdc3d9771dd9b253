"""The home page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...content.kinds import COMPANY, PERSON, TERM, TOPIC
from ..address_patterns import AddressPattern
from .changes import CHANGES
from .differences import KindOfAll, kinds_of_all
from .editions import EditionItem, Notes, edition_item, in_order
from .site import Page, Site, meta_description
from .site_queries import entry_query, site_query
from .timeline import Overview, overview
from .totals import site_numbers
from .view import View


@dataclass(frozen=True, slots=True)
class NamedItem:
    link: Markup
    chinese: Markup
    summary: Markup


@dataclass(frozen=True, slots=True)
class QuestionItem:
    link: Markup
    count: int


@dataclass(frozen=True, slots=True)
class HomeView:
    tagline: str
    latest: EditionItem | None
    bottom_line: Sequence[Markup]
    earlier: Sequence[EditionItem]
    changes: Sequence[tuple[str, Markup]]
    differences: Sequence[KindOfAll]
    questions: Sequence[QuestionItem]
    people: Sequence[NamedItem]
    organisations: Sequence[NamedItem]
    terms: Sequence[Markup]
    overview: Overview | None
    numbers: str


def home_page(site: Site, _: str) -> Iterator[Page]:
    editions = in_order(site.library.editions)
    items = [edition_item(site, record, number) for number, record in enumerate(editions, 1)]
    latest, notes = editions[-1] if editions else None, Notes(site)
    view = HomeView(
        tagline=site.settings.tagline,
        latest=items[-1] if items else None,
        bottom_line=[site.prose.inline(line, notes.cite_away) for line in latest.data.bottom_line] if latest else [],
        earlier=list(reversed(items[:-1])),
        changes=_newest_changes(site),
        differences=kinds_of_all(site),
        questions=[_question(site, topic) for topic in site.library.ids_of(TOPIC.name)],
        people=_most_named(site, PERSON.name, site.settings.home_people),
        organisations=_most_named(site, COMPANY.name, site.settings.home_organisations),
        terms=[item.link for item in _most_named(site, TERM.name, 6)],
        overview=overview(site),
        numbers=numbers_line(site),
    )
    yield HOME.page("", site.name, meta_description(site.settings.tagline, site.words["home_description"]), view)


def numbers_line(site: Site) -> str:
    """How much the site contains, in one line that includes the share of claims with a single publisher."""
    numbers, words = site_numbers(site), site.words
    return words.fill(
        "numbers_line",
        claims=words.count("claim_count", numbers.claims),
        articles=words.count("article_count", numbers.articles),
        publishers=words.count("publishers", numbers.publishers),
        share=numbers.single_share,
    )


def _newest_changes(site: Site) -> list[tuple[str, Markup]]:
    """The newest corrections, and the newest days on which claims changed: (day, what)."""
    shown = [
        (site.words.format_date(correction.data.date), site.prose.line(correction.data.now))
        for correction in site.library.corrections.values()[:2]
    ]
    for day, count in newest_days(site):
        words, address = site.words.count("claims_changed", count), site.root(CHANGES.pattern.address_of(""))
        shown.append((site.words.format_day(day), Markup('<a href="{}#d-{}">{}</a>').format(address, day, words)))
    return shown


@site_query(stored=True)
def newest_days(site: Site) -> tuple[tuple[dt.date, int], ...]:
    """The newest days on which claims changed, and how many did."""
    claims = set(site.facts.claims)
    days: dict[dt.date, set[str]] = {}
    for change in site.history.changes:
        if change.id in claims:
            days.setdefault(change.date, set()).add(change.id)
    return tuple((day, len(changed)) for day, changed in list(days.items())[:3])


def _question(site: Site, topic_id: str) -> QuestionItem:
    topic = site.library.entry(topic_id).data
    words = site.prose.plain(topic.summary)
    return QuestionItem(site.link(topic_id, words), len(site.facts.of_topic[topic_id]))


def _most_named(site: Site, kind: str, count: int) -> list[NamedItem]:
    """The entries of a kind that the most claims are about, without outlets and groups."""
    weights = entry_weight.read_all(site, site.library.ids_of(kind))
    ranked = sorted((e for e in weights if weights[e]), key=lambda entry_id: (-weights[entry_id], entry_id))
    return [NamedItem(site.link(e), site.chinese(e), site.summary(e)) for e in ranked[:count]]


@entry_query(stored=True)
def entry_weight(site: Site, entry_id: str) -> int:
    """How many claims are about an entry; 0 for outlets and groups."""
    data = site.library.entries[entry_id].data
    return 0 if getattr(data, "type", "") in ("outlet", "group") else len(site.facts.about[entry_id])


HOME = View("home", AddressPattern(""), home_page, "home")
VIEWS = (HOME,)
