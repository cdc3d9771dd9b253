"""A source: one published article. Its text is never kept, only where it is and who published it."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema

from ...problem import Code
from .base import ID, ArticleRef, CompanyRef, DateField, Line, Model, PersonRef, Prose, Web, invalid_value


def _expand_author(value: object) -> object:
    if isinstance(value, str) and ID.fullmatch(value):
        return {"id": value}
    return {"text": value} if isinstance(value, str) else value


class Author(Model):
    """A person's id, or a name as printed: one text, unless a name looks like an id: `{text: staff}`."""

    id: PersonRef | None = None
    """The id of a person."""
    text: Line | None = None
    """A name as printed, of someone who has no entry."""


class Withdrawn(Model):
    """When and why the publisher took the article back."""

    date: DateField
    """The day on which the publisher took it back."""
    why: Prose
    """The reason that the publisher gives."""


_UNKNOWN = ("n/a", "na", "none", "tbd", "?", "-", "n.d.", "unbekannt")
"""What others write for `unknown`."""


def _drop_unknown(value: object) -> object:
    if isinstance(value, str) and value.strip().casefold() in _UNKNOWN:
        raise invalid_value(f"'{value}' is not a date", "did you mean 'unknown'?", Code.INVALID_DATE)
    return None if value == "unknown" else value


SourceType = Literal["filing", "official", "statement", "report", "agency"]
SOURCE_TYPES: tuple[SourceType, ...] = get_args(SourceType)
"""How near an article is to what it reports, the best type first."""


class Article(Model):
    """One published article: where it is, who published it and when. Its text is never kept."""

    title: Line
    """The headline as printed."""
    publisher: CompanyRef
    """Who published it: the id of an outlet, or of another organization."""
    url: Web
    """Its address, without tracking."""
    published: Annotated[
        DateField | None, BeforeValidator(_drop_unknown, json_schema_input_type=DateField | Literal["unknown"])
    ]
    """When it was published, as exact as the page says; `unknown` if it does not say."""
    authors: list[
        Annotated[Author, BeforeValidator(_expand_author, json_schema_input_type=PersonRef | Line | Author)]
    ] = []
    """The by-line: ids of people, or names as printed."""
    lang: str = Field(default="en", pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    """The language of the article, as a BCP 47 tag."""
    archive_url: Web | None = None
    """A copy in a web archive."""
    accessed: DateField | None = None
    """When you read it."""
    updated: DateField | None = None
    """When the publisher last changed it."""
    syndicated_from: ArticleRef | None = None
    """The article whose text this one repeats. It does not count as a second publisher."""
    derived_from: ArticleRef | None = None
    """The article that this one rewords. It does not count as a second publisher."""
    withdrawn: Withdrawn | None = None
    """When and why the publisher took it back; its claims are then shown as taken back."""
    source_type: SourceType = "report"
    """How near the article is to what it reports. A `filing` is the nearest, an `agency` the farthest."""
    note: Prose | None = None
    """A remark for readers."""


_LOCATION = re.compile(r"[sp][1-9]\d{0,3}(?:-[1-9]\d{0,3})?")
_MEANT_LOCATION = re.compile(
    r"(?P<unit>s|sent|sentences?|p|par|para|paragraphs?|¶+|§+)?[ .:]*0*(?P<first>[1-9]\d{0,3})(?:st|nd|rd|th)?"
    r"(?: ?(?:-|to|,|and|&) ?[a-z]*[ .]*0*(?P<last>[1-9]\d{0,3}))?(?: (?P<late>sentence|paragraph))?"
)
"""A place in an article as others write it, in lower case."""


def _check_location(value: object) -> object:
    if isinstance(value, str) and not _LOCATION.fullmatch(value):
        what = f"'{value[:40]}' is not a place in an article"
        place, note = _read_location(value)
        cure = f"did you mean '{place}'?{note}" if place else "write a sentence like s4 or s4-5, or a paragraph like p9"
        raise invalid_value(what, cure, Code.INVALID_LOCATION, "" if note else place)
    return value


def _read_location(text: str) -> tuple[str, str]:
    """The place that a text most likely means, empty where it means none, and what to say if another may be meant."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold().translate({ord(c): "-" for c in "‐‑‒–—−"})
    match = _MEANT_LOCATION.fullmatch(plain)
    if match is None:
        return "", ""
    unit = match["unit"] or match["late"] or "s"
    place = f"{'s' if unit[0] == 's' else 'p'}{match['first']}" + (f"-{match['last']}" if match["last"] else "")
    note = "" if match["unit"] or match["late"] else f" That is a sentence; a paragraph is 'p{match['first']}'."
    return place, note


Locator = Annotated[
    str, BeforeValidator(_check_location), WithJsonSchema({"type": "string", "pattern": f"^{_LOCATION.pattern}$"})
]
Form = Literal["stated", "quoted", "paraphrased", "unclear"]
