"""A source: one published article. Its text is never kept, only where it is and who published it."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from ...problem import Code
from . import PERSON
from .base import ID, ArticleRef, CompanyRef, DateField, Line, Model, Prose, Web, invalid_value
from .marks import Refers


def _expand_author(value: object) -> object:
    if isinstance(value, str) and ID.fullmatch(value):
        return {"id": value}
    return {"text": value} if isinstance(value, str) else value


class Author(Model):
    """A person's id, or a name as printed. In YAML it is one text: anything that looks like an id must be one."""

    id: Annotated[str, Refers((PERSON.name,))] | None = None
    text: Line | None = None


class Withdrawn(Model):
    """When and why the publisher took the article back."""

    date: DateField
    why: Prose


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
    """`published` is None if the YAML says `unknown`."""

    title: Line
    publisher: CompanyRef
    url: Web
    published: Annotated[DateField | None, BeforeValidator(_drop_unknown)]
    authors: list[Annotated[Author, BeforeValidator(_expand_author)]] = []
    lang: str = Field(default="en", pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    archive_url: Web | None = None
    accessed: DateField | None = None
    updated: DateField | None = None
    syndicated_from: ArticleRef | None = None
    derived_from: ArticleRef | None = None
    withdrawn: Withdrawn | None = None
    source_type: SourceType = "report"
    note: Prose | None = None


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


Locator = Annotated[str, BeforeValidator(_check_location)]
Form = Literal["stated", "quoted", "paraphrased", "unclear"]
