"""What is allowed and most likely a mistake: dates that cannot be, several facts in one claim, addresses that track
readers, entries in the folder of another kind. Everything here is a warning."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...content.kinds import KINDS
from ...content.kinds.article import Article
from ...content.kinds.base import Entry
from ...content.kinds.claim import Claim
from ...content.records import Record
from ...content.values.dates import Date
from ...content.values.web_addresses import strip_tracking
from ...problem import Code, Fix, Problem, offer
from ..library import Library
from ..names import LINKING, Names

MAX_SENTENCES = 2
MAX_YEARS_AHEAD = 50
"""How many years after its article a claim may speak of."""
LAST_YEAR = 2100
"""No date of an article is later; no clock is asked, so that a check says the same on any day."""

_AHEAD = re.compile(
    r"\b(?:will|shall|would|plans? to|due|scheduled|expected|from|takes? effect|comes? into|enters? into|apply)\b",
    re.IGNORECASE,
)
"""Words of a text that speaks of what lies ahead of its article."""
_ABBREVIATIONS = frozenset(("Inc", "Ltd", "Co", "Corp", "Mr", "Mrs", "Ms", "Dr", "No", "St", "vs"))
_SENTENCE_ENDS = re.compile(r"(\w*[\w%)”\"’'])[.!?][”\"’')]*\s+(?=[A-Z“\"‘])|[。！？](?=.)")
_SAYING = re.compile(
    r"\b(?:according to|says?|said|believes?|believed|thinks?|thought|argues?|argued|warns?|warned|calls?|called|"
    r"criticises?|criticizes?|praises?|praised|complains?|complained|fears?|feared|doubts?|doubted)\b"
)
_HEADS = {
    "person": "founder co-founder entrepreneur businessman businesswoman journalist reporter professor engineer "
    "scientist politician minister president chairman chairwoman executive billionaire economist lawyer author analyst "
    "blogger writer activist",
    "company": "company start-up startup newspaper magazine bank firm university ministry regulator broadcaster "
    "corporation conglomerate",
    "product": "chatbot app smartphone browser",
    "place": "city country province district island continent",
}
"""Kind -> the nouns that only its entries are."""
_KIND_OF_HEAD = {head: kind for kind, heads in _HEADS.items() for head in heads.split()}
_HEAD = re.compile(
    r"^(?:an? |the )?([\w' -]*?)(?=$|[,.;:(]| (?:of|in|at|by|for|from|with|that|who|which|and|to|on|behind)\b)"
)
COMMON_WORDS = frozenset((
    "account", "agency", "ai", "app", "article", "assistant", "bank", "big", "bot", "brand", "business", "chat",
    "chip", "city", "claim", "class", "cloud", "code", "company", "computer", "country", "data", "deal", "device",
    "engine", "fact", "figure", "film", "firm", "fund", "future", "game", "general", "giant", "government", "group",
    "home", "house", "idea", "industry", "internet", "investor", "language", "law", "letter", "light", "line",
    "list", "machine", "maker", "market", "media", "member", "message", "model", "money", "name", "network", "new",
    "news", "number", "office", "open", "order", "page", "paper", "party", "people", "person", "phone", "place",
    "plan", "platform", "power", "press", "price", "product", "program", "project", "report", "research", "robot",
    "rule", "sale", "school", "science", "search", "service", "share", "shop", "site", "software", "source",
    "space", "star", "state", "store", "story", "studio", "system", "talk", "team", "tech", "technology", "term",
    "test", "text", "time", "tool", "top", "town", "trade", "truth", "user", "value", "video", "view", "voice",
    "war", "way", "web", "week", "word", "work", "world", "year",
))  # fmt: skip
"""Words that prose uses all the time."""


def check_claim_dates(library: Library, names: Names, record: Record[Claim]) -> Iterator[Problem]:
    """Reports an event or a figure from after its article, words said after it, and years that are far ahead."""
    claim, article = record.data, library.entries.get(record.article)
    if article is None or not isinstance(article.data, Article):
        return
    day = article.data.updated or article.data.published
    last = day.last if day else None
    for key, date in (("when", claim.when), ("said_on", claim.said_on)):
        first = date.first if date else None
        if first is None:
            continue
        if first.year > (last.year + MAX_YEARS_AHEAD if last else LAST_YEAR):
            what = f"{key}: '{date}' is far in the future"
            yield Problem(record.locate(key), Code.FAR_FUTURE, what, "check the year")
        elif last and first > last and (key == "said_on" or _is_over(claim)):
            what = f"{key}: '{date}' is after the article, which is of {day}"
            cure = "check the date; what is still to come is of the kind plan or forecast"
            yield Problem(record.locate(key), Code.AFTER_ARTICLE, what, cure)


def _is_over(claim: Claim) -> bool:
    return claim.status != "draft" and claim.kind in ("event", "figure") and not _AHEAD.search(claim.text)


def check_article_dates(library: Library, names: Names, record: Record[Article]) -> Iterator[Problem]:
    """Reports an article that was published after it was read, or in a year that is far ahead."""
    article = record.data
    published = article.published
    for key, date in (("published", published), ("accessed", article.accessed), ("updated", article.updated)):
        if date and date.first and date.first.year > LAST_YEAR:
            yield Problem(
                record.locate(key), Code.FAR_FUTURE, f"{key}: '{date}' is far in the future", "check the year"
            )
            return
    if published and article.accessed and _is_after(published, article.accessed):
        what = f"published: '{published}' is after the day that the article was read, {article.accessed}"
        yield Problem(record.locate("published"), Code.FAR_FUTURE, what, "check both dates")


def _is_after(one: Date, other: Date) -> bool:
    return bool(one.first and other.last and one.first > other.last)


def check_sentences(library: Library, names: Names, record: Record[Claim]) -> Iterator[Problem]:
    """Reports a claim of three sentences or more."""
    text = record.data.text
    if sum(map(text.count, ".!?。！？")) < MAX_SENTENCES:
        return
    words = [word for word in _SENTENCE_ENDS.findall(text.strip()) if word not in _ABBREVIATIONS]
    count = len([word for word in words if len(word) != 1]) + 1
    if count > MAX_SENTENCES:
        what, cure = f"text: {count} sentences in one claim", "make a claim of each fact"
        yield Problem(record.locate("text"), Code.SEVERAL_SENTENCES, what, cure)


def check_opinion(library: Library, names: Names, record: Record[Claim]) -> Iterator[Problem]:
    """Reports an opinion whose text says that someone holds it, but not who in `said_by`. Without such words it is the
    opinion of the outlet, which is what a claim without `said_by` means."""
    claim = record.data
    if claim.kind == "opinion" and claim.said_by is None and (match := _SAYING.search(claim.text)):
        what = f"the text has '{match[0]}', but no 'said_by': this reads as the outlet's own opinion"
        cure = "add 'said_by: …' with an id, or 'said_by: {unnamed: …}'"
        yield Problem(record.locate("kind"), Code.OPINION_WITHOUT_SPEAKER, what, cure)


def check_article_tracking(library: Library, names: Names, record: Record[Article]) -> Iterator[Problem]:
    """Reports an article's address that says where a reader came from."""
    yield from _check_tracking(record, record.data.url, "url")


