"""The names of fields, and what others call them: to say which field was meant by an unknown name."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from functools import cache

from ..problem import find_nearest
from .kinds import KINDS, LISTS
from .kinds.base import Model, Retired
from .kinds.claim import Claim
from .kinds.models import model_of

SYNONYMS: dict[str, tuple[str, ...]] = {
    "abbr": ("abbreviation",),
    "acronym": ("abbreviation",),
    "alias": ("names",),
    "aliases": ("names",),
    "aka": ("names",),
    "also_known_as": ("names",),
    "amount": ("value",),
    "answer": ("body",),
    "archive": ("archive_url",),
    "archived": ("archive_url",),
    "article": ("also_in", "syndicated_from"),
    "attribution": ("said_by",),
    "author": ("authors", "said_by", "editor"),
    "by": ("said_by", "authors"),
    "byline": ("authors",),
    "category": ("kind", "type", "topics"),
    "chinese": ("names",),
    "chinese_name": ("names",),
    "claim": ("text", "entry"),
    "comment": ("note",),
    "content": ("text", "body"),
    "correction": ("now",),
    "date": ("when", "published"),
    "day": ("when", "published", "date"),
    "definition": ("short",),
    "description": ("summary", "short", "text", "question", "body"),
    "end": ("until",),
    "english_name": ("names",),
    "figure": ("value",),
    "headline": ("title",),
    "homepage": ("same_as",),
    "in": ("also_in",),
    "intro": ("standfirst",),
    "key_points": ("bottom_line",),
    "keywords": ("topics",),
    "label": ("name", "title"),
    "language": ("lang",),
    "lead": ("standfirst",),
    "link": ("url", "same_as"),
    "links": ("same_as",),
    "location": ("at", "about"),
    "media": ("publisher",),
    "name": ("name", "term", "title", "text"),
    "newspaper": ("publisher",),
    "notes": ("note",),
    "old_name": ("names",),
    "on": ("said_on", "when", "date"),
    "organisation": ("publisher", "subject"),
    "organization": ("publisher", "subject"),
    "other_names": ("names",),
    "outlet": ("publisher", "via"),
    "paragraph": ("at",),
    "parent_topic": ("parent",),
    "period": ("covers", "when"),
    "person": ("said_by", "subject"),
    "place": ("at", "about"),
    "predicate": ("property",),
    "publication": ("publisher",),
    "publication_date": ("published",),
    "publish_date": ("published",),
    "published_on": ("published",),
    "published_at": ("published",),
    "pubdate": ("published",),
    "quote": ("text",),
    "reason": ("why",),
    "related": ("see", "about"),
    "relation": ("property",),
    "retrieved": ("accessed",),
    "retrieved_on": ("accessed",),
    "said": ("text", "said_by"),
    "says": ("said_by",),
    "see_also": ("see",),
    "sentence": ("at",),
    "short_name": ("names",),
    "since": ("from",),
    "site": ("same_as",),
    "source": ("publisher", "said_by"),
    "source_url": ("url",),
    "speaker": ("said_by",),
    "start": ("from",),
    "state": ("status",),
    "statement": ("text",),
    "subjects": ("about",),
    "subtitle": ("standfirst", "note"),
    "summary": ("short", "question", "standfirst", "text"),
    "tag": ("topics",),
    "tags": ("topics",),
    "themes": ("topics",),
    "time": ("when", "published", "date"),
    "title": ("title", "name", "term", "text"),
    "to": ("until",),
    "topic": ("topics",),
    "type": ("kind", "type"),
    "updated_on": ("updated",),
    "uri": ("url",),
    "web": ("same_as", "url"),
    "website": ("same_as", "url"),
    "who": ("said_by",),
    "wikidata": ("same_as",),
    "wikipedia": ("same_as",),
    "word": ("term",),
    "year": ("when", "published"),
}
"""What others call a field -> the fields that they may mean; of those, the first that an entry has."""
_LISTS = frozenset(("names", "also_in", "topics", "authors", "about", "see"))
"""The fields whose value is a list."""


def suggest_field(seen: str, known: Collection[str], given: Collection[str] = (), value: str = "…") -> str:
    """A cure for a field that an entry does not have: the one most likely meant; empty where none is likely.

    `given` are the fields that the entry has already, `value` is what the unknown one holds.
    """
    folded = _fold(seen)
    meant = [folded] if folded in known else [field for field in SYNONYMS.get(folded, ()) if field in known]
    free = [field for field in meant if field not in given]
    if free:
        return _write_field(free[0], folded, value)
    if meant:
        return f"remove the line: '{meant[0]}' says it already"
    near = find_nearest(seen, known)
    if near and near in given:
        return f"remove the line: '{near}' is here already"
    return f"did you mean '{near}'?" if near else ""


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip(" -:").casefold()
    return plain.replace("-", "_").replace(" ", "_")


def _write_field(field: str, seen: str, value: str) -> str:
    if field == "same_as":
        inside = seen if seen in ("wikidata", "wikipedia") else "website"
        return f"did you mean 'same_as: {{{inside}: {value}}}'?"
    return f"did you mean '{field}: [{value}]'?" if field in _LISTS and seen != field else f"did you mean '{field}'?"


WORDS: dict[str, tuple[str, ...]] = {
    "agency": ("outlet",),
    "announcement": ("event",),
    "assessment": ("opinion",),
    "association": ("group",),
    "bank": ("investor", "company"),
    "chinese": ("native", "family-first"),
    "comment": ("opinion",),
    "confirmed": ("reported",),
    "contradict": ("conflict",),
    "contradiction": ("conflict",),
    "contradictory": ("conflict",),
    "contradicts": ("conflict",),
    "corporation": ("company",),
    "data": ("figure",),
    "deleted": ("withdrawn",),
    "english": ("romanised",),
    "estimate": ("figure", "forecast"),
    "disagree": ("conflict",),
    "disagrees": ("conflict",),
    "fact": ("background",),
    "first_last": ("given-first",),
    "goal": ("plan",),
    "intention": ("plan",),
    "last_first": ("family-first",),
    "direct": ("quoted",),
    "firm": ("company",),
    "fix": ("correction",),
    "fund": ("investor",),
    "government": ("authority",),
    "indirect": ("paraphrased",),
    "live": ("reported",),
    "magazine": ("outlet",),
    "media": ("outlet",),
    "ministry": ("authority",),
    "money": ("amount",),
    "news": ("event",),
    "newspaper": ("outlet",),
    "nickname": ("alias",),
    "number": ("figure", "number"),
    "old": ("former",),
    "organisation": ("company", "group"),
    "organization": ("company", "group"),
    "pinyin": ("romanised",),
    "prediction": ("forecast",),
    "previous": ("former",),
    "published": ("reported",),
    "quote": ("quoted",),
    "regulator": ("authority",),
    "removed": ("withdrawn",),
    "said": ("stated",),
    "statement": ("opinion",),
    "statistic": ("figure",),
    "surname_first": ("family-first",),
    "target": ("plan", "forecast"),
    "typo": ("misprint",),
    "university": ("group",),
    "vc": ("investor",),
    "view": ("opinion",),
    "western": ("given-first",),
}
"""A word that others use -> the words that they may mean; of those, the first that a field accepts."""


def suggest_word(seen: str, allowed: Collection[str]) -> str:
    """A cure for a word that a field does not accept: the one most likely meant; empty where none is likely."""
    folded = _fold(seen)
    meant = next((word for word in WORDS.get(folded, ()) if word in allowed), None) or find_nearest(folded, allowed)
    return f"did you mean '{meant}'?" if meant else ""


def match_word(seen: str, known: Collection[str]) -> str:
    """The word that differs from the one seen only by capitals, spaces and hyphens; empty if there is none."""
    return next((word for word in known if _fold(word) == _fold(seen)), "")


def find_kinds_with(field: str) -> list[str]:
    """The kinds whose entries have a field, claims among them."""
    models: dict[str, type[Model]] = {"claim": Claim, **{kind.name: model_of(kind) for kind in KINDS.values()}}
    return [kind for kind, model in models.items() if field in list_names(model)]


@cache
def list_names(model: type[Model]) -> frozenset[str]:
    """The names that the fields of a model have in YAML."""
    return frozenset(info.alias or name for name, info in model.model_fields.items())


@cache
def list_all_names() -> frozenset[str]:
    """The names of the fields of all kinds."""
    models: list[type[Model]] = [Claim, Retired]
    models += [model_of(kind) for kind in (*KINDS.values(), *LISTS.values())]
    return frozenset(name for model in models for name in list_names(model))
