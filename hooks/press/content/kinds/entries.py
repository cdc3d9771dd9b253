"""The kinds that differ in a field or two: company, person, product, place, term, topic."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Entry, Line, NameFields, Prose, SameAs, TopicRef


class Company(Entry):
    """Companies, outlets, investors, research firms, authorities and groups: "Organizations" to readers."""

    type: Literal["company", "start-up", "investor", "outlet", "research-firm", "authority", "group"]
    """What sort of organization it is. Articles are published by outlets."""

    @property
    def special_type(self) -> str:
        """Its type; empty for a plain company."""
        return "" if self.type == "company" else self.type


class Person(Entry):
    """A person with a public role."""

    name_order: Literal["family-first", "given-first"] = "given-first"
    """Whether the family name comes first in `name`."""


class Product(Entry):
    """A product, a model or a service."""


class Place(Entry):
    """A place that some claim needs as its subject."""


class Term(Entry):
    """A word of the glossary, a law or a rule. The YAML says `term` for the name and `short` for the summary."""

    name: Line = Field(alias="term")
    """The word that is shown."""
    summary: Prose = Field(alias="short")
    """What it means, in at most 25 words."""
    long: Prose | None = None
    """A longer explanation."""
    abbreviation: Line | None = None
    """Its abbreviation."""


class Topic(Entry):
    """A question that the briefing follows; the question is its summary."""

    summary: Prose = Field(alias="question")
    """The question that the briefing follows."""
    parent: TopicRef | None = None
    """The topic that this one is a part of."""
    names: NameFields = []
    """Its other names."""
    same_as: SameAs = SameAs()
    """The same topic elsewhere on the web."""