def check_website_tracking(library: Library, names: Names, record: Record[Entry]) -> Iterator[Problem]:
    """Reports a website's address that says where a reader came from."""
    if record.data.same_as.website:
        yield from _check_tracking(record, record.data.same_as.website, "same_as", "website")


def _check_tracking(record: Record[Article] | Record[Entry], url: str, *path: str) -> Iterator[Problem]:
    bare, seen = strip_tracking(url)
    if seen:
        what = f"{path[-1]}: '{seen}' in the address only tracks readers"
        yield Problem(record.locate(*path), Code.TRACKING_ADDRESS, what, offer([(bare, "")]), Fix(url, bare))


def check_folder(library: Library, names: Names, record: Record[Entry]) -> Iterator[Problem]:
    """Reports an entry whose summary says that it is of another kind."""
    match = _HEAD.match(record.data.summary.casefold())
    head = match[1].rpartition(" ")[2] if match else ""
    kind = _KIND_OF_HEAD.get(head)
    if kind and kind != record.kind and record.kind in _HEADS:
        right = KINDS[kind].folder
        what = f"the summary says '{head}', but the file is in {KINDS[record.kind].folder}/"
        yield Problem(record.locate("summary"), Code.UNLIKELY_KIND, what, f"move the file to {right}/, or reword it")


def check_common_aliases(library: Library, names: Names, record: Record[Entry]) -> Iterator[Problem]:
    """Reports another name that is a common word: it would link wherever the word begins a sentence."""
    if KINDS[record.kind].is_glossary:
        return
    for index, name in enumerate(record.data.names):
        if name.kind in LINKING and name.text.casefold() in COMMON_WORDS:
            what = f"'{name.text}' is a common word, and will link wherever a text has it"
            cure = f"write {{text: {name.text}, kind: short}}, which is searched and never links; or remove it"
            yield Problem(record.locate("names", index), Code.COMMON_ALIAS, what, cure)
